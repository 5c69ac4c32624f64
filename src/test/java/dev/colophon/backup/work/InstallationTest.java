package dev.colophon.backup.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.database.DirectSession;
import dev.colophon.database.opening.Databases;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@EveryDatabase
@Timeout(60)
class InstallationTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));

    private final TestDatabase rows;

    InstallationTest(TestDatabase rows) {
        this.rows = rows;
    }

    @Test
    void a_database_gets_one_name_whoever_asks_first() throws Exception {
        Installation first = Installation.here(rows.database(), CLOCK);

        assertThat(Installation.here(rows.database(), CLOCK)).isEqualTo(first);
        try (var connection = rows.connect()) {
            assertThat(Installation.of(session(connection), CLOCK)).isEqualTo(first);
        }
    }

    @Test
    void data_that_moved_away_is_not_used_here() throws Exception {
        Installation.here(rows.database(), CLOCK);
        try (var connection = rows.connect()) {
            session(connection)
                    .execute(Installation.MOVE, Installation.moveTo("colophon at db:5432/colophon", CLOCK.instant()));
        }

        assertThatThrownBy(() -> Installation.here(rows.database(), CLOCK))
                .isInstanceOfSatisfying(StartFailure.class, failure -> {
                    assertThat(failure.exitCode()).isEqualTo(ExitCode.BACKUP_REFUSED);
                    assertThat(failure.why()).contains("db:5432/colophon");
                });
    }

    private DirectSession session(Connection connection) {
        return new DirectSession(connection, Databases.dialect(rows.engine()));
    }
}
