package dev.colophon.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.json.Json;
import dev.colophon.testing.RemoteReader;
import dev.colophon.testing.RunningColophon;
import dev.colophon.testing.TakesLong;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole program on a machine of one's own: who comes first looks after the others. */
@Timeout(120)
class LocalInstanceTest {
    private static JsonNode json(String text) {
        return Json.readTree(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @TakesLong("starts the program twice")
    void whoever_signs_up_first_is_the_admin_and_elsewhere_nobody_is(@TempDir Path folder) throws Exception {
        try (RunningColophon colophon = RunningColophon.start(folder.resolve("local"), Map.of("APP_PROFILE", "local"));
                RemoteReader ada = new RemoteReader(colophon.port(), "ada");
                RemoteReader ben = new RemoteReader(colophon.port(), "ben")) {
            assertThat(ada.get("/admin/readers").body()).contains("ada", "ben");
            assertThat(ben.get("/admin/readers").statusCode()).isEqualTo(404);
            assertThat(ben.ask("/api/v1/admin/readers").statusCode()).isEqualTo(404);
            JsonNode jobs = json(ada.ask("/api/v1/admin/jobs").body());
            assertThat(jobs.path("tasks").findValuesAsText("name")).contains("audit log", "schema check");
            assertThat(ada.get("/admin/jobs").statusCode()).isEqualTo(200);
        }
        try (RunningColophon colophon = RunningColophon.start(folder.resolve("test"), Map.of());
                RemoteReader ada = new RemoteReader(colophon.port(), "ada")) {
            assertThat(ada.get("/admin/readers").statusCode()).isEqualTo(404);
        }
    }
}
