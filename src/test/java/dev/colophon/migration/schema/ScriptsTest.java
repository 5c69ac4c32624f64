package dev.colophon.migration.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.migration.Sandbox;
import dev.colophon.migration.connection.DirectSource;
import dev.colophon.migration.connection.Interruption;
import dev.colophon.migration.target.MigrationTargets;
import dev.colophon.settings.DatabaseSettings.Engine;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.internal.info.MigrationInfoImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class ScriptsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Engine.class)
    void they_are_what_flyway_would_take_them_for(Engine engine) {
        try (var sandbox = new Sandbox(engine, folder)) {
            sandbox.script("V002__with_bom.sql", "\uFEFFCREATE TABLE a (id bigint);\r\n-- ä\r\n\r\n");
            sandbox.script("V003__no_newline.sql", "CREATE TABLE b (id bigint);\n  \n--x");
            sandbox.script("V004__old_mac.sql", "CREATE TABLE c (id bigint);\rCREATE TABLE d (id bigint);");
            if (engine == Engine.POSTGRESQL) {
                sandbox.script(
                        "V005__index.sql",
                        "-- builds it CONCURRENTLY\n" + "CREATE INDEX CONCURRENTLY IF NOT EXISTS a_id ON a (id);");
                sandbox.script("V006__words.sql", "-- CONCURRENTLY\nCREATE TABLE e (id bigint);");
            }

            assertThat(own(sandbox.scripts())).isEqualTo(flyways(sandbox, "filesystem:" + sandbox.scriptFolder()));
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void the_products_own_are_what_flyway_takes_them_for(Engine engine) {
        try (var sandbox = new Sandbox(engine, folder)) {
            Scripts scripts = Scripts.of(engine);

            assertThat(own(scripts)).isEqualTo(flyways(sandbox, "classpath:" + scripts.folder()));
        }
    }

    /** Level, description, checksum, and whether it runs in a transaction. */
    private static List<String> own(Scripts scripts) {
        return scripts.all().stream()
                .map(script -> script.level()
                        + " "
                        + script.description()
                        + " "
                        + script.checksum()
                        + " "
                        + script.isTransactional())
                .toList();
    }

    private static List<String> flyways(Sandbox sandbox, String location) {
        var seen = new ArrayList<String>();
        var flyway = Flyway.configure()
                .dataSource(new DirectSource(MigrationTargets.of(sandbox.settings), new Interruption()))
                .locations(location)
                .placeholderReplacement(false)
                .load();
        for (MigrationInfo info : flyway.info().all()) {
            boolean transactional = ((MigrationInfoImpl) info)
                    .getResolvedMigration()
                    .getExecutor()
                    .canExecuteInTransaction();
            seen.add(Integer.parseInt(info.getVersion().getVersion())
                    + " "
                    + info.getDescription()
                    + " "
                    + info.getChecksum()
                    + " "
                    + transactional);
        }
        return seen;
    }

    @Test
    void they_are_found_in_a_jar() throws IOException {
        Path jar = folder.resolve("build with space.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            add(out, "trial/", "");
            add(out, "trial/sqlite/", "");
            add(out, "trial/sqlite/V002__b.sql", "-- contract: minimum 1\nCREATE TABLE b (id);");
            add(out, "trial/sqlite/V001__a.sql", "CREATE TABLE a (id);");
            add(out, "trial/sqlite/notes.txt", "not one");
            add(out, "trial/postgresql/V003__c.sql", "CREATE TABLE c (id);");
        }
        try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
            Scripts scripts = new Scripts(loader, "trial", Engine.SQLITE);

            assertThat(scripts.all()).extracting(Script::name).containsExactly("a", "b");
            assertThat(scripts.neededLevel()).isEqualTo(2);
            assertThat(scripts.all().get(1).contractMinimum()).hasValue(1);
            assertThat(scripts.after(1)).extracting(Script::name).containsExactly("b");
        }
    }

    private static void add(JarOutputStream out, String name, String text) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
    }

    @Test
    void a_build_without_migrations_is_broken_and_says_so() {
        assertThatThrownBy(() -> new Scripts(getClass().getClassLoader(), "db/nothing", Engine.SQLITE))
                .hasMessageContaining("db/nothing/sqlite");
    }

    @ParameterizedTest
    @CsvSource({
        "'-- contract: minimum 7', 7",
        "'--contract:minimum 7  ', 7",
        "'-- why\n-- CONTRACT: MINIMUM 12\nDROP TABLE a;', 12",
        "'-- no contract: minimum 7', -1",
        "'-- contract: minimum x', -1",
        "'SELECT 1;', -1",
    })
    void a_contract_is_read_from_a_comment(String sql, int minimum) {
        assertThat(Script.parse("V009__x.sql", sql).contractMinimum().orElse(-1))
                .isEqualTo(minimum);
    }
}
