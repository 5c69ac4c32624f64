package dev.colophon.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.migration.run.Attempts;
import dev.colophon.migration.target.MigrationTargets;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings.Engine;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class MigratorTest {
    @TempDir
    Path folder;

    private static StartFailure failure(Migrator migrator) {
        StartFailure failure = catchThrowableOfType(StartFailure.class, migrator::migrate);
        assertThat(failure).as("migrating must fail").isNotNull();
        return failure;
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void an_empty_database_gets_every_migration(Engine engine) {
        try (var sandbox = new Sandbox(engine, folder)) {
            sandbox.script("V002__books.sql", "CREATE TABLE books (id bigint);");
            sandbox.script("V003__drop.sql", "-- contract: minimum 2\nALTER TABLE books ADD COLUMN x bigint;");

            MigrationReport report = sandbox.migrator().migrate();

            assertThat(report.levelBefore()).isZero();
            assertThat(report.level()).isEqualTo(3);
            assertThat(report.applied()).containsExactly("V001__schema_state.sql", "V002__books.sql", "V003__drop.sql");
            assertThat(sandbox.state()).isEqualTo("3|2");
            assertThat(sandbox.exitCodes()).isEqualTo("0");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_second_run_changes_and_records_nothing(Engine engine) {
        try (var sandbox = new Sandbox(engine, folder)) {
            sandbox.migrator().migrate();

            MigrationReport report = sandbox.migrator().migrate();

            assertThat(report.applied()).isEmpty();
            assertThat(report.level()).isEqualTo(1);
            assertThat(sandbox.exitCodes()).isEqualTo("0");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_failed_migration_leaves_nothing_and_earlier_ones_stay(Engine engine) {
        try (var sandbox = new Sandbox(engine, folder)) {
            sandbox.migrator().migrate();
            sandbox.script("V002__good.sql", "CREATE TABLE good (id bigint);");
            sandbox.script("V003__bad.sql", "CREATE TABLE half (id bigint);\nINSERT INTO missing VALUES (1);");

            StartFailure failure = failure(sandbox.migrator());

            assertThat(failure.exitCode()).isEqualTo(ExitCode.MIGRATION_FAILED);
            assertThat(failure.why()).contains("V003__bad.sql").contains("missing");
            assertThat(sandbox.hasTable("good")).isTrue();
            assertThat(sandbox.hasTable("half")).isFalse();
            assertThat(sandbox.state()).isEqualTo("2|1");
            assertThat(sandbox.query("SELECT version, success FROM flyway_schema_history"))
                    .doesNotContain("003");
            assertThat(sandbox.exitCodes()).isEqualTo("0 70");
            assertThat(sandbox.query(
                            "SELECT instance, level, message FROM migration_attempts" + " WHERE exit_code = 70"))
                    .startsWith("test|3|")
                    .contains("V003__bad.sql");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void what_failed_is_tried_again_when_it_is_mended(Engine engine) {
        try (var sandbox = new Sandbox(engine, folder)) {
            sandbox.script("V002__bad.sql", "INSERT INTO missing VALUES (1);");
            failure(sandbox.migrator());
            sandbox.script("V002__bad.sql", "CREATE TABLE mended (id bigint);");

            MigrationReport report = sandbox.migrator().migrate();

            assertThat(report.applied()).containsExactly("V002__bad.sql");
            assertThat(sandbox.exitCodes()).isEqualTo("70 0");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_changed_migration_is_refused(Engine engine) {
        try (var sandbox = new Sandbox(engine, folder)) {
            sandbox.script("V002__books.sql", "CREATE TABLE books (id bigint);");
            sandbox.migrator().migrate();
            sandbox.script("V002__books.sql", "CREATE TABLE books (id bigint, x bigint);");
            sandbox.script("V003__more.sql", "CREATE TABLE more (id bigint);");

            StartFailure failure = failure(sandbox.migrator());

            assertThat(failure.exitCode()).isEqualTo(ExitCode.HISTORY_MISMATCH);
            assertThat(failure.why()).containsIgnoringCase("checksum").contains("002");
            assertThat(sandbox.hasTable("more")).isFalse();
            assertThat(sandbox.exitCodes()).isEqualTo("0 65");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_changed_migration_is_refused_with_nothing_pending_too(Engine engine) {
        try (var sandbox = new Sandbox(engine, folder)) {
            sandbox.script("V002__books.sql", "CREATE TABLE books (id bigint);");
            sandbox.migrator().migrate();
            sandbox.script("V002__books.sql", "CREATE TABLE books (id bigint, x bigint);");

            assertThat(failure(sandbox.migrator()).exitCode()).isEqualTo(ExitCode.HISTORY_MISMATCH);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_migration_before_the_newest_is_refused(Engine engine) {
        try (var sandbox = new Sandbox(engine, folder)) {
            sandbox.script("V003__late.sql", "CREATE TABLE late (id bigint);");
            sandbox.migrator().migrate();
            sandbox.script("V002__early.sql", "CREATE TABLE early (id bigint);");

            StartFailure failure = failure(sandbox.migrator());

            assertThat(failure.exitCode()).isEqualTo(ExitCode.HISTORY_MISMATCH);
            assertThat(sandbox.hasTable("early")).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_database_of_somebody_else_is_refused(Engine engine) {
        try (var sandbox = new Sandbox(engine, folder)) {
            sandbox.run("CREATE TABLE invoices (id bigint)");

            StartFailure failure = failure(sandbox.migrator());

            assertThat(failure.exitCode()).isEqualTo(ExitCode.HISTORY_MISMATCH);
            assertThat(sandbox.hasTable("schema_state")).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void in_emergency_a_failure_is_a_warning(Engine engine) {
        try (var sandbox = new Sandbox(engine, folder)) {
            sandbox.script("V002__books.sql", "CREATE TABLE books (id bigint);");
            sandbox.migrator().migrate();
            sandbox.script("V002__books.sql", "CREATE TABLE books (id bigint, x bigint);");
            sandbox.script("V003__bad.sql", "INSERT INTO missing VALUES (1);");

            MigrationReport mismatch = sandbox.migrator(Sandbox.emergency()).migrate();
            sandbox.script("V002__books.sql", "CREATE TABLE books (id bigint);");
            MigrationReport failed = sandbox.migrator(Sandbox.emergency()).migrate();

            assertThat(mismatch.warning().orElseThrow().exitCode()).isEqualTo(ExitCode.HISTORY_MISMATCH);
            assertThat(failed.warning().orElseThrow().exitCode()).isEqualTo(ExitCode.MIGRATION_FAILED);
            assertThat(failed.summary()).contains("emergency").contains("V003__bad.sql");
            assertThat(sandbox.exitCodes()).isEqualTo("0 65 70");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_newer_compatible_schema_is_left_alone(Engine engine) {
        try (var sandbox = new Sandbox(engine, folder)) {
            sandbox.script("V002__books.sql", "CREATE TABLE books (id bigint);");
            sandbox.script("V003__more.sql", "CREATE TABLE more (id bigint);");
            sandbox.migrator().migrate();
            sandbox.without("V003__more.sql");

            MigrationReport report = sandbox.migrator().migrate();

            assertThat(report.applied()).isEmpty();
            assertThat(report.level()).isEqualTo(3);
            assertThat(sandbox.exitCodes()).isEqualTo("0");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_newer_incompatible_schema_is_refused(Engine engine) {
        try (var sandbox = new Sandbox(engine, folder)) {
            sandbox.script("V002__books.sql", "CREATE TABLE books (id bigint);");
            sandbox.script("V003__drop.sql", "-- contract: minimum 2\nDROP TABLE books;");
            sandbox.migrator().migrate();
            sandbox.without("V003__drop.sql").without("V002__books.sql");

            StartFailure failure = failure(sandbox.migrator());

            assertThat(failure.exitCode()).isEqualTo(ExitCode.SCHEMA_AHEAD);
            assertThat(failure.why()).contains("level 3").contains("level 2").contains("needs 1");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void the_state_is_written_in_the_transaction_of_its_migration(Engine engine) {
        try (var sandbox = new Sandbox(engine, folder)) {
            sandbox.migrator().migrate();
            // the callback runs after the script and cannot find the row
            sandbox.script("V002__wrong.sql", "CREATE TABLE half (id bigint);\nDELETE FROM schema_state;");

            StartFailure failure = failure(sandbox.migrator());

            assertThat(failure.exitCode()).isEqualTo(ExitCode.MIGRATION_FAILED);
            assertThat(sandbox.hasTable("half")).isFalse();
            assertThat(sandbox.state()).isEqualTo("1|1");
            assertThat(sandbox.query("SELECT count(*) FROM flyway_schema_history"))
                    .isEqualTo("1");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void the_record_of_attempts_does_not_grow_for_ever(Engine engine) {
        try (var sandbox = new Sandbox(engine, folder)) {
            sandbox.migrator().migrate();
            var attempts = new Attempts(MigrationTargets.of(sandbox.settings), InstantSource.system(), "test");
            for (int index = 0; index < 120; index++) {
                attempts.end(attempts.prepare(1), ExitCode.MIGRATION_FAILED, "number " + index);
            }

            assertThat(sandbox.query("SELECT count(*) FROM migration_attempts")).isEqualTo("100");
            assertThat(sandbox.query("SELECT message FROM migration_attempts ORDER BY id DESC"))
                    .startsWith("number 119");
        }
    }
}
