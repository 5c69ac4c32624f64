package dev.colophon.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.json.Json;
import dev.colophon.testing.RunningColophon;
import dev.colophon.testing.TakesLong;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole program, wired as it is: what an import brings is nobody's news, what its reader does then is. */
@Timeout(120)
class LiveOnlyTest {
    private static final String PASSWORD = "a long and winding road";

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private int port;
    private String token = "";

    private HttpResponse<byte[]> send(String method, String path, String type, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", type)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode())
                .as(path + " " + new String(answer.body(), StandardCharsets.UTF_8))
                .isBetween(200, 299);
        return answer;
    }

    private JsonNode json(String method, String path, Map<String, ?> body) throws Exception {
        String text = body.isEmpty() ? "" : new String(Json.write(body), StandardCharsets.UTF_8);
        return Json.readForeign(send(method, path, "application/json", text).body());
    }

    private JsonNode get(String path) throws Exception {
        return json("GET", path, Map.of());
    }

    private void importBook() throws Exception {
        String file = "Book Id,Title,Author,My Rating,My Review,Date Read,Exclusive Shelf\n"
                + "1,Emma,Jane Austen,4,Sly," + LocalDate.now().toString().replace('-', '/') + ",read\n";
        String job = send("POST", "/api/v1/imports", "text/csv", file)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        while (!get(job).path("status").asText().equals("done")) {
            Thread.sleep(50);
        }
    }

    private String journalOfZip() throws Exception {
        byte[] zip =
                send("GET", "/api/v1/exports/account.zip", "text/plain", "").body();
        try (var members = new ZipInputStream(new ByteArrayInputStream(zip))) {
            return journalOf(members);
        }
    }

    private static String journalOf(ZipInputStream members) throws IOException {
        for (ZipEntry member = members.getNextEntry(); member != null; member = members.getNextEntry()) {
            if (member.getName().equals("account/journal.jsonl")) {
                return new String(members.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        throw new AssertionError("there is no journal in the zip");
    }

    @Test
    @TakesLong("starts the whole program")
    void an_import_writes_nothing_and_its_reader_does() throws Exception {
        try (RunningColophon colophon = RunningColophon.start(folder, Map.of())) {
            port = colophon.port();
            Map<String, String> ada = Map.of("username", "ada", "password", PASSWORD);
            json("POST", "/api/v1/auth/register", ada);
            token = json("POST", "/api/v1/auth/login", ada).path("access_token").asText();
            importBook();
            JsonNode entry = get("/api/v1/library").path("items").path(0);
            assertThat(entry.path("status").asText()).isEqualTo("read");
            assertThat(get("/api/v1/journal").path("items")).isEmpty();
            assertThat(journalOfZip()).isEmpty();

            json("PUT", "/api/v1/library/" + entry.path("id").asText() + "/status", Map.of("status", "reading"));

            assertThat(get("/api/v1/journal").path("items").findValuesAsText("kind"))
                    .containsExactly("started");
            assertThat(journalOfZip()).contains("\"kind\":\"started\"", "\"title\":\"Emma\"");
        }
    }
}
