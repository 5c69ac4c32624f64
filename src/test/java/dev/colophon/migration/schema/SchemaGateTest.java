package dev.colophon.migration.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.database.Database;
import dev.colophon.migration.Sandbox;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.settings.MigrationSettings;
import dev.colophon.testing.TakesLong;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The gate at a real schema. This build needs level 3 unless a test says otherwise. */
@Timeout(60)
@TakesLong("waits for another process in real time")
class SchemaGateTest {
    private static final MigrationSettings OVERRIDE =
            new MigrationSettings(true, true, Optional.empty(), 0, true, false);

    @TempDir
    Path folder;

    private Sandbox atLevelThree(Engine engine) {
        var sandbox = new Sandbox(engine, folder);
        sandbox.script("V002__a.sql", "CREATE TABLE a (id bigint);");
        sandbox.script("V003__b.sql", "CREATE TABLE b (id bigint);");
        sandbox.migrator().migrate();
        return sandbox;
    }

    private static void set(Sandbox sandbox, int level, int minimumReader) {
        sandbox.run("UPDATE schema_state SET level = " + level + ", minimum_reader = " + minimumReader);
    }

    private static void markFailed(Sandbox sandbox) {
        set(sandbox, 2, 1);
        sandbox.run("UPDATE flyway_schema_history SET success = false WHERE version = '003'");
    }

    private static MigrationSettings waiting(int seconds, boolean strict) {
        return new MigrationSettings(true, strict, Optional.empty(), seconds, false, false);
    }

