package dev.colophon.observe.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MetricsTest {
    private final Metrics metrics = new Metrics();

    private List<String> lines(String start) {
        return metrics.text().lines().filter(line -> line.startsWith(start)).toList();
    }

    @Test
    void a_request_is_counted_into_every_bucket_that_holds_it() {
        metrics.requestFinished("GET", "/api/v1/books/{id}", 200, 3_000_000);
        metrics.requestFinished("GET", "/api/v1/books/{id}", 200, 400_000_000);
        metrics.requestFinished("GET", "/api/v1/books/{id}", 200, 90_000_000_000L);

        String labels = "method=\"GET\",route=\"/api/v1/books/{id}\",status=\"200\"";
        assertThat(lines("http_server_requests_seconds"))
                .contains(
                        "http_server_requests_seconds_bucket{" + labels + ",le=\"0.0025\"} 0",
                        "http_server_requests_seconds_bucket{" + labels + ",le=\"0.005\"} 1",
                        "http_server_requests_seconds_bucket{" + labels + ",le=\"0.25\"} 1",
                        "http_server_requests_seconds_bucket{" + labels + ",le=\"0.5\"} 2",
                        "http_server_requests_seconds_bucket{" + labels + ",le=\"60\"} 2",
                        "http_server_requests_seconds_bucket{" + labels + ",le=\"+Inf\"} 3",
                        "http_server_requests_seconds_count{" + labels + "} 3",
                        "http_server_requests_seconds_sum{" + labels + "} 90.403");
    }

    @Test
    void an_invented_method_makes_no_series_of_its_own() {
        metrics.requestFinished("BREW", "unmatched", 405, 1);
        metrics.requestFinished("brew\n", "unmatched", 405, 1);

        assertThat(lines("http_server_requests_seconds_count"))
                .containsExactly("http_server_requests_seconds_count"
                        + "{method=\"other\",route=\"unmatched\",status=\"405\"} 2");
    }

    @Test
    void refusals_are_shown_before_the_first_one_so_that_rates_can_be_computed() {
        assertThat(lines("colophon_requests_refused_total{")).hasSize(RefusedRequest.values().length);
        metrics.requestRefused(RefusedRequest.RATE);
        assertThat(lines("colophon_requests_refused_total{reason=\"rate\"}"))
                .containsExactly("colophon_requests_refused_total{reason=\"rate\"} 1");
    }

    @Test
    void the_schema_shows_one_verdict_that_holds() {
        var when = Instant.parse("2026-02-03T04:05:06.789Z");
        var begun = Optional.of(Instant.ofEpochSecond(1_770_091_600));
        var figures = new SchemaFigures(3, 5, 2, "behind", 2, OptionalInt.empty(), begun, Optional.of(when));
        metrics.watchSchema(() -> figures);
        metrics.describeStrictness(true);

        assertThat(metrics.text())
                .contains("colophon_schema_level 3\n")
                .contains("colophon_schema_needed_level 5\n")
                .contains("colophon_schema_minimum_reader 2\n")
                .contains("colophon_schema_verdict{verdict=\"behind\"} 1\n")
                .contains("colophon_schema_verdict{verdict=\"equal\"} 0\n")
                .contains("colophon_migrations_pending 2\n")
                .contains("colophon_migrations_strict 1\n")
                .contains("colophon_migration_running_since_timestamp_seconds 1770091600\n")
                .contains("colophon_migration_last_success_timestamp_seconds 1770091506.789\n")
                .doesNotContain("colophon_emergency_info", "colophon_migration_last_exit_code");
    }

    @Test
    void a_failed_attempt_of_migrating_leaves_its_exit_code() {
        var figures = new SchemaFigures(3, 5, 2, "behind", 2, OptionalInt.of(70), Optional.empty(), Optional.empty());
        metrics.watchSchema(() -> figures);

        assertThat(metrics.text())
                .contains("colophon_migration_last_exit_code 70\n")
                .doesNotContain("colophon_migration_running_since", "colophon_migration_last_success");
    }

    @Test
    void an_emergency_shows_its_reason() {
        metrics.describeStrictness(false);
        metrics.describeEmergency("MIGRATIONS_STRICT", "\"V7\" fails, see C:\\tickets");

        assertThat(metrics.text())
                .contains("colophon_migrations_strict 0\n")
                .contains(
                        "colophon_emergency_info{setting=\"MIGRATIONS_STRICT\",reason=\"\\\"V7\\\" fails, see C:\\\\tickets\"} 1\n");
    }

    @Test
    @Timeout(60)
    void nothing_is_lost_when_many_threads_record() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 10_000; i++) {
                    metrics.requestFinished("GET", "/", 200, 1);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(50));
        }

        assertThat(metrics.text()).contains("_count{method=\"GET\",route=\"/\",status=\"200\"} 80000\n");
    }
}
