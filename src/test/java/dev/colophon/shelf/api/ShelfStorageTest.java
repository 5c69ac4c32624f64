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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the routes of a shelf keep and find, on both databases. */
@EveryDatabase
@Timeout(120)
class ShelfStorageTest {
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
    void every_fact_of_an_entry_reads_back() {
        Answer added = api.mary.json("POST", LIBRARY, """
                        {"book": {"title": "Emma"}, "status": "reading", "on": "2026-03-01",
                         "format": "hardcover", "ownership": "borrowed", "copies": 1,
                         "condition": "worn", "location": "desk", "lent_to": "Jane", "rating": 4.25, "review": "So far",
                         "review_spoiler": true, "favourite": true, "private_note": "psst",
                         "added_on": "2025-12-24", "tags": ["été"]}
                        """);

        JsonNode entry = entry(made(added));

        assertThat(entry).isEqualTo(added.json());
        assertThat(entry.path("format").asText()).isEqualTo("hardcover");
        assertThat(entry.path("ownership").asText()).isEqualTo("borrowed");
        assertThat(entry.path("location").asText()).isEqualTo("desk");
        assertThat(entry.path("condition").asText()).isEqualTo("worn");
        assertThat(entry.path("lent_to").asText()).isEqualTo("Jane");
        assertThat(entry.path("rating").decimalValue()).isEqualByComparingTo("4.25");
        assertThat(entry.path("private_note").asText()).isEqualTo("psst");
        assertThat(entry.path("added_on").asText()).isEqualTo("2025-12-24");
        assertThat(entry.path("reads").path(0).path("started_on").asText()).isEqualTo("2026-03-01");
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
}
