package dev.colophon.server.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.observe.metric.Meters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ServerMetricsTest {
    private final Meters meters = new Meters();
    private final ServerMetrics metrics = new ServerMetrics(meters);

    private List<String> lines(String start) {
        return meters.text().lines().filter(line -> line.startsWith(start)).toList();
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
    void connections_and_running_requests_are_read_at_each_scrape() {
        metrics.watch(() -> 4, () -> {
            throw new IllegalStateException("gone");
        });

        assertThat(meters.text())
                .contains("colophon_http_connections 4\n")
                .doesNotContain("colophon_http_requests_running");
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

        assertThat(meters.text()).contains("_count{method=\"GET\",route=\"/\",status=\"200\"} 80000\n");
    }
}
