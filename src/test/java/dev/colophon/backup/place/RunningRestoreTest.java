package dev.colophon.backup.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.database.opening.DatabaseWait;
import dev.colophon.migration.Heartbeat;
import dev.colophon.migration.RestoreLock;
import dev.colophon.migration.Sandbox;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.TakesLong;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What others meet while another process restores. */
@TakesLong("starts a JVM")
@Timeout(120)
class RunningRestoreTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Engine.class)
    void servers_verbs_and_other_restores_are_told_to_wait(Engine engine) throws Exception {
        try (var sandbox = Shelves.live(engine, folder, 0)) {
            var child = PlaceChild.start(sandbox, folder, 1, -3);
            try {
                child.awaitOutput("step 3");

                StartFailure other = catchThrowableOfType(StartFailure.class, () -> hold(sandbox));
                assertThat(other.exitCode()).isEqualTo(ExitCode.BACKUP_LOCKED);
                assertThat(other.why()).contains("another restore");
                if (engine == Engine.SQLITE) {
                    assertThat(other.why()).contains("process " + child.pid());
                    requireFileRefused(sandbox, child.pid());
                } else {
                    requireBeatRefused(sandbox);
                }
            } finally {
                child.kill();
            }
            try (var database = sandbox.database()) {
                RestoreLock.requireNone(database);
                new Heartbeat(database, engine, UUID.randomUUID(), "1.0.0", sandbox.scripts()).begin();
            }
            assertThat(Shelves.generation(sandbox)).isZero();
        }
    }

    private static Place hold(Sandbox sandbox) {
        return Places.hold(sandbox.settings, sandbox.scripts(), InstantSource.system());
    }

    private static void requireFileRefused(Sandbox sandbox, long process) {
        StartFailure opening = catchThrowableOfType(StartFailure.class, sandbox::database);
        StartFailure waiting = catchThrowableOfType(
                StartFailure.class,
                () -> new DatabaseWait(sandbox.settings, DatabaseWait.Time.REAL).await(sandbox.settings.endpoint()));
        assertThat(opening.exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
        assertThat(opening.why()).contains("is being restored by process " + process);
        assertThat(waiting.exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
    }

    private static void requireBeatRefused(Sandbox sandbox) {
        try (var database = sandbox.database()) {
            var heartbeat = new Heartbeat(database, Engine.POSTGRESQL, UUID.randomUUID(), "1.0.0", sandbox.scripts());
            StartFailure starting = catchThrowableOfType(StartFailure.class, heartbeat::begin);
            StartFailure verb = catchThrowableOfType(StartFailure.class, () -> RestoreLock.requireNone(database));
            assertThat(starting.exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
            assertThat(starting.why()).contains("a restore of the database is running");
            assertThat(verb.exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
            assertThat(heartbeat.beat()).isFalse();
            assertThat(sandbox.query("SELECT count(*) FROM instances")).isEqualTo("0");
        }
    }
}
