package dev.colophon.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.database.Database;
import dev.colophon.migration.schema.SchemaGate;
import dev.colophon.migration.schema.Verdict;
import dev.colophon.migration.target.MigrationTargets;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.TakesLong;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestPostgres;
import dev.colophon.testing.TestSettings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only PostgreSQL can do wrong. */
@Timeout(120)
class PostgresqlMigrationTest {
    private static final String INDEX = "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS books_isbn ON books (isbn);";

    @TempDir
    Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void bring_up_a_database() {
        sandbox = new Sandbox(Engine.POSTGRESQL, folder);
        sandbox.script("V002__books.sql", "CREATE TABLE books (isbn text);");
        sandbox.migrator().migrate();
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private static StartFailure failure(Migrator migrator) {
        StartFailure failure = catchThrowableOfType(StartFailure.class, migrator::migrate);
        assertThat(failure).isNotNull();
        return failure;
    }

    @Test
    void an_index_is_built_while_others_write() throws Exception {
        sandbox.script("V003__index.sql", INDEX);

        assertThat(sandbox.migrator().migrate().level()).isEqualTo(3);

        assertThat(sandbox.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'books_isbn'::regclass"))
                .isEqualTo("t");
        assertThat(sandbox.state()).isEqualTo("3|1");
    }

    @Test
    void an_index_that_failed_is_marked_and_built_anew_on_request() {
        sandbox.script("V003__index.sql", INDEX);
        sandbox.run("INSERT INTO books VALUES ('same'), ('same')");

        StartFailure first = failure(sandbox.migrator());
        assertThat(first.exitCode()).isEqualTo(ExitCode.MIGRATION_FAILED);
        assertThat(first.why()).contains("V003__index.sql").contains("books_isbn");
        assertThat(sandbox.state()).isEqualTo("2|1");
        assertThat(sandbox.query("SELECT version FROM flyway_schema_history WHERE NOT success"))
                .isEqualTo("003");

        StartFailure second = failure(sandbox.migrator());
        assertThat(second.exitCode()).isEqualTo(ExitCode.MIGRATION_FAILED);
        assertThat(second.remedy()).contains("migrate --retry-failed 3");

        sandbox.run("TRUNCATE books");
        assertThat(sandbox.migrator().retryFailed(3)).isEqualTo("migration 3 (index)");
        assertThat(sandbox.migrator().migrate().level()).isEqualTo(3);
        assertThat(sandbox.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'books_isbn'::regclass"))
                .isEqualTo("t");
    }

    @Test
    void only_a_marked_migration_can_be_retried() {
        StartFailure failure = catchThrowableOfType(
                StartFailure.class, () -> sandbox.migrator().retryFailed(2));

        assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(sandbox.query("SELECT count(*) FROM flyway_schema_history")).isEqualTo("2");
    }

    @Test
    void a_locked_table_is_tried_again_until_it_is_free() throws Exception {
        sandbox.script("V003__add.sql", "ALTER TABLE books ADD COLUMN title text;");
        try (var threads = Executors.newSingleThreadExecutor();
                var blocker = MigrationTargets.of(sandbox.settings).open()) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("LOCK TABLE books IN ACCESS SHARE MODE");
            var running = threads.submit(() -> sandbox.migrator().migrate());
            Thread.sleep(600);
            blocker.rollback();

            assertThat(running.get().level()).isEqualTo(3);
        }
    }

    @TakesLong("a migration that waits")
    @Test
    void who_reads_does_not_wait_long_behind_a_migration_that_waits() throws Exception {
        sandbox.script("V003__add.sql", "ALTER TABLE books ADD COLUMN title text;");
        try (var threads = Executors.newSingleThreadExecutor();
                var blocker = MigrationTargets.of(sandbox.settings).open();
                var reader = MigrationTargets.of(sandbox.settings).open()) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("LOCK TABLE books IN ACCESS SHARE MODE");
            // the usual limit of a lock is five
            reader.createStatement().execute("SET lock_timeout = '3s'");
            var running = threads.submit(() -> failure(sandbox.migrator()));
            while (!running.isDone()) {
                reader.createStatement().executeQuery("SELECT count(*) FROM books");
                Thread.sleep(10);
            }

            assertThat(running.get().exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
        }
    }

    @TakesLong("three tries to lock a table")
    @Test
    void a_table_that_stays_locked_ends_with_75_and_changes_nothing() throws SQLException {
        sandbox.script("V003__add.sql", "ALTER TABLE books ADD COLUMN title text;");
        try (var blocker = MigrationTargets.of(sandbox.settings).open()) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("LOCK TABLE books IN ACCESS SHARE MODE");

            StartFailure failure = failure(sandbox.migrator());

            assertThat(failure.exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
            assertThat(failure.why()).contains("lock timeout");
            assertThat(sandbox.state()).isEqualTo("2|1");
        }
    }

    @Test
    void a_contract_stops_before_a_live_instance_that_it_would_break() {
        live("0.1.0", 1, "0 seconds");
        sandbox.script("V003__expand.sql", "CREATE TABLE more (id bigint);");
        sandbox.script("V004__contract.sql", "-- contract: minimum 2\nDROP TABLE books;");

        StartFailure failure = failure(sandbox.migrator());

        assertThat(failure.exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
        assertThat(failure.why()).contains("V004__contract.sql").contains("1 of release 0.1.0 that need level 1");
        assertThat(failure.remedy()).contains("level 2").contains("scale the instances to 0");
        assertThat(sandbox.state())
                .as("nothing is changed, not even the expansion")
                .isEqualTo("2|1");
        assertThat(sandbox.hasTable("more")).isFalse();
    }

    @Test
    void a_contract_passes_instances_that_are_new_enough_or_gone() {
        live("0.2.0", 2, "0 seconds");
        live("0.1.0", 1, "91 seconds");
        sandbox.script("V003__contract.sql", "-- contract: minimum 2\nDROP TABLE books;");

        assertThat(sandbox.migrator().migrate().level()).isEqualTo(3);
        assertThat(sandbox.state()).isEqualTo("3|2");
    }

    @Test
    void an_expansion_does_not_ask_who_lives() {
        live("0.1.0", 1, "0 seconds");
        sandbox.script("V003__expand.sql", "CREATE TABLE more (id bigint);");

        assertThat(sandbox.migrator().migrate().level()).isEqualTo(3);
    }

    private void live(String release, int needed, String ago) {
        sandbox.run("INSERT INTO instances VALUES ('%s', '%s', %d, now() - interval '%s')"
                .formatted(UUID.randomUUID(), release, needed, ago));
    }

    @Test
    void a_heartbeat_holds_the_fence_until_a_clean_stop() {
        try (Database database = sandbox.database()) {
            var heartbeat = new Heartbeat(database, Engine.POSTGRESQL, UUID.randomUUID(), "0.1.0", sandbox.scripts());
            sandbox.run("UPDATE schema_state SET level = 2");
            sandbox.script("V003__expand.sql", "CREATE TABLE more (id bigint);");
            sandbox.script("V004__contract.sql", "-- contract: minimum 3\nDROP TABLE books;");
            heartbeat.beat();
            heartbeat.beat();
            assertThat(sandbox.query("SELECT release, needed_level FROM instances"))
                    .isEqualTo("0.1.0|2");
            assertThat(failure(sandbox.migrator()).exitCode()).isEqualTo(ExitCode.TRY_AGAIN);

            heartbeat.stop();

            assertThat(sandbox.query("SELECT count(*) FROM instances")).isEqualTo("0");
            assertThat(sandbox.migrator().migrate().level()).isEqualTo(4);
        }
    }

    @Test
    void a_heartbeat_forgets_instances_that_died_long_ago() {
        live("0.0.1", 1, "2 days");
        try (Database database = sandbox.database()) {
            new Heartbeat(database, Engine.POSTGRESQL, UUID.randomUUID(), "0.1.0", sandbox.scripts()).beat();
        }

        assertThat(sandbox.query("SELECT release FROM instances")).isEqualTo("0.1.0");
    }

    @Test
    void the_serving_role_gets_its_rights_and_no_more() {
        String owner = role();
        String server = role();
        String name = sandbox.databaseName() + "_two";
        TestPostgres.execute("CREATE DATABASE " + name + " OWNER " + owner);
        try {
            sandbox.settings = twoRoles(name, server, owner);
            sandbox.script("V003__shelves.sql", "CREATE TABLE shelves (id bigint);");
            sandbox.migrator().migrate();
            sandbox.script("V004__later.sql", "CREATE TABLE later (id bigint);");
            sandbox.migrator().migrate();

            DatabaseSettings plain = twoRoles(name, server, server);
            DatabaseSettings both = sandbox.settings;
            sandbox.settings = plain;
            sandbox.run("INSERT INTO shelves VALUES (1)");
            sandbox.run("DELETE FROM later");
            assertThat(sandbox.migrator().migrate().summary())
                    .as("a start with the plain role")
                    .contains("nothing pending at level 4");
            try (Database database = TestDatabase.open(plain)) {
                var gate = new SchemaGate(database, sandbox.scripts(), Sandbox.strict());
                assertThat(gate.admit().verdict()).isEqualTo(Verdict.EQUAL);
                new Heartbeat(database, Engine.POSTGRESQL, UUID.randomUUID(), "0.1.0", sandbox.scripts()).beat();
            }
            assertThat(sandbox.query("SELECT count(*) FROM instances")).isEqualTo("1");
            assertThatRefused("UPDATE schema_state SET level = 9");
            assertThatRefused("DELETE FROM flyway_schema_history");
            assertThatRefused("DROP TABLE shelves");

            sandbox.script("V005__forbidden.sql", "CREATE TABLE forbidden (id bigint);");
            StartFailure failure = failure(sandbox.migrator());
            assertThat(failure.exitCode()).isEqualTo(ExitCode.DATABASE_REFUSED);
            sandbox.settings = both;
            assertThat(sandbox.migrator().migrate().level()).isEqualTo(5);
        } finally {
            TestPostgres.execute("DROP DATABASE " + name + " WITH (FORCE)");
        }
    }

    @Test
    void rights_that_are_missing_are_given_with_nothing_pending_too() {
        String server = role();
        sandbox.settings = twoRoles(sandbox.databaseName(), server, "postgres");

        sandbox.migrator().migrate();

        sandbox.settings = twoRoles(sandbox.databaseName(), server, server);
        assertThat(sandbox.query("SELECT count(*) FROM books")).isEqualTo("0");
    }

    @Test
    void a_serving_role_that_does_not_exist_is_named() {
        sandbox.settings = twoRoles(sandbox.databaseName(), "nobody_here", "postgres");

        StartFailure failure = failure(sandbox.migrator());

        assertThat(failure.exitCode()).isEqualTo(ExitCode.DATABASE_REFUSED);
        assertThat(failure.why()).contains("nobody_here");
    }

    @Test
    void an_unknown_database_ends_with_77_and_a_closed_port_with_75() {
        sandbox.settings = TestPostgres.settings("never_created");
        assertThat(failure(sandbox.migrator()).exitCode()).isEqualTo(ExitCode.DATABASE_REFUSED);

        sandbox.settings = TestPostgres.settings("never_created", 1);
        assertThat(failure(sandbox.migrator()).exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
    }

    private void assertThatRefused(String sql) {
        assertThat(catchThrowableOfType(IllegalStateException.class, () -> sandbox.run(sql)))
                .as(sql)
                .isNotNull();
    }

    private static String role() {
        String name = "role_" + UUID.randomUUID().toString().replace("-", "");
        TestPostgres.execute("CREATE ROLE " + name + " LOGIN");
        return name;
    }

    private DatabaseSettings twoRoles(String name, String server, String owner) {
        return TestSettings.with(
                TestPostgres.settings(name), Map.of("POSTGRES_USER", server, "POSTGRES_MIGRATOR_USER", owner));
    }
}
