package dev.colophon.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.migration.connection.Interruption;
import dev.colophon.migration.run.MigrationLock;
import dev.colophon.migration.target.MigrationTargets;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.TakesLong;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two migrators started at once: one works, one waits, both end well. */
@Timeout(240)
@TakesLong("starts two JVMs, and scripts have to take long enough to meet")
class ConcurrentMigratorsTest {
    @TempDir
    Path folder;

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(Engine.class)
    void threads_share_the_work_without_a_failure(Engine engine) throws Exception {
        try (var sandbox = new Sandbox(engine, folder);
                var threads = Executors.newFixedThreadPool(4)) {
            sandbox.script("V002__slow.sql", MigrationChild.slow(engine, 1));
            sandbox.script("V003__table.sql", "CREATE TABLE once (id bigint);");
            Callable<MigrationReport> work = () -> sandbox.migrator().migrate();

            int workers = 0;
            for (var result : threads.invokeAll(List.of(work, work, work, work))) {
                MigrationReport report = result.get();
                assertThat(report.level()).isEqualTo(3);
                workers += report.applied().isEmpty() ? 0 : 1;
            }

            assertThat(workers).isEqualTo(1);
            assertThat(sandbox.exitCodes()).isEqualTo("0");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void processes_share_the_work_without_a_failure(Engine engine) throws Exception {
        try (var sandbox = new Sandbox(engine, folder)) {
            sandbox.script("V002__slow.sql", MigrationChild.slow(engine, 3));
            sandbox.script("V003__table.sql", "CREATE TABLE once (id bigint);");

            var first = MigrationChild.start(sandbox);
            var second = MigrationChild.start(sandbox);

            String answers = first.answer() + second.answer();
            assertThat(first.exitCode()).as(answers).isZero();
            assertThat(second.exitCode()).as(answers).isZero();
            assertThat(answers).contains("level 0 to 3").contains("nothing pending at level 3");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void waiting_for_another_migrator_ends_with_75(Engine engine) throws SQLException {
        try (var sandbox = new Sandbox(engine, folder)) {
            sandbox.migrator().migrate();
            sandbox.script("V002__table.sql", "CREATE TABLE later (id bigint);");
            var connections = MigrationTargets.of(sandbox.settings);
            try (var held = MigrationLock.acquire(connections, Duration.ZERO, new Interruption())) {
                var patience = new Patience(Duration.ofMillis(300), 1, Duration.ofMillis(10));
                var migrator = new Migrator(
                                sandbox.settings, Sandbox.strict(), sandbox.scripts(), InstantSource.system(), "second")
                        .waiting(patience);

                var failure = catchThrowableOfType(StartFailure.class, migrator::migrate);

                assertThat(held).isNotNull();
                assertThat(failure.exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
                assertThat(sandbox.hasTable("later")).isFalse();
                assertThat(sandbox.exitCodes()).isEqualTo("0 75");
            }
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_refused_try_in_this_process_lets_no_other_process_in(Engine engine) throws Exception {
        try (var sandbox = new Sandbox(engine, folder)) {
            var connections = MigrationTargets.of(sandbox.settings);
            MigrationChild child;
            try (var held = MigrationLock.acquire(connections, Duration.ZERO, new Interruption())) {
                assertThat(held).isNotNull();
                StartFailure refused = catchThrowableOfType(
                        StartFailure.class,
                        () -> MigrationLock.acquire(connections, Duration.ZERO, new Interruption()));
                assertThat(refused.exitCode()).isEqualTo(ExitCode.TRY_AGAIN);

                child = MigrationChild.start(sandbox);
                child.awaitOutput("another migrator is at work");
                Thread.sleep(1_000);
                assertThat(sandbox.hasTable("schema_state")).isFalse();
            }
            assertThat(child.exitCode()).isZero();
            assertThat(sandbox.state()).isEqualTo("1|1");
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_killed_migrator_leaves_no_lock_and_nothing_half(Engine engine) throws Exception {
        try (var sandbox = new Sandbox(engine, folder)) {
            sandbox.migrator().migrate();
            sandbox.script("V002__slow.sql", "CREATE TABLE half (id bigint);\n" + MigrationChild.slow(engine, 30));
            var child = MigrationChild.start(sandbox);
            child.awaitAttempt(sandbox);
            child.kill();
            assertThat(sandbox.exitCodes()).isEqualTo("0 null");
            sandbox.script("V002__slow.sql", "CREATE TABLE whole (id bigint);");

            MigrationReport report = sandbox.migrator().migrate();

            assertThat(report.level()).isEqualTo(2);
            assertThat(sandbox.hasTable("half")).isFalse();
            assertThat(sandbox.hasTable("whole")).isTrue();
            assertThat(sandbox.exitCodes()).isEqualTo("0 null 0");
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_cancelled_migrator_rolls_back_and_frees_the_lock(Engine engine) throws Exception {
        try (var sandbox = new Sandbox(engine, folder);
                var threads = Executors.newSingleThreadExecutor()) {
            sandbox.migrator().migrate();
            sandbox.script("V002__slow.sql", "CREATE TABLE half (id bigint);\n" + MigrationChild.slow(engine, 60));
            Migrator migrator = sandbox.migrator();
            var running = threads.submit(() -> catchThrowableOfType(StartFailure.class, migrator::migrate));
            MigrationChild.awaitRunning(sandbox);
            Thread.sleep(500);

            long begin = System.nanoTime();
            migrator.cancel();
            StartFailure failure = running.get();

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
            assertThat(failure.exitCode()).isEqualTo(ExitCode.TERMINATED);
            assertThat(sandbox.hasTable("half")).isFalse();
            assertThat(sandbox.exitCodes()).isEqualTo("0 143");
            sandbox.script("V002__slow.sql", "CREATE TABLE whole (id bigint);");
            assertThat(sandbox.migrator().migrate().level()).isEqualTo(2);
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_migrator_that_waits_for_the_lock_can_be_cancelled(Engine engine) throws Exception {
        try (var sandbox = new Sandbox(engine, folder);
                var threads = Executors.newSingleThreadExecutor();
                var held = MigrationLock.acquire(
                        MigrationTargets.of(sandbox.settings), Duration.ZERO, new Interruption())) {
            Migrator migrator = sandbox.migrator();
            var running = threads.submit(() -> catchThrowableOfType(StartFailure.class, migrator::migrate));
            Thread.sleep(500);

            migrator.cancel();

            assertThat(held).isNotNull();
            assertThat(running.get().exitCode()).isEqualTo(ExitCode.TERMINATED);
        }
    }
}
