package dev.colophon.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.observe.metric.Meters;
import dev.colophon.server.ManagementServer;
import dev.colophon.testing.Prometheus;
import dev.colophon.testing.RunningColophon;
import dev.colophon.web.answer.Failures;
import dev.colophon.web.answer.Statuses;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The metrics as Prometheus itself sees them, every one of ours shown at least once. */
@Tag("scrape")
@Timeout(120)
class ScrapeTest {
    @TempDir
    Path folder;

    private final Meters meters = new Meters();

    @SuppressWarnings("NullAway.Init")
    private ManagementServer server;

    @BeforeEach
    void something_was_recorded() {
        var instance = new BootReport.Instance("web-1", BuildInfo.read(), "test", Instant.EPOCH);
        var boot = new BootReport(instance, meters, InstantSource.system());
        var health = new Health(boot, meters);
        boot.step("settings", () -> boot.detail("read"));
        boot.complete();
        meters.histogram(
                        "http_server_requests_seconds",
                        "Time of a request, in seconds.",
                        new double[] {0.001, 0.0025, 0.005, 0.01},
                        "method",
                        "route",
                        "status")
                .with("GET", "/api/v1/books/{id}", "200")
                .record(3_000_000);
        server = ManagementServer.start(
                "127.0.0.1",
                0,
                new Failures(false, null),
                new Management(health, boot, meters, Statuses::of)::register);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private URI management() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    private static URI managementOf(RunningColophon colophon) {
        return URI.create("http://127.0.0.1:" + colophon.managementPort());
    }

    @Test
    void prometheus_scrapes_every_metric() throws Exception {
        Set<String> names = new TreeSet<>();
        UsedProgram.show(folder, colophon -> {
            Path series = Files.createTempDirectory(folder, "series");
            try (var prometheus = Prometheus.scraping(managementOf(colophon), series)) {
                assertThat(prometheus.query("up == 1")).hasSize(1);
                names.addAll(prometheus.names());
            }
        });

        assertThat(names)
                .contains(
                        "colophon_build_info",
                        "colophon_started",
                        "colophon_ready",
                        "colophon_warnings",
                        "colophon_start_duration_seconds",
                        "colophon_boot_step",
                        "colophon_boot_step_duration_seconds",
                        "colophon_schema_level",
                        "colophon_schema_needed_level",
                        "colophon_schema_minimum_reader",
                        "colophon_schema_verdict",
                        "colophon_migrations_pending",
                        "colophon_migrations_strict",
                        "colophon_emergency_info",
                        "colophon_migration_last_exit_code",
                        "colophon_migration_running_since_timestamp_seconds",
                        "colophon_migration_last_success_timestamp_seconds")
                .contains(
                        "http_server_requests_seconds_bucket",
                        "http_server_requests_seconds_sum",
                        "http_server_requests_seconds_count",
                        "colophon_requests_refused_total",
                        "colophon_http_connections",
                        "colophon_http_requests_running",
                        "colophon_feed_streams",
                        "colophon_db_statement_seconds_bucket",
                        "colophon_db_pool_active_connections",
                        "colophon_db_pool_idle_connections",
                        "colophon_db_pool_max_connections",
                        "colophon_db_pool_waiting",
                        "colophon_db_up",
                        "colophon_database_size_bytes",
                        "colophon_data_volume_free_bytes",
                        "colophon_data_volume_size_bytes",
                        "colophon_import_rows_total",
                        "colophon_logins_total")
                .contains(
                        "process_cpu_seconds_total",
                        "process_resident_memory_bytes",
                        "process_open_fds",
                        "process_max_fds",
                        "process_start_time_seconds",
                        "jvm_info",
                        "jvm_memory_used_bytes",
                        "jvm_gc_collections_total",
                        "jvm_gc_collection_seconds_total",
                        "jvm_threads",
                        "jvm_virtual_threads_mounted");
    }

    @Test
    void prometheus_computes_a_quantile_of_the_buckets() throws Exception {
        try (var prometheus = Prometheus.scraping(management(), folder)) {
            var quantile = "histogram_quantile(0.5, http_server_requests_seconds_bucket{"
                    + "route=\"/api/v1/books/{id}\",method=\"GET\",status=\"200\"})";
            double median = prometheus.query(quantile).at("/0/value/1").asDouble();
            assertThat(median).isBetween(0.0025, 0.005);
        }
    }

    @Test
    void the_whole_program_is_scraped_without_complaint() throws Exception {
        try (var colophon = RunningColophon.start(folder, Map.of());
                var prometheus = Prometheus.scraping(managementOf(colophon), folder)) {
            assertThat(colophon.get("/").statusCode()).isEqualTo(200);

            assertThat(Prometheus.complaints(colophon.manage("/metrics").body()))
                    .isEmpty();
            assertThat(prometheus.query("up == 1")).hasSize(1);
            assertThat(prometheus.query("http_server_requests_seconds_count > 0"))
                    .isNotEmpty();
            assertThat(prometheus.query("colophon_ready == 1 and colophon_db_up == 1"))
                    .hasSize(1);
            assertThat(prometheus.query("colophon_schema_verdict{verdict=\"equal\"} == 1"))
                    .hasSize(1);
            assertThat(prometheus.query("colophon_db_pool_max_connections > 0")).hasSize(2);
            assertThat(prometheus.query("colophon_database_size_bytes > 4096")).hasSize(1);
            assertThat(prometheus.query("colophon_db_statement_seconds_count > 0"))
                    .isNotEmpty();
            assertThat(prometheus.query("colophon_start_duration_seconds > 0")).hasSize(1);
        }
    }

    @Test
    void promtool_has_no_complaint() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(management().resolve("/metrics")).build();
            String text =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body();

            assertThat(text).contains("# HELP colophon_ready ");
            assertThat(Prometheus.complaints(text)).isEmpty();
        }
    }

    @Test
    void promtool_would_complain_about_a_bad_name() throws Exception {
        assertThat(Prometheus.complaints("# TYPE badName_total gauge\nbadName_total 1\n"))
                .contains("badName_total");
    }
}
