package dev.colophon.catalogue;

import static dev.colophon.shelf.ShelfApi.BOOKS;
import static dev.colophon.shelf.ShelfApi.made;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.ShelfApi;
import dev.colophon.testing.Answer;
import dev.colophon.testing.OnSqlite;
import dev.colophon.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@OnSqlite
@Timeout(60)
class BookApiTest {
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

    private String add(String body) {
        return made(api.mary.json("POST", BOOKS, body));
    }

    @Test
    void a_book_without_isbn_or_author_is_welcome() {
        JsonNode book = api.mary.get(BOOKS + "/" + api.book("Beowulf")).json();

        assertThat(book.path("isbn13").isNull()).isTrue();
        assertThat(book.path("contributors")).isEmpty();
    }

    @Test
    void every_wrong_field_is_named_and_none_echoed() {
        Answer answer = api.mary.json("POST", BOOKS, """
                        {"title": " ", "isbn13": "9780306406158", "published_on": "1969-13",
                         "page_count": 0, "language": "<script>", "identifiers": {"BAD!": "x"},
                         "contributors": [{"name": ""}], "publisher": "%s"}
                        """.formatted("p".repeat(301)));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder(
                        "/title",
                        "/isbn13",
                        "/published_on",
                        "/page_count",
                        "/language",
                        "/identifiers",
                        "/contributors/0/name",
                        "/publisher");
        assertThat(answer.text()).doesNotContain("script").doesNotContain("ppp");
    }

    @Test
    void malformed_bodies_are_refused_and_nothing_is_stored() {
        Map<String, Integer> bodies = Map.ofEntries(
                Map.entry("", 400),
                Map.entry("{\"title\": \"x\"", 400),
                Map.entry("{\"title\": \"x\"} {}", 400),
                Map.entry("{\"title\": \"x\", \"title\": \"y\"}", 400),
                Map.entry("[".repeat(5000), 400),
                Map.entry("null", 422),
                Map.entry("[]", 422),
                Map.entry("{}", 422),
                Map.entry("{\"title\": 5}", 422),
                Map.entry("{\"title\": \"x\", \"colour\": 1}", 422),
                Map.entry("{\"title\": \"x\\u0000\"}", 422),
                Map.entry("{\"title\": \"x\\ud800\"}", 422),
                Map.entry("{\"title\": \"x\", \"contributors\": [null]}", 422),
                Map.entry("{\"title\": \"x\", \"contributors\": [{}]}", 422),
                Map.entry("{\"title\": \"x\", \"series\": [null]}", 422),
                Map.entry("{\"title\": \"x\", \"series\": [{}]}", 422),
                Map.entry("{\"title\": \"x\", \"identifiers\": {\"a\": null}}", 422),
                Map.entry("{\"title\": \"x\", \"identifiers\": []}", 422),
                Map.entry("{\"title\": \"x\", \"page_count\": 1e400}", 422),
                Map.entry("{\"title\": \"x\", \"page_count\": \"5\"}", 422),
                Map.entry("{\"title\": \"x\", \"original_year\": -10000}", 422),
                Map.entry("{\"title\": \"x\", \"isbn10\": \"080442957X\"," + " \"isbn13\": \"9780306406157\"}", 422));
        bodies.forEach((body, status) -> assertThat(
                        api.mary.json("POST", BOOKS, body).status())
                .as(body.substring(0, Math.min(60, body.length())))
                .isEqualTo(status));
        assertThat(lent.query("SELECT count(*) FROM books")).containsExactly("0");
        assertThat(lent.query("SELECT count(*) FROM authors")).containsExactly("0");
    }

    @Test
    void a_body_that_is_too_long_is_refused() {
        String long_body = "{\"title\": \"x\", \"description\": \"" + "d".repeat(600_000) + "\"}";
        String too_long = "{\"title\": \"x\", \"description\": \"" + "d".repeat(65_537) + "\"}";
        String just_right = "{\"title\": \"x\", \"description\": \"" + "é".repeat(65_536) + "\"}";

        assertThat(api.mary.json("POST", BOOKS, long_body).status()).isEqualTo(413);
        assertThat(api.mary.json("POST", BOOKS, too_long).pointer()).isEqualTo("/description");
        assertThat(api.mary.json("POST", BOOKS, just_right).status()).isEqualTo(201);
    }

    @Test
    void a_change_of_what_was_changed_meanwhile_is_refused() {
        String path = BOOKS + "/" + add("{\"title\": \"A\"}");
        api.mary.json("PATCH", path, "{\"title\": \"B\"}");

        Answer stale = api.mary.send(
                "PATCH",
                path,
                Map.of("Content-Type", "application/json", "If-Match", "\"1\""),
                "{\"title\": \"C\"}".getBytes(StandardCharsets.UTF_8));
        Answer staleDelete = api.mary.send("DELETE", path, Map.of("If-Match", "\"1\""), new byte[0]);

        assertThat(stale.status()).isEqualTo(412);
        assertThat(staleDelete.status()).isEqualTo(412);
        assertThat(api.mary.get(path).json().path("title").asText()).isEqualTo("B");
    }

    @Test
    void only_its_member_and_an_admin_may_change_or_remove_a_book() {
        String path = BOOKS + "/" + add("{\"title\": \"A\"}");

        assertThat(api.john.json("PATCH", path, "{\"title\": \"B\"}").status()).isEqualTo(403);
        assertThat(api.john.delete(path).status()).isEqualTo(403);
        assertThat(api.admin.json("PATCH", path, "{\"title\": \"C\"}").status()).isEqualTo(200);
        assertThat(api.admin.delete(path).status()).isEqualTo(204);
        assertThat(api.mary.get(path).status()).isEqualTo(404);
    }

    @Test
    void nobody_without_a_token_sees_or_does_anything() {
        String path = BOOKS + "/" + add("{\"title\": \"A\"}");
        var anonymous = api.server.anonymous();

        assertThat(anonymous.get(path).status()).isEqualTo(401);
        assertThat(anonymous.get(BOOKS).status()).isEqualTo(401);
        assertThat(anonymous.json("POST", BOOKS, "{\"title\": \"B\"}").status()).isEqualTo(401);
        assertThat(anonymous.json("PATCH", path, "{}").status()).isEqualTo(401);
        assertThat(anonymous.delete(path).status()).isEqualTo(401);
    }

    @Test
    void what_is_no_book_is_not_found() {
        for (String id : List.of(UUID.randomUUID().toString(), "1", "%00", "x".repeat(36))) {
            assertThat(api.mary.get(BOOKS + "/" + id).status()).as(id).isEqualTo(404);
        }
        String unknown = BOOKS + "/" + UUID.randomUUID();
        assertThat(api.mary.json("PATCH", unknown, "{}").status()).isEqualTo(404);
        assertThat(api.mary.delete(unknown).status()).isEqualTo(404);
    }

    @Test
    void a_body_full_of_mistakes_gets_a_bounded_answer() {
        String identifiers = IntStream.range(0, 6_000)
                .mapToObj(number -> "\"X" + number + "\":\"\"")
                .collect(Collectors.joining(","));
        Answer answer = api.mary.json("POST", BOOKS, "{\"title\":\"a\",\"identifiers\":{" + identifiers + "}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors")).hasSize(Problem.MAX_ERRORS);
        assertThat(answer.text()).hasSizeLessThan(30_000);
    }
}
