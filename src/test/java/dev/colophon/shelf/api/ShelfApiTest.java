package dev.colophon.shelf.api;

import static dev.colophon.shelf.ShelfApi.BOOKS;
import static dev.colophon.shelf.ShelfApi.LIBRARY;
import static dev.colophon.shelf.ShelfApi.TODAY;
import static dev.colophon.shelf.ShelfApi.made;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.shelf.ShelfApi;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
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

@EveryDatabase
@Timeout(120)
class ShelfApiTest {
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
    void a_book_comes_by_id_by_isbn_or_by_description() {
        String isbn = "9780306406157";
        Answer unknown = api.mary.post(LIBRARY, Map.of("isbn", isbn));
        made(api.john.post(BOOKS, Map.of("title", "A", "isbn13", isbn)));
        String byIsbn = made(api.mary.post(LIBRARY, Map.of("isbn", "0-306-40615-2")));
        Answer same = api.mary.post(LIBRARY, Map.of("book", Map.of("title", "Another", "isbn13", isbn)));

        assertThat(unknown.pointer()).isEqualTo("/isbn");
        assertThat(same.status()).isEqualTo(409);
        assertThat(same.code()).isEqualTo("already_on_shelf");
        assertThat(same.header("Location")).isEqualTo(LIBRARY + "/" + byIsbn);
        assertThat(api.mary.post(LIBRARY, Map.of("book_id", UUID.randomUUID())).pointer())
                .isEqualTo("/book_id");
        assertThat(api.mary.post(LIBRARY, Map.of("isbn", "1")).pointer()).isEqualTo("/isbn");
        assertThat(api.mary.post(LIBRARY, Map.of("book", Map.of("title", ""))).pointer())
                .isEqualTo("/book/title");
        assertThat(api.mary.post(LIBRARY, Map.of()).code()).isEqualTo("invalid");
        assertThat(api.mary
                        .post(LIBRARY, Map.of("isbn", isbn, "book", Map.of("title", "x")))
                        .status())
                .isEqualTo(422);
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
    void a_patch_changes_what_it_names() {
        String id = api.entry("Emma", "review", "Fine", "rating", 3);

        Answer answer =
                api.mary.json("PATCH", LIBRARY + "/" + id, "{\"rating\": 5, \"review\": null, \"favourite\": true}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"2\"");
        assertThat(answer.json().path("rating").asInt()).isEqualTo(5);
        assertThat(answer.json().path("review").isNull()).isTrue();
        assertThat(answer.json().path("reviewed_at").isNull()).isTrue();
        assertThat(answer.json().path("favourite").asBoolean()).isTrue();
        assertThat(api.mary.json("PATCH", LIBRARY + "/" + id, "{\"rating\": 5}").header("ETag"))
                .as("nothing changed")
                .isEqualTo("\"2\"");
    }

    @Test
    void null_takes_back_what_was_said() {
        String id = api.entry("Emma", "copies", 2, "ownership", "owned", "favourite", true, "condition", "worn");

        Answer answer = api.mary.json("PATCH", LIBRARY + "/" + id, """
                        {"copies": null, "ownership": null, "favourite": null, "review_spoiler": null, "condition": null}
                        """);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("copies").asInt()).isZero();
        assertThat(answer.json().path("ownership").asText()).isEqualTo("none");
        assertThat(answer.json().path("favourite").asBoolean()).isFalse();
        assertThat(answer.json().path("condition").isNull()).isTrue();
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
    void the_status_drives_the_reads() {
        String id = api.entry("Emma");

        status(id, "{\"status\": \"reading\", \"on\": \"2026-03-10\"}");
        status(id, "{\"status\": \"paused\"}");
        JsonNode read = status(id, "{\"status\": \"read\"}").json();

        assertThat(read.path("status").asText()).isEqualTo("read");
        JsonNode only = read.path("reads").path(0);
        assertThat(read.path("reads").size()).isEqualTo(1);
        assertThat(only.path("started_on").asText()).isEqualTo("2026-03-10");
        assertThat(only.path("finished_on").asText()).isEqualTo(TODAY);
        assertThat(only.path("outcome").asText()).isEqualTo("finished");

        status(id, "{\"status\": \"reading\", \"on\": null}");
        JsonNode again =
                status(id, "{\"status\": \"dnf\", \"on\": null}").json().path("reads");
        assertThat(again.size()).isEqualTo(2);
        assertThat(again.toString()).contains("\"outcome\":\"dnf\"");
        assertThat(again.findValues("finished_on")).anyMatch(JsonNode::isNull);
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

    @Test
    void reads_are_added_changed_and_removed() {
        String id = api.entry("Emma");
        String reads = LIBRARY + "/" + id + "/reads";

        Answer old = api.mary.json(
                "POST",
                reads,
                "{\"started_on\": \"2020-01-01\", \"finished_on\": \"2020-01-05\"," + " \"outcome\": \"finished\"}");
        Answer open = api.mary.json("POST", reads, "{\"started_on\": \"2026-03-01\"}");
        assertThat(old.status()).isEqualTo(201);
        assertThat(old.header("Location")).startsWith("/api/v1/reads/");
        assertThat(entry(id).path("status").asText()).isEqualTo("reading");
        assertThat(api.mary.json("POST", reads, "{}").code()).isEqualTo("read_open");

        Answer closed = api.mary.json(
                "PATCH", open.header("Location"), "{\"finished_on\": \"2026-03-02\", \"outcome\": \"dnf\"}");
        assertThat(closed.json().path("started_on").asText()).isEqualTo("2026-03-01");
        assertThat(entry(id).path("status").asText()).isEqualTo("dnf");
        assertThat(api.mary.get(reads).json().path("items").size()).isEqualTo(2);
        assertThat(api.mary
                        .json("PATCH", open.header("Location"), "{\"finished_on\": \"2026-02-02\"}")
                        .pointer())
                .isEqualTo("/finished_on");
        assertThat(api.mary
                        .json("PATCH", open.header("Location"), "{\"outcome\": null}")
                        .pointer())
                .isEqualTo("/outcome");

        assertThat(api.mary.delete(old.header("Location")).status()).isEqualTo(204);
        assertThat(api.mary.delete(old.header("Location")).status()).isEqualTo(404);
        assertThat(api.mary.get(reads).json().path("items").size()).isEqualTo(1);
    }

    /** The rule, seen from outside, whatever a client does in whatever order. */
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

    @Test
    void tags_are_one_however_they_are_spelt() {
        String one = api.entry("A", "tags", List.of("Sci-Fi"));
        String other = api.entry("B");

        Answer tagged = tag(other, "sci-fi");
        assertThat(tagged.json().path("tags").toString()).isEqualTo("[\"Sci-Fi\"]");
        assertThat(tag(other, "SCI-FI").header("ETag")).isEqualTo(tagged.header("ETag"));
        assertThat(tag(other, "%C3%A9t%C3%A9").json().path("tags").size()).isEqualTo(2);
        assertThat(api.mary.get("/api/v1/tags").json().path("items").toString())
                .isEqualTo("[{\"name\":\"été\",\"books\":1},{\"name\":\"Sci-Fi\",\"books\":2}]");
        String next =
                api.mary.get("/api/v1/tags?limit=1").json().path("next_cursor").asText();
        assertThat(api.mary.get("/api/v1/tags?limit=1&cursor=" + next).text()).contains("Sci-Fi");

        assertThat(api.mary.delete(LIBRARY + "/" + one + "/tags/SCI-fi").status())
                .isEqualTo(204);
        assertThat(api.mary.delete(LIBRARY + "/" + one + "/tags/SCI-fi").status())
                .isEqualTo(204);
        assertThat(entry(one).path("tags")).isEmpty();
        assertThat(api.mary.get(LIBRARY + "?tag=sci-FI").json().path("items").size())
                .isEqualTo(1);
        assertThat(tag(one, "%20").status()).isEqualTo(422);
        assertThat(tag(one, "x".repeat(101)).status()).isEqualTo(422);
    }

    private Answer tag(String id, String name) {
        return api.mary.send("PUT", LIBRARY + "/" + id + "/tags/" + name, Map.of(), new byte[0]);
    }

    @Test
    void taking_a_book_off_takes_its_reads_and_nothing_else() {
        String id = api.entry("Emma", "status", "read", "tags", List.of("x"));

        assertThat(api.mary.delete(LIBRARY + "/" + id).status()).isEqualTo(204);

        assertThat(api.mary.get(LIBRARY + "/" + id).status()).isEqualTo(404);
        assertThat(lent.query("SELECT count(*) FROM reads")).containsExactly("0");
        assertThat(lent.query("SELECT count(*) FROM books")).containsExactly("1");
        assertThat(api.entry("Emma")).isNotEqualTo(id);
    }

    @Test
    void a_book_with_another_title_is_sorted_anew_on_every_shelf() {
        String book = api.book("Aaa");
        made(api.mary.post(LIBRARY, Map.of("book_id", book)));
        api.entry("Bbb");

        api.mary.json(
                "PATCH", BOOKS + "/" + book, "{\"title\": \"Ccc\", \"contributors\": [{\"name\": \"Jane Austen\"}]}");

        assertThat(api.mary.get(LIBRARY + "?sort=title").json().findValuesAsText("title"))
                .containsExactly("Bbb", "Ccc");
        assertThat(api.mary.get(LIBRARY + "?sort=author").json().findValuesAsText("title"))
                .containsExactly("Bbb", "Ccc");
    }
}
