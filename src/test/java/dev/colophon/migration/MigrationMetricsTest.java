package dev.colophon.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.migration.schema.Attempt;
import dev.colophon.migration.schema.SchemaStatus;
import dev.colophon.migration.schema.Verdict;
import dev.colophon.observe.metric.Meters;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MigrationMetricsTest {
    private static final Instant BEGUN = Instant.ofEpochSecond(1_770_091_600);

    private static String shown(Attempt attempt, Optional<Instant> lastSuccess) {
        var meters = new Meters();
        var status = new SchemaStatus(3, 5, 2, 2, Verdict.BEHIND, false, "behind", Optional.of(attempt), lastSuccess);
        MigrationMetrics.watch(meters, () -> status);
        return meters.text();
    }

    @Test
    void the_schema_shows_one_verdict_that_holds() {
        var running = new Attempt("web-1", 5, BEGUN, Optional.empty(), OptionalInt.empty(), "running");

        assertThat(shown(running, Optional.of(Instant.parse("2026-02-03T04:05:06.789Z"))))
                .contains("colophon_schema_level 3\n")
                .contains("colophon_schema_needed_level 5\n")
                .contains("colophon_schema_minimum_reader 2\n")
                .contains("colophon_schema_verdict{verdict=\"behind\"} 1\n")
                .contains("colophon_schema_verdict{verdict=\"equal\"} 0\n")
                .contains("colophon_migrations_pending 2\n")
                .contains("colophon_migration_running_since_timestamp_seconds 1770091600\n")
                .contains("colophon_migration_last_success_timestamp_seconds 1770091506.789\n")
                .doesNotContain("colophon_migration_last_exit_code");
    }

    @Test
    void a_failed_attempt_of_migrating_leaves_its_exit_code() {
        var failed =
                new Attempt("web-1", 5, BEGUN, Optional.of(BEGUN.plusSeconds(1)), OptionalInt.of(70), "V004 fails");

        assertThat(shown(failed, Optional.empty()))
                .contains("colophon_migration_last_exit_code 70\n")
                .doesNotContain("colophon_migration_running_since", "colophon_migration_last_success");
    }
}
