package dev.colophon.shelf.api;

import static dev.colophon.shelf.ShelfApi.LIBRARY;
import static dev.colophon.shelf.ShelfApi.TODAY;
import static dev.colophon.shelf.ShelfApi.made;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.shelf.ShelfApi;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** ReadingProgress by page, percent and minute, on both databases. */
@EveryDatabase
@Timeout(120)
class ProgressApiTest {
    private ShelfApi api;
    private TestDatabase lent;

    @BeforeEach
    void start(TestDatabase lent) {
        this.lent = lent;
        api = new ShelfApi(lent);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private String entry(Object... fieldsAndValues) {
        String id = api.entry("Emma", fieldsAndValues);
        api.mary.json(
                "PATCH",
                ShelfApi.BOOKS + "/" + show(id).path("book").path("id").asText(),
                "{\"page_count\": 388, \"duration_seconds\": 3601}");
        return id;
    }

    private JsonNode show(String id) {
        return api.mary.get(LIBRARY + "/" + id).json();
    }

    private Answer note(String id, String unit, int amount) {
        return api.mary.post(LIBRARY + "/" + id + "/progress", Map.of("unit", unit, "amount", amount));
    }

    private Answer noteAt(String id, int percent, String reachedAt) {
        return api.mary.post(
                LIBRARY + "/" + id + "/progress",
                Map.of("unit", "percent", "amount", percent, "reached_at", reachedAt));
    }

    private JsonNode items(String path) {
        return api.mary.get(path).json().path("items");
    }

    @Test
    void the_latest_progress_of_the_open_read_is_shown_with_the_entry_and_in_the_list() {
        String id = entry("status", "reading", "on", "2026-03-02");
        noteAt(id, 10, "2026-03-03T10:00:00Z");
        Answer latest = note(id, "page", 210);
        noteAt(id, 20, "2026-03-04T10:00:00+01:00");

        assertThat(latest.status()).isEqualTo(201);
        assertThat(latest.header("Location"))
                .isEqualTo("/api/v1/progress/" + latest.json().path("id").asText());
        assertThat(latest.json().path("percent").asInt()).isEqualTo(54);
        assertThat(show(id).path("progress")).isEqualTo(latest.json());
        JsonNode listed = items(LIBRARY).path(0);
        assertThat(listed.path("progress")).isEqualTo(latest.json());
        assertThat(listed.path("reading_since").asText()).isEqualTo("2026-03-02");
        assertThat(items(LIBRARY + "/" + id + "/progress").findValuesAsText("amount"))
                .containsExactly("210", "20", "10");
        assertThat(show(id).path("version").asInt()).isEqualTo(4);
    }

    @Test
    void progress_in_a_book_that_is_not_being_read_starts_a_read() {
        String wanted = entry();
        note(wanted, "minute", 61);
        JsonNode reading = show(wanted);
        String finished = api.entry("Persuasion", "status", "read", "on", "2020-01-01");
        noteAt(finished, 5, "2026-03-10T10:00:00Z");
        JsonNode again = show(finished);

        assertThat(reading.path("status").asText()).isEqualTo("reading");
        assertThat(reading.path("progress").path("percent").asInt()).isEqualTo(100);
        assertThat(reading.path("reads").path(0).path("started_on").asText()).isEqualTo(TODAY);
        assertThat(again.path("status").asText()).isEqualTo("reading");
        assertThat(again.path("reads").size()).isEqualTo(2);
        assertThat(again.path("reads").path(1).path("started_on").asText()).isEqualTo("2026-03-10");
        assertThat(again.path("progress").path("read_id"))
                .isEqualTo(again.path("reads").path(1).path("id"));
    }

    @Test
    void a_paused_book_goes_on() {
        String id = entry("status", "paused");
        note(id, "percent", 30);

        assertThat(show(id).path("status").asText()).isEqualTo("reading");
        assertThat(show(id).path("reads").size()).isEqualTo(1);
    }

    @Test
    void every_read_keeps_its_own_progress() {
        String id = entry("status", "reading");
        note(id, "percent", 100);
        api.mary.json("PUT", LIBRARY + "/" + id + "/status", "{\"status\": \"read\"}");
        String first = show(id).path("reads").path(0).path("id").asText();

        assertThat(show(id).path("progress").isNull()).isTrue();
        assertThat(items(LIBRARY + "/" + id + "/progress").findValuesAsText("read_id"))
                .as("of the newest read when none is open")
                .containsExactly(first);

        note(id, "percent", 3);
        assertThat(items(LIBRARY + "/" + id + "/progress").findValuesAsText("amount"))
                .containsExactly("3");
        assertThat(items(LIBRARY + "/" + id + "/progress?read=" + first).findValuesAsText("amount"))
                .containsExactly("100");
        api.mary.delete("/api/v1/reads/" + first);
        assertThat(items(LIBRARY + "/" + id + "/progress?read=" + first)).isEmpty();
        assertThat(lent.query("SELECT amount FROM progress")).containsExactly("3");
    }

    @Test
    void a_slip_is_corrected_and_removed() {
        String id = entry("status", "reading");
        String slip = note(id, "page", 12).header("Location");

        Answer corrected = api.mary.json("PATCH", slip, "{\"amount\": 120}");
        assertThat(corrected.json().path("amount").asInt()).isEqualTo(120);
        assertThat(corrected.json().path("unit").asText()).isEqualTo("page");
        assertThat(show(id).path("progress")).isEqualTo(corrected.json());
        assertThat(api.mary.json("PATCH", slip, "{\"amount\": 1200}").pointer()).isEqualTo("/amount");

        assertThat(api.mary.delete(slip).status()).isEqualTo(204);
        assertThat(api.mary.delete(slip).status()).isEqualTo(404);
        assertThat(show(id).path("progress").isNull()).isTrue();
        assertThat(show(id).path("status").asText()).isEqualTo("reading");
    }

    @Test
    void two_who_correct_the_same_progress_do_not_overwrite_each_other() {
        String slip = note(entry("status", "reading"), "page", 12).header("Location");
        Map<String, String> seen =
                Map.of("If-Match", api.mary.get(slip).header("ETag"), "Content-Type", "application/json");

        Answer first = api.mary.send("PATCH", slip, seen, "{\"amount\": 120}".getBytes(UTF_8));
        Answer second = api.mary.send("PATCH", slip, seen, "{\"amount\": 21}".getBytes(UTF_8));

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("ETag")).isNotEqualTo(seen.get("If-Match"));
        assertThat(second.status()).isEqualTo(412);
        assertThat(api.mary.send("DELETE", slip, seen, new byte[0]).status()).isEqualTo(412);
        assertThat(api.mary.get(slip).json()).isEqualTo(first.json());
        assertThat(api.mary
                        .send("DELETE", slip, Map.of("If-Match", first.header("ETag")), new byte[0])
                        .status())
                .isEqualTo(204);
    }

