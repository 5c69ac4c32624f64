package dev.colophon.shelf.api;

import static dev.colophon.shelf.ShelfApi.LIBRARY;
import static dev.colophon.shelf.ShelfApi.TODAY;
import static dev.colophon.shelf.ShelfApi.made;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.shelf.ShelfApi;
import dev.colophon.testing.Answer;
import dev.colophon.testing.OnSqlite;
import dev.colophon.testing.TakesLong;
import dev.colophon.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@OnSqlite
@Timeout(120)
class ShelfApiTest {
    private ShelfApi api;

    @BeforeEach
    void start(TestDatabase lent) {
        api = new ShelfApi(lent);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private JsonNode entry(String id) {
        return api.mary.get(LIBRARY + "/" + id).json();
    }

    private Answer status(String id, String body) {
        return api.mary.json("PUT", LIBRARY + "/" + id + "/status", body);
    }

    @Test
    void an_entry_reads_back_as_it_was_added() {
        String book = api.book("Emma");
        Answer added = api.mary.json("POST", LIBRARY, """
                        {"book_id": "%s", "status": "reading", "on": "2026-03-01",
                         "format": "hardcover", "ownership": "borrowed", "copies": 1, "condition": " like  new ",
                         "location": "desk", "lent_to": null, "rating": 4.25,
                         "review": "  So far\\nso good ", "review_spoiler": true,
                         "favourite": true, "private_note": "psst", "added_on": "2025-12-24",
                         "tags": ["Sci-Fi", "été", "sci-fi"]}
                        """.formatted(book));
        String id = made(added);

        Answer answer = api.mary.get(LIBRARY + "/" + id);

        assertThat(answer.json()).isEqualTo(added.json());
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        JsonNode entry = answer.json();
        assertThat(entry.path("book").path("id").asText()).isEqualTo(book);
        assertThat(entry.path("status").asText()).isEqualTo("reading");
        assertThat(entry.path("format").asText()).isEqualTo("hardcover");
        assertThat(entry.path("ownership").asText()).isEqualTo("borrowed");
        assertThat(entry.path("condition").asText()).isEqualTo("like new");
        assertThat(entry.path("rating").decimalValue()).isEqualByComparingTo("4.25");
        assertThat(entry.path("review").asText()).isEqualTo("So far\nso good");
        assertThat(entry.path("added_on").asText()).isEqualTo("2025-12-24");
        assertThat(entry.path("tags").toString()).isEqualTo("[\"été\",\"Sci-Fi\"]");
        assertThat(entry.path("reads").size()).isEqualTo(1);
        assertThat(entry.path("reads").path(0).path("started_on").asText()).isEqualTo("2026-03-01");
    }

    @Test
    void a_new_entry_is_wanted_since_today() {
        JsonNode entry = entry(api.entry("Emma"));

        assertThat(entry.path("status").asText()).isEqualTo("want");
        assertThat(entry.path("added_on").asText()).isEqualTo(TODAY);
        assertThat(entry.path("ownership").asText()).isEqualTo("none");
        assertThat(entry.path("rating").isNull()).isTrue();
        assertThat(entry.path("reads")).isEmpty();
    }

    @Test
    void a_stranger_gets_not_found_everywhere_as_for_nothing() {
        String id = api.entry("Emma", "status", "reading");
        String read = entry(id).path("reads").path(0).path("id").asText();
        String mine = LIBRARY + "/" + id;
        String nothing = LIBRARY + "/" + UUID.randomUUID();
        List<Answer> strange = List.of(
                api.john.get(mine),
                api.admin.get(mine),
                api.john.json("PATCH", mine, "{\"rating\": 1}"),
                api.john.delete(mine),
                api.john.json("PUT", mine + "/status", "{\"status\": \"read\"}"),
                api.john.get(mine + "/reads"),
                api.john.json("POST", mine + "/reads", "{\"outcome\": \"dnf\"}"),
                api.john.json("PATCH", "/api/v1/reads/" + read, "{}"),
                api.john.delete("/api/v1/reads/" + read),
                api.john.send("PUT", mine + "/tags/x", Map.of(), new byte[0]),
                api.john.delete(mine + "/tags/x"));
        Answer missing = api.john.get(nothing);

        for (Answer answer : strange) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(anonymised(answer)).isEqualTo(anonymised(missing));
        }
        assertThat(entry(id).path("version").asInt()).isEqualTo(1);
        assertThat(api.john.get(LIBRARY).json().path("items")).isEmpty();
        assertThat(api.john.get("/api/v1/tags").json().path("items")).isEmpty();
    }

    private static String anonymised(Answer answer) {
        String id = answer.json().path("request_id").asText();
        return answer.text().replace(id, "");
    }

    @Test
    void nobody_without_a_token_sees_or_does_anything() {
        String id = api.entry("Emma");
        var anonymous = api.server.anonymous();

        for (String path : List.of(LIBRARY, LIBRARY + "/" + id, "/api/v1/tags")) {
            assertThat(anonymous.get(path).status()).as(path).isEqualTo(401);
        }
        assertThat(anonymous.delete(LIBRARY + "/" + id).status()).isEqualTo(401);
        assertThat(anonymous.json("POST", LIBRARY, "{}").status()).isEqualTo(401);
    }

