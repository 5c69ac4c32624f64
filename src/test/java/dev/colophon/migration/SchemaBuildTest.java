package dev.colophon.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.migration.run.MigrationTarget;
import dev.colophon.migration.schema.SchemaReader;
import dev.colophon.migration.target.MigrationTargets;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings.Engine;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A schema of any level is made beside the one that is served, which stays as it is. */
class SchemaBuildTest {
    @TempDir
    Path folder;

    private Sandbox live(Engine engine) {
        var sandbox = new Sandbox(engine, folder);
        sandbox.script("V002__shelf.sql", "CREATE TABLE shelf (id bigint PRIMARY KEY);");
        sandbox.script("V003__tidy.sql", "-- contract: minimum 2\nALTER TABLE shelf ADD COLUMN note text;");
        sandbox.migrator().migrate();
        return sandbox;
    }

    private MigrationTarget beside(Sandbox sandbox) {
        if (sandbox.engine == Engine.SQLITE) {
            return MigrationTargets.of(sandbox.settings.at(folder.resolve("other.sqlite3")));
        }
        sandbox.run("CREATE SCHEMA other");
        return MigrationTargets.schema(sandbox.settings, "other");
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_level_is_built_beside_the_live_schema_and_raised_later(Engine engine) throws SQLException {
        try (var sandbox = live(engine)) {
            sandbox.run("INSERT INTO shelf (id) VALUES (7)");
            // would keep a contract migration from the live schema
            sandbox.run("INSERT INTO instances (id, release, needed_level, seen_at) VALUES"
                    + " ('00000000-0000-7000-8000-000000000001', 'old', 1, CURRENT_TIMESTAMP)");
            var place = beside(sandbox);
            var build = new SchemaBuild(place, sandbox.scripts());

            build.raise(2);

            assertThat(SchemaReader.snapshot(place).state().level()).isEqualTo(2);
            assertThat(count(place)).isZero();
            insert(place);
            build.raise(3);
            assertThat(SchemaReader.snapshot(place).isUpToDate(sandbox.scripts()))
                    .isTrue();
            assertThat(count(place)).isEqualTo(1);
            assertThat(sandbox.query("SELECT id, note FROM shelf")).isEqualTo("7|null");
            assertThat(sandbox.state()).isEqualTo("3|2");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 4, Integer.MAX_VALUE})
    void a_level_that_this_build_does_not_know_is_refused(int level) throws SQLException {
        try (var sandbox = live(Engine.SQLITE)) {
            var place = beside(sandbox);

            var failure = catchThrowableOfType(
                    StartFailure.class, () -> new SchemaBuild(place, sandbox.scripts()).raise(level));

            assertThat(failure.exitCode()).isEqualTo(ExitCode.BACKUP_INCOMPATIBLE);
            assertThat(SchemaReader.snapshot(place).state().level()).isZero();
        }
    }

    private static long count(MigrationTarget place) throws SQLException {
        try (var connection = place.open();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM shelf")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void insert(MigrationTarget place) throws SQLException {
        try (var connection = place.open();
                var statement = connection.createStatement()) {
            statement.execute("INSERT INTO shelf (id) VALUES (1)");
        }
    }
}