    @Test
    void what_cannot_be_is_refused_and_changes_nothing() {
        String id = entry("status", "reading", "on", "2026-03-10");
        String path = LIBRARY + "/" + id + "/progress";
        Map.of(
                        "{\"unit\": \"page\", \"amount\": 389}", "/amount",
                        "{\"unit\": \"percent\", \"amount\": 101}", "/amount",
                        "{\"unit\": \"page\", \"amount\": -1}", "/amount",
                        "{\"unit\": \"page\", \"amount\": 1.5}", "/amount",
                        "{\"unit\": \"page\"}", "/amount",
                        "{\"unit\": \"line\", \"amount\": 1}", "/unit",
                        "{\"amount\": 1}", "/unit",
                        "{\"unit\": \"page\", \"amount\": 1, \"reached_at\": \"2026-03-14T12:06:00Z\"}", "/reached_at",
                        "{\"unit\": \"page\", \"amount\": 1, \"reached_at\": \"2026-03-01T12:00:00Z\"}", "/reached_at",
                        "{\"unit\": \"page\", \"amount\": 1, \"x\": 1}", "/x")
                .forEach((body, pointer) -> {
                    Answer answer = api.mary.json("POST", path, body);
                    assertThat(answer.status()).as(body).isEqualTo(422);
                    assertThat(answer.pointer()).as(body).isEqualTo(pointer);
                });
        assertThat(show(id).path("version").asInt()).isEqualTo(1);
        assertThat(api.mary.get(path + "?read=x").status()).isEqualTo(400);
    }

    @Test
    void the_history_is_read_page_by_page() {
        String id = entry("status", "reading", "on", "2026-03-01");
        for (int percent = 1; percent <= 7; percent++) {
            noteAt(id, percent, "2026-03-0" + (1 + percent / 3) + "T10:00:00Z");
        }
        List<String> amounts = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.mary
                    .get(LIBRARY + "/" + id + "/progress?limit=3" + cursor)
                    .json();
            amounts.addAll(page.path("items").findValuesAsText("amount"));
            cursor = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").asText();
        } while (!cursor.isEmpty());

        assertThat(amounts).containsExactly("7", "6", "5", "4", "3", "2", "1");
    }

    @Test
    void a_stranger_gets_not_found_everywhere_as_for_nothing() {
        String id = entry("status", "reading");
        String progress = note(id, "page", 12).header("Location");
        String read = show(id).path("reads").path(0).path("id").asText();
        String path = LIBRARY + "/" + id + "/progress";
        String johns = made(api.john.post(LIBRARY, Map.of("book", Map.of("title", "His"), "status", "reading")));

        for (Answer answer : List.of(
                api.john.get(path),
                api.admin.get(path),
                api.john.get(path + "?read=" + read),
                api.john.post(path, Map.of("unit", "page", "amount", 1)),
                api.john.json("PATCH", progress, "{\"amount\": 1}"),
                api.john.delete(progress),
                api.john.get(progress),
                api.john.get(LIBRARY + "/" + UUID.randomUUID() + "/progress"))) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("not_found");
        }
        assertThat(api.john
                        .get(LIBRARY + "/" + johns + "/progress?read=" + read)
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(api.server.anonymous().get(path).status()).isEqualTo(401);
        assertThat(show(id).path("progress").path("amount").asInt()).isEqualTo(12);
    }
}