    @Test
    void wrong_values_are_refused_by_name() {
        String path = LIBRARY + "/" + api.entry("Emma");
        Map<String, String> patches = Map.ofEntries(
                Map.entry("{\"rating\": 0}", "/rating"),
                Map.entry("{\"rating\": 5.25}", "/rating"),
                Map.entry("{\"rating\": 4.3}", "/rating"),
                Map.entry("{\"rating\": \"4\"}", "/rating"),
                Map.entry("{\"rating\": 1e999999999}", "/rating"),
                Map.entry("{\"copies\": -1}", "/copies"),
                Map.entry("{\"copies\": 1.5}", "/copies"),
                Map.entry("{\"condition\": \"" + "c".repeat(101) + "\"}", "/condition"),
                Map.entry("{\"condition\": 1}", "/condition"),
                Map.entry("{\"format\": \"scroll\"}", "/format"),
                Map.entry("{\"format\": 1}", "/format"),
                Map.entry("{\"added_on\": \"2024-02-30\"}", "/added_on"),
                Map.entry("{\"added_on\": 19000}", "/added_on"),
                Map.entry("{\"added_on\": \"+99999-01-01\"}", "/added_on"),
                Map.entry("{\"status\": \"read\"}", "/status"),
                Map.entry("{\"user_id\": \"x\"}", "/user_id"),
                Map.entry("{\"review\": \"" + "r".repeat(65_537) + "\"}", "/review"));
        patches.forEach((patch, pointer) -> {
            Answer answer = api.mary.json("PATCH", path, patch);
            assertThat(answer.status()).as(patch).isEqualTo(422);
            assertThat(answer.pointer()).as(patch).isEqualTo(pointer);
        });
        assertThat(api.mary.json("PATCH", path, "[]").status()).isEqualTo(422);
        assertThat(api.mary.get(path).header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void a_change_of_what_was_changed_meanwhile_is_refused() {
        String path = LIBRARY + "/" + api.entry("Emma");
        Map<String, String> headers = Map.of("Content-Type", "application/json", "If-Match", "\"7\"");

        for (String[] request : List.of(
                new String[] {"PATCH", path, "{\"rating\": 5}"},
                new String[] {"PUT", path + "/status", "{\"status\": \"read\"}"},
                new String[] {"DELETE", path, "{}"})) {
            Answer answer = api.mary.send(request[0], request[1], headers, request[2].getBytes(StandardCharsets.UTF_8));
            assertThat(answer.status()).as(request[0]).isEqualTo(412);
        }
        assertThat(api.mary.get(path).header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void a_day_that_cannot_be_is_refused() {
        String id = api.entry("Emma", "status", "reading", "on", "2026-03-10");

        assertThat(status(id, "{\"status\": \"read\", \"on\": \"2026-03-09\"}").pointer())
                .isEqualTo("/on");
        assertThat(status(id, "{\"status\": \"read\", \"on\": \"2026-03-16\"}").pointer())
                .isEqualTo("/on");
        assertThat(status(id, "{\"status\": \"gone\"}").pointer()).isEqualTo("/status");
        assertThat(status(id, "{}").pointer()).isEqualTo("/status");
        assertThat(status(id, "{\"status\": \"read\", \"x\": 1}").status()).isEqualTo(422);
        assertThat(status(id, "{\"status\": \"read\", \"on\": \"2026-03-15\"}").status())
                .as("tomorrow, which is today somewhere")
                .isEqualTo(200);
    }

    /** The rule, seen from outside, whatever a client does in whatever order. */
    @TakesLong("240 requests")
    @Test
    void no_sequence_of_requests_breaks_the_rule_of_the_open_read() {
        String id = api.entry("Emma");
        var random = new Random(11);
        List<String> states = List.of("want", "reading", "paused", "read", "dnf");
        for (int step = 0; step < 120; step++) {
            JsonNode reads = entry(id).path("reads");
            String read = reads.isEmpty()
                    ? UUID.randomUUID().toString()
                    : reads.path(random.nextInt(reads.size())).path("id").asText();
            Answer answer = switch (random.nextInt(5)) {
                case 0 ->
                    api.mary.json(
                            "POST",
                            LIBRARY + "/" + id + "/reads",
                            random.nextBoolean() ? "{}" : "{\"outcome\": \"dnf\"}");
                case 1 ->
                    api.mary.json(
                            "PATCH",
                            "/api/v1/reads/" + read,
                            random.nextBoolean()
                                    ? "{\"outcome\": null, \"finished_on\": null}"
                                    : "{\"outcome\": \"finished\"}");
                case 2 -> api.mary.delete("/api/v1/reads/" + read);
                default -> status(id, "{\"status\": \"" + states.get(random.nextInt(5)) + "\"}");
            };
            assertThat(answer.status()).isIn(200, 201, 204, 404, 409);
            JsonNode entry = entry(id);
            long open = entry.path("reads").findValues("outcome").stream()
                    .filter(JsonNode::isNull)
                    .count();
            boolean underWay =
                    List.of("reading", "paused").contains(entry.path("status").asText());
            assertThat(open).as("step %s: %s", step, entry).isEqualTo(underWay ? 1 : 0);
        }
    }
}
