package dev.colophon.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.backup.Benches;
import dev.colophon.backup.HostileRows;
import dev.colophon.backup.task.Comparison;
import dev.colophon.backup.work.Installation;
import dev.colophon.backup.work.Progress;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.TestDatabase;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MovingTest {
    @TempDir
    Path folder;

    @Test
    void data_goes_to_postgresql_and_back_and_every_table_is_equal() throws Exception {
        try (TestDatabase file = TestDatabase.create(Engine.SQLITE);
                TestDatabase server = TestDatabase.create(Engine.POSTGRESQL)) {
            HostileRows.fillSchema(file, 3, 40);
            file.database().close();
            server.database().close();

            move(file.settings(), server.settings());
            assertEqual(file.settings(), server.settings());
            assertGone(file.settings());

            move(server.settings(), file.settings());
            assertEqual(file.settings(), server.settings());
            assertGone(server.settings());
            try (var back = TestDatabase.open(file.settings())) {
                assertThat(Installation.here(back, InstantSource.system()).movedTo())
                        .isEmpty();
            }
        }
    }

    @Test
    void a_database_that_holds_data_is_no_place_to_move_to() throws Exception {
        try (TestDatabase one = TestDatabase.create(Engine.SQLITE);
                TestDatabase other = TestDatabase.create(Engine.SQLITE)) {
            HostileRows.fillSchema(one, 4, 5);
            HostileRows.fillSchema(other, 5, 5);
            one.database().close();
            other.database().close();

            assertThatThrownBy(() -> move(one.settings(), other.settings()))
                    .isInstanceOfSatisfying(
                            StartFailure.class,
                            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.BACKUP_REFUSED));
            try (var still = TestDatabase.open(one.settings())) {
                assertThat(Installation.here(still, InstantSource.system()).movedTo())
                        .isEmpty();
            }
        }
    }

    private void move(DatabaseSettings from, DatabaseSettings to) {
        try (var bench = Benches.of(from, folder)) {
            new Moving(bench, to, Progress.SILENT).run();
        }
    }

    private void assertEqual(DatabaseSettings one, DatabaseSettings other) {
        assertThat(Comparison.of(one, other, folder)).isNotEmpty().allMatch(Comparison.Line::isEqual);
    }

    private static void assertGone(DatabaseSettings settings) {
        try (var database = TestDatabase.open(settings)) {
            assertThatThrownBy(() -> Installation.here(database, InstantSource.system()))
                    .isInstanceOfSatisfying(
                            StartFailure.class,
                            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.BACKUP_REFUSED));
        }
    }
}
