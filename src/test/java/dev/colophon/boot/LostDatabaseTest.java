package dev.colophon.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.Network;
import dev.colophon.testing.RunningColophon;
import dev.colophon.testing.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole program while PostgreSQL goes and comes back; each deadline with four times the slack.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LostDatabaseTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long SLACK = 4;

    @TempDir
    private Path folder;

    @Test
    void answers_503_in_time_and_serves_again_without_a_restart() throws Exception {
        try (TestDatabase lent = TestDatabase.create(Engine.POSTGRESQL);
                Network network = new Network(lent.settings().endpoint().port());
                RunningColophon colophon = RunningColophon.start(folder, variables(lent.settings(), network))) {
            String token = signUp(colophon);
            assertThat(shelf(colophon, token).statusCode()).isEqualTo(200);

            network.cut();
            long cut = System.nanoTime();
            HttpResponse<String> refused = shelf(colophon, token);
            assertThat(secondsSince(cut)).isLessThan(2 * SLACK);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.body()).doesNotContain("SQL").doesNotContain("127.0.0.1");

            await(() -> status(colophon, "/health/ready") == 503, SLACK);
            assertThat(colophon.manage("/health").body()).contains("database");
            assertThat(colophon.get("/health/live").statusCode()).isEqualTo(200);

            network.mend();
            long mended = System.nanoTime();
            await(() -> shelfStatus(colophon, token) == 200, SLACK);
            assertThat(secondsSince(mended)).isLessThan(SLACK);
            await(() -> status(colophon, "/health/ready") == 200, SLACK);
            assertThat(colophon.manage("/metrics").body())
                    .containsPattern("colophon_db_pool_active_connections\\{[^}]*} 0");
        }
    }

    private static Map<String, String> variables(DatabaseSettings settings, Network network) {
        return Map.of(
                "POSTGRES_HOST",
                "127.0.0.1",
                "POSTGRES_PORT",
                Integer.toString(network.port()),
                "POSTGRES_DB",
                settings.name(),
                "POSTGRES_USER",
                settings.endpoint().user(),
                "POSTGRES_PASSWORD",
                "unused",
                "POSTGRES_SSLMODE",
                "disable");
    }

    private static String signUp(RunningColophon colophon) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(uri(colophon, "/api/v1/auth/register"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"username\":\"ada\",\"password\":" + "\"a quiet evening\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return new ObjectMapper().readTree(answer.body()).path("access_token").asText();
    }

    private static HttpResponse<String> shelf(RunningColophon colophon, String token) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(uri(colophon, "/api/v1/library"))
                        .header("Authorization", "Bearer " + token)
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static int shelfStatus(RunningColophon colophon, String token) {
        try {
            return shelf(colophon, token).statusCode();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static int status(RunningColophon colophon, String path) {
        try {
            return colophon.get(path).statusCode();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static URI uri(RunningColophon colophon, String path) {
        return URI.create("http://127.0.0.1:" + colophon.port() + path);
    }

    private static long secondsSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toSeconds();
    }

    private static void await(BooleanSupplier condition, long seconds) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.sleep(50);
        }
    }
}
