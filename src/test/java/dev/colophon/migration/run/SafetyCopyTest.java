package dev.colophon.migration.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.migration.MigrationReport;
import dev.colophon.migration.Migrator;
import dev.colophon.migration.Sandbox;
import dev.colophon.migration.target.MigrationTargets;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The physical copy of a SQLite file before it is migrated. */
@Timeout(60)
class SafetyCopyTest {
    @TempDir
    Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void bring_up_a_database_with_data() {
        sandbox = new Sandbox(Engine.SQLITE, folder);
        sandbox.script("V002__books.sql", "CREATE TABLE books (title TEXT CHECK (title <> ''));");
        sandbox.migrator(Sandbox.copying()).migrate();
        sandbox.run("INSERT INTO books VALUES ('Emma')");
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private List<String> copies() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains(".before-migration-"))
                    .sorted()
                    .toList();
        }
    }

    private StartFailure failure(Migrator migrator) {
        StartFailure failure = catchThrowableOfType(StartFailure.class, migrator::migrate);
        assertThat(failure).isNotNull();
        return failure;
    }

    @Test
    void an_empty_database_is_not_copied() throws IOException {
        assertThat(copies()).isEmpty();
    }

    @Test
    void a_copy_is_named_by_level_and_time_and_holds_the_data() throws Exception {
        sandbox.script("V003__more.sql", "DELETE FROM books;");

        MigrationReport report = sandbox.migrator(Sandbox.copying()).migrate();

        Path copy = report.safetyCopy().orElseThrow();
        assertThat(copies()).containsExactly(copy.getFileName().toString());
        assertThat(copy.getFileName().toString())
                .matches("colophon\\.sqlite3\\.before-migration-0002-\\d{8}T\\d{6}\\.\\d{3}Z");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
                var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT title FROM books")) {
            assertThat(result.next()).isTrue();
            assertThat(result.getString(1)).isEqualTo("Emma");
        }
    }

    @Test
    void without_the_setting_nothing_is_copied() throws IOException {
        sandbox.script("V003__more.sql", "CREATE TABLE more (id bigint);");

        sandbox.migrator().migrate();

        assertThat(copies()).isEmpty();
    }

    @Test
    void the_newest_copies_of_three_levels_are_kept() throws IOException {
        for (int level = 3; level <= 7; level++) {
            String file = "V00" + level + "__t.sql";
            sandbox.script(file, "INSERT INTO missing VALUES (1);");
            failure(sandbox.migrator(Sandbox.copying()));
            sandbox.script(file, "CREATE TABLE t" + level + " (id bigint);");
            sandbox.migrator(Sandbox.copying()).migrate();
        }

        assertThat(copies())
                .hasSize(3)
                .anyMatch(name -> name.contains("-0004-"))
                .anyMatch(name -> name.contains("-0005-"))
                .anyMatch(name -> name.contains("-0006-"));
    }

    @Test
    void a_copy_that_cannot_be_written_stops_everything_with_74() throws IOException {
        sandbox.script("V003__more.sql", "CREATE TABLE more (id bigint);");
        SafetyCopy full = target -> {
            Files.writeString(target, "half");
            throw new SQLException("database or disk is full");
        };

        StartFailure failure = failure(sandbox.migrator(Sandbox.copying(), full));

        assertThat(failure.exitCode()).isEqualTo(ExitCode.SAFETY_COPY_FAILED);
        assertThat(failure.why()).contains("disk is full");
        assertThat(failure.remedy()).contains("space");
        assertThat(sandbox.hasTable("more")).isFalse();
        assertThat(copies()).isEmpty();
        assertThat(sandbox.exitCodes()).isEqualTo("0 74");
    }

    @Test
    void a_full_disk_stops_everything_with_74() throws IOException {
        sandbox.script("V003__more.sql", "CREATE TABLE more (id bigint);");
        SafetyCopy toFullDisk = target -> Files.writeString(Path.of("/dev/full"), "data");

        StartFailure failure = failure(sandbox.migrator(Sandbox.copying(), toFullDisk));

        assertThat(failure.exitCode()).isEqualTo(ExitCode.SAFETY_COPY_FAILED);
        assertThat(sandbox.hasTable("more")).isFalse();
    }

    @Test
    void a_rolled_back_failure_leaves_the_database_in_place() {
        sandbox.script("V003__good.sql", "CREATE TABLE good (id bigint);");
        sandbox.script("V004__bad.sql", "INSERT INTO missing VALUES (1);");

        StartFailure failure = failure(sandbox.migrator(Sandbox.copying()));

        assertThat(failure.exitCode()).isEqualTo(ExitCode.MIGRATION_FAILED);
        assertThat(sandbox.state()).isEqualTo("3|1");
    }

    @Test
    void a_failed_integrity_check_puts_the_copy_back() throws SQLException {
        sandbox.script("V003__damage.sql", "PRAGMA ignore_check_constraints = ON;\nINSERT INTO books VALUES ('');");
        try (var open = MigrationTargets.of(sandbox.settings).open();
                var statement = open.createStatement()) {
            StartFailure failure = failure(sandbox.migrator(Sandbox.copying()));

            assertThat(failure.exitCode()).isEqualTo(ExitCode.MIGRATION_FAILED);
            assertThat(failure.why()).contains("integrity check").contains("put back");
            assertThat(sandbox.state()).isEqualTo("2|1");
            assertThat(sandbox.query("SELECT title FROM books")).isEqualTo("Emma");
            assertThat(sandbox.query("PRAGMA journal_mode")).isEqualTo("wal");
            assertThat(sandbox.exitCodes()).isEqualTo("0 70");
            try (var result = statement.executeQuery("SELECT count(*) FROM books")) {
                assertThat(result.getInt(1))
                        .as("seen by a connection open before")
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void a_failure_without_a_transaction_puts_the_copy_back() throws IOException {
        sandbox.script("V003__half.sql", "UPDATE books SET title = 'changed'; INSERT INTO no VALUES (1);");
        Files.writeString(sandbox.scriptFolder().resolve("V003__half.sql.conf"), "executeInTransaction=false");

        StartFailure failure = failure(sandbox.migrator(Sandbox.copying()));

        assertThat(failure.why()).contains("put back");
        assertThat(sandbox.query("SELECT title FROM books")).isEqualTo("Emma");
        assertThat(sandbox.query("SELECT count(*) FROM flyway_schema_history WHERE NOT success"))
                .isEqualTo("0");
    }

    @Test
    void without_a_copy_such_a_failure_is_marked_and_can_be_retried() throws IOException {
        sandbox.script("V003__half.sql", "INSERT INTO missing VALUES (1);");
        Files.writeString(sandbox.scriptFolder().resolve("V003__half.sql.conf"), "executeInTransaction=false");
        failure(sandbox.migrator());

        StartFailure refused = failure(sandbox.migrator());
        assertThat(refused.exitCode()).isEqualTo(ExitCode.MIGRATION_FAILED);
        assertThat(refused.remedy()).contains("--retry-failed 3");

        sandbox.run("CREATE TABLE missing (id bigint)");
        assertThat(sandbox.migrator().retryFailed(3)).contains("half");
        assertThat(sandbox.migrator().migrate().level()).isEqualTo(3);
    }

    @Test
    void a_row_that_refers_to_nothing_rolls_the_migration_back() {
        sandbox.script("V003__broken.sql", """
                CREATE TABLE shelves (id TEXT PRIMARY KEY);
                CREATE TABLE places (shelf TEXT REFERENCES shelves (id));
                INSERT INTO places VALUES ('nowhere');
                """);

        StartFailure failure = failure(sandbox.migrator());

        assertThat(failure.why()).contains("V003__broken.sql").contains("places");
        assertThat(sandbox.hasTable("places")).isFalse();
    }

    @Test
    void a_table_can_be_rebuilt_although_others_refer_to_it() {
        sandbox.script("V003__shelves.sql", """
                CREATE TABLE shelves (id TEXT PRIMARY KEY);
                CREATE TABLE places (shelf TEXT REFERENCES shelves (id) ON DELETE CASCADE);
                """);
        sandbox.migrator().migrate();
        sandbox.run("INSERT INTO shelves VALUES ('a')");
        sandbox.run("INSERT INTO places VALUES ('a')");
        sandbox.script("V004__rebuild.sql", """
                CREATE TABLE shelves_new (id TEXT PRIMARY KEY, name TEXT);
                INSERT INTO shelves_new (id) SELECT id FROM shelves;
                DROP TABLE shelves;
                ALTER TABLE shelves_new RENAME TO shelves;
                """);

        sandbox.migrator().migrate();

        assertThat(sandbox.query("SELECT shelf FROM places")).isEqualTo("a");
    }

    @Test
    void nothing_is_migrated_while_another_process_serves() {
        sandbox.script("V003__more.sql", "CREATE TABLE more (id bigint);");
        Migrator migrator = sandbox.migrator().holding(() -> {
            throw new StartFailure(ExitCode.TRY_AGAIN, "serve", "served", "stop it");
        });

        assertThat(failure(migrator).exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
        assertThat(sandbox.hasTable("more")).isFalse();
        assertThat(sandbox.exitCodes()).isEqualTo("0 75");
    }

    @Test
    void a_database_that_cannot_grow_ends_with_73_and_stays_as_it_was() {
        sandbox.script("V003__big.sql", """
                PRAGMA max_page_count = 30;
                CREATE TABLE big (content BLOB);
                INSERT INTO big VALUES (zeroblob(10000000));
                """);

        StartFailure failure = failure(sandbox.migrator());

        assertThat(failure.exitCode()).isEqualTo(ExitCode.CANNOT_WRITE);
        assertThat(sandbox.hasTable("big")).isFalse();
        assertThat(sandbox.state()).isEqualTo("2|1");
    }
}
