package dev.colophon.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.colophon.migration.RestoreLock;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.RunningColophon;
import dev.colophon.testing.TestDatabase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The start as a whole, on SQLite; the rooms test their own steps on both databases. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class StartTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void goes_through_every_step_and_keeps_a_report() throws Exception {
        try (var colophon = RunningColophon.start(folder, Map.of())) {
            JsonNode report = JSON.readTree(colophon.manage("/boot").body());

            List<String> steps = new ArrayList<>();
            report.path("steps").forEach(step -> steps.add(step.path("name").asText()));
            assertThat(steps)
                    .containsExactly(
                            "settings",
                            "management port",
                            "wait for the database",
                            "open the database",
                            "migrate",
                            "verify the schema",
                            "collect static files",
                            "look-ups",
                            "main port");
            assertThat(report.path("started").asBoolean()).isTrue();
            assertThat(report.toString()).doesNotContain("fixed-test-key");
        }
    }

    @Test
    void is_healthy_and_serves_its_first_page() throws Exception {
        try (var colophon = RunningColophon.start(folder, Map.of())) {
            assertThat(colophon.manage("/health").statusCode()).isEqualTo(200);
            assertThat(colophon.get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(colophon.get("/").body()).contains("Colophon").contains("/assets/");
            assertThat(colophon.get("/openapi.yaml").statusCode()).isEqualTo(200);
            assertThat(colophon.manage("/metrics").body()).contains("colophon_boot_step");
        }
    }

    @Test
    void a_second_start_has_nothing_to_migrate() throws Exception {
        RunningColophon.start(folder, Map.of()).close();

        try (var colophon = RunningColophon.start(folder, Map.of())) {
            assertThat(colophon.manage("/boot").body()).contains("nothing pending");
        }
    }

    @Test
    void a_second_server_on_the_same_file_is_refused() {
        try (var first = RunningColophon.start(folder, Map.of())) {
            StartFailure failure = failure(folder, Map.of());

            assertThat(failure.exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
            assertThatCode(() -> first.get("/health/ready")).doesNotThrowAnyException();
        }
    }

    @Test
    void a_start_during_a_restore_is_told_to_try_again() throws Exception {
        try (TestDatabase lent = TestDatabase.create(Engine.POSTGRESQL);
                Connection restore = lent.connect();
                var statement = restore.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + RestoreLock.KEY + ")");
            var variables = Map.of(
                    "POSTGRES_HOST", "127.0.0.1",
                    "POSTGRES_PORT", Integer.toString(lent.settings().endpoint().port()),
                    "POSTGRES_DB", lent.settings().name(),
                    "POSTGRES_USER", "postgres",
                    "POSTGRES_PASSWORD", "unused");

            StartFailure failure = failure(folder, variables);

            assertThat(failure.exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
            assertThat(failure.why()).contains("a restore of the database is running");
            assertThat(lent.query("SELECT count(*) FROM instances")).containsExactly("0");
        }
    }

    @Test
    void a_taken_port_is_named_and_everything_is_closed_again() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            StartFailure failure = failure(folder, Map.of("PORT", port));

            assertThat(failure.exitCode()).isEqualTo(ExitCode.CANNOT_BIND);
            assertThat(failure.why()).contains(port);
        }
        // the lock, the pools and the management port of the failed start are free again
        try (var colophon = RunningColophon.start(folder, Map.of())) {
            assertThat(colophon.get("/health/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void failed_static_collection_stops_a_strict_start() throws Exception {
        Path blocked = Files.writeString(folder.resolve("blocked"), "a file, not a folder");

        StartFailure failure = failure(folder, Map.of("STATIC_ROOT", blocked.toString()));

        assertThat(failure.exitCode()).isEqualTo(ExitCode.CANNOT_WRITE);
    }

    @Test
    void in_an_emergency_failed_collection_is_a_warning_that_stays() throws Exception {
        Path blocked = Files.writeString(folder.resolve("blocked"), "a file, not a folder");

        try (var colophon =
                RunningColophon.start(folder, Map.of("STATIC_ROOT", blocked.toString(), "MIGRATIONS_STRICT", "0"))) {
            String health = colophon.manage("/health").body();
            assertThat(health).contains("MIGRATIONS_STRICT=0", "No reason is given", "collect static files");
            assertThat(colophon.manage("/metrics").body()).contains("colophon_migrations_strict 0");
            assertThat(colophon.get("/").body()).contains("/assets/");
        }
    }

    @Test
    void the_reason_of_an_emergency_shows_wherever_an_operator_looks() throws Exception {
        String reason = "migration 7 fails, ticket 12";
        try (var colophon = RunningColophon.start(
                folder, Map.of("MIGRATIONS_STRICT", "0", "MIGRATIONS_EMERGENCY_REASON", reason))) {
            assertThat(colophon.manage("/health").body()).contains("Reason: " + reason);
            assertThat(colophon.manage("/boot").body()).contains("MIGRATIONS_STRICT=0. Reason: " + reason);
            assertThat(colophon.manage("/metrics").body())
                    .contains("colophon_emergency_info{setting=\"MIGRATIONS_STRICT\",reason=\"" + reason + "\"} 1\n");
        }
    }

    @Test
    void an_override_of_the_schema_gate_shows_like_an_emergency() throws Exception {
        String reason = "back to 0.9 until Monday";
        try (var colophon = RunningColophon.start(
                folder, Map.of("SCHEMA_GATE_OVERRIDE", "1", "MIGRATIONS_EMERGENCY_REASON", reason))) {
            assertThat(colophon.manage("/health").body())
                    .contains("schema-gate-override", "can damage data", "Reason: " + reason);
            assertThat(colophon.manage("/boot").body()).contains("SCHEMA_GATE_OVERRIDE=1. Reason: " + reason);
            assertThat(colophon.manage("/metrics").body())
                    .contains("colophon_migrations_strict 1\n")
                    .contains(
                            "colophon_emergency_info{setting=\"SCHEMA_GATE_OVERRIDE\",reason=\"" + reason + "\"} 1\n");
        }
    }

    @Test
    void a_reason_means_nothing_while_strict() throws Exception {
        var variables = Map.of("MIGRATIONS_EMERGENCY_REASON", "left over");
        try (var colophon = RunningColophon.start(folder, variables)) {
            assertThat(colophon.manage("/metrics").body())
                    .contains("colophon_migrations_strict 1\n")
                    .doesNotContain("colophon_emergency_info");
            assertThat(colophon.manage("/health").body()).doesNotContain("left over");
        }
    }

    @Test
    void without_migrations_an_empty_database_is_refused() {
        StartFailure failure = failure(folder, Map.of("RUN_MIGRATIONS", "0", "SCHEMA_WAIT_SECONDS", "1"));

        assertThat(failure.exitCode()).isEqualTo(ExitCode.TRY_AGAIN);
        assertThat(failure.why()).contains("level 0");
    }

    @Test
    void a_stop_while_the_database_is_awaited_ends_the_start_at_once() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            StopSignal stop = new StopSignal();
            Map<String, String> variables = Map.of(
                    "POSTGRES_HOST", "127.0.0.1",
                    "POSTGRES_PORT", Integer.toString(silent.getLocalPort()),
                    "POSTGRES_PASSWORD", "unused");
            CompletableFuture<RunningColophon> start =
                    CompletableFuture.supplyAsync(() -> RunningColophon.start(folder, variables, stop));
            Thread.sleep(1_500);
            long asked = System.nanoTime();
            stop.request();

            CompletionException failure = catchThrowableOfType(CompletionException.class, start::join);

            assertThat(failure.getCause())
                    .isInstanceOfSatisfying(
                            StartFailure.class,
                            start143 -> assertThat(start143.exitCode()).isEqualTo(ExitCode.TERMINATED));
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(8));
        }
    }

    private static StartFailure failure(Path folder, Map<String, String> variables) {
        return catchThrowableOfType(StartFailure.class, () -> RunningColophon.start(folder, variables));
    }
}