    private static StartFailure refusal(SchemaGate gate) {
        StartFailure failure = catchThrowableOfType(StartFailure.class, gate::admit);
        assertThat(failure).as("the gate must refuse").isNotNull();
        return failure;
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void before_the_first_look_nothing_is_ready(Engine engine) {
        try (var sandbox = atLevelThree(engine);
                Database database = sandbox.database()) {
            var gate = new SchemaGate(database, sandbox.scripts(), Sandbox.strict());

            assertThat(gate.status().ready()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void an_equal_schema_lets_in(Engine engine) {
        try (var sandbox = atLevelThree(engine);
                Database database = sandbox.database()) {
            var gate = new SchemaGate(database, sandbox.scripts(), Sandbox.strict());

            SchemaStatus status = gate.admit();

            assertThat(status.verdict()).isEqualTo(Verdict.EQUAL);
            assertThat(status.ready()).isTrue();
            assertThat(status.level()).isEqualTo(3);
            assertThat(status.needed()).isEqualTo(3);
            assertThat(status.minimumReader()).isEqualTo(1);
            assertThat(status.pending()).isZero();
            assertThat(status.lastSuccess()).isPresent();
            assertThat(status.lastAttempt().orElseThrow().exitCode()).hasValue(0);
            assertThat(status.verdict().label()).isEqualTo("equal");
            assertThat(status.lastExitCode()).hasValue(0);
            assertThat(status.runningSince()).isEmpty();
            assertThat(gate.status()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_newer_compatible_schema_lets_in(Engine engine) {
        try (var sandbox = atLevelThree(engine);
                Database database = sandbox.database()) {
            set(sandbox, 5, 3);
            var gate = new SchemaGate(database, sandbox.scripts(), Sandbox.strict());

            assertThat(gate.admit().verdict()).isEqualTo(Verdict.AHEAD_COMPATIBLE);
            assertThat(gate.status().isMisfit()).isFalse();
            assertThat(gate.recheck().ready()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_newer_incompatible_schema_refuses_in_emergency_too(Engine engine) {
        try (var sandbox = atLevelThree(engine);
                Database database = sandbox.database()) {
            set(sandbox, 5, 4);
            var strict = new SchemaGate(database, sandbox.scripts(), Sandbox.strict());
            var emergency = new SchemaGate(database, sandbox.scripts(), Sandbox.emergency());

            assertThat(refusal(strict).exitCode()).isEqualTo(ExitCode.SCHEMA_AHEAD);
            StartFailure failure = refusal(emergency);
            assertThat(failure.exitCode()).isEqualTo(ExitCode.SCHEMA_AHEAD);
            assertThat(failure.getMessage())
                    .contains("level 5")
                    .contains("level 4 or more")
                    .contains("needs 3")
                    .contains("SCHEMA_GATE_OVERRIDE=1");
            assertThat(strict.status().ready()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void the_override_lets_in_on_an_incompatible_schema(Engine engine) {
        try (var sandbox = atLevelThree(engine);
                Database database = sandbox.database()) {
            set(sandbox, 5, 4);
            var gate = new SchemaGate(database, sandbox.scripts(), OVERRIDE);

            SchemaStatus status = gate.admit();

            assertThat(status.verdict()).isEqualTo(Verdict.AHEAD_INCOMPATIBLE);
            assertThat(status.ready()).isTrue();
            assertThat(status.isMisfit()).as("a warning that stays visible").isTrue();
            assertThat(gate.recheck().ready()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_schema_behind_is_waited_for(Engine engine) throws Exception {
        try (var sandbox = atLevelThree(engine);
                Database database = sandbox.database();
                var threads = Executors.newSingleThreadExecutor()) {
            set(sandbox, 2, 1);
            var gate = new SchemaGate(database, sandbox.scripts(), waiting(30, true));
            var admission = threads.submit(gate::admit);
            Thread.sleep(1_200);
            assertThat(admission.isDone()).isFalse();
            assertThat(gate.status().verdict()).isEqualTo(Verdict.BEHIND);
            assertThat(gate.status().pending()).isEqualTo(1);
            assertThat(gate.status().ready()).isFalse();

            set(sandbox, 3, 1);

            assertThat(admission.get().verdict()).isEqualTo(Verdict.EQUAL);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_wait_that_runs_out_ends_with_75_and_shows_the_last_attempt(Engine engine) {
        try (var sandbox = atLevelThree(engine);
                Database database = sandbox.database()) {
            sandbox.script("V004__bad.sql", "INSERT INTO missing VALUES (1);");
            var failed = catchThrowableOfType(
                    StartFailure.class, () -> sandbox.migrator().migrate());
            assertThat(failed.exitCode()).isEqualTo(ExitCode.MIGRATION_FAILED);
            var gate = new SchemaGate(database, sandbox.scripts(), waiting(1, true));

            StartFailure failure = refusal(gate);

            assertThat(failure.exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
            assertThat(failure.why())
                    .contains("level 3")
                    .contains("needs 4")
                    .contains("exit code 70")
                    .contains("V004__bad.sql");
            assertThat(gate.status().lastAttempt().orElseThrow().exitCode()).hasValue(70);
            assertThat(gate.status().lastExitCode()).hasValue(70);
            assertThat(failure.remedy()).contains("SCHEMA_WAIT_SECONDS=1");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void an_attempt_that_has_not_ended_shows_since_when_it_runs(Engine engine) {
        try (var sandbox = atLevelThree(engine);
                Database database = sandbox.database()) {
            sandbox.run("UPDATE migration_attempts SET ended_at = NULL, exit_code = NULL");
            var gate = new SchemaGate(database, sandbox.scripts(), Sandbox.strict());

            SchemaStatus status = gate.admit();

            assertThat(status.lastExitCode()).isEmpty();
            assertThat(status.runningSince())
                    .isEqualTo(gate.status().lastAttempt().map(Attempt::startedAt))
                    .isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void in_emergency_a_schema_behind_lets_in_with_the_reason(Engine engine) {
        try (var sandbox = atLevelThree(engine);
                Database database = sandbox.database()) {
            set(sandbox, 2, 1);
            var gate = new SchemaGate(database, sandbox.scripts(), waiting(1, false));

            long begin = System.nanoTime();
            SchemaStatus status = gate.admit();

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(900));
            assertThat(status.verdict()).isEqualTo(Verdict.BEHIND);
            assertThat(status.ready()).isTrue();
            assertThat(status.reason()).contains("colophon migrate");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void an_empty_database_is_behind(Engine engine) {
        try (var sandbox = new Sandbox(engine, folder);
                Database database = sandbox.database()) {
            var strict = new SchemaGate(database, sandbox.scripts(), Sandbox.strict());
            var emergency = new SchemaGate(database, sandbox.scripts(), Sandbox.emergency());

            assertThat(refusal(strict).exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
            SchemaStatus status = emergency.admit();
            assertThat(status.verdict()).isEqualTo(Verdict.BEHIND);
            assertThat(status.level()).isZero();
            assertThat(status.ready()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_failed_mark_refuses_at_once_in_strict_mode_only(Engine engine) {
        try (var sandbox = atLevelThree(engine);
                Database database = sandbox.database()) {
            markFailed(sandbox);
            var strict = new SchemaGate(database, sandbox.scripts(), waiting(30, true));
            var emergency = new SchemaGate(database, sandbox.scripts(), waiting(30, false));

            StartFailure failure = refusal(strict);

            assertThat(failure.exitCode()).isEqualTo(ExitCode.MIGRATION_FAILED);
            assertThat(failure.why()).contains("--retry-failed 3");
            assertThat(emergency.admit().verdict()).isEqualTo(Verdict.FAILED);
            assertThat(emergency.status().ready()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_serving_instance_loses_readiness_only_on_an_incompatible_schema(Engine engine) {
        try (var sandbox = atLevelThree(engine);
                Database database = sandbox.database()) {
            var gate = new SchemaGate(database, sandbox.scripts(), Sandbox.strict());
            gate.admit();

            set(sandbox, 2, 1);
            assertThat(gate.recheck().verdict()).isEqualTo(Verdict.BEHIND);
            assertThat(gate.status().ready()).isTrue();
            markFailed(sandbox);
            assertThat(gate.recheck().verdict()).isEqualTo(Verdict.FAILED);
            assertThat(gate.status().ready()).isTrue();
            set(sandbox, 4, 3);
            assertThat(gate.recheck().verdict()).isEqualTo(Verdict.AHEAD_COMPATIBLE);
            assertThat(gate.status().ready()).isTrue();
            set(sandbox, 5, 4);
            assertThat(gate.recheck().verdict()).isEqualTo(Verdict.AHEAD_INCOMPATIBLE);
            assertThat(gate.status().ready()).isFalse();
            assertThat(gate.status().reason()).contains("level 4 or more");
            set(sandbox, 3, 1);
            assertThat(gate.recheck().ready()).as("a restored schema").isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_schema_that_cannot_be_read_leaves_the_last_sight(Engine engine) {
        try (var sandbox = atLevelThree(engine);
                Database database = sandbox.database()) {
            var gate = new SchemaGate(database, sandbox.scripts(), Sandbox.strict());
            SchemaStatus before = gate.admit();
            sandbox.run("ALTER TABLE schema_state RENAME COLUMN level TO height");

            assertThat(gate.recheck()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void waiting_ends_with_143_when_it_is_cancelled(Engine engine) throws Exception {
        try (var sandbox = new Sandbox(engine, folder);
                Database database = sandbox.database();
                var threads = Executors.newSingleThreadExecutor()) {
            var gate = new SchemaGate(database, sandbox.scripts(), waiting(60, true));
            var refusal = threads.submit(() -> refusal(gate));
            Thread.sleep(300);

            gate.cancel();

            assertThat(refusal.get().exitCode()).isEqualTo(ExitCode.TERMINATED);
        }
    }
}
