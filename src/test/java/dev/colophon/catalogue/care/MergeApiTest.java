package dev.colophon.catalogue.care;

import static dev.colophon.shelf.ShelfApi.BOOKS;
import static dev.colophon.shelf.ShelfApi.LIBRARY;
import static dev.colophon.shelf.ShelfApi.made;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.shelf.ShelfApi;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two books become one and two again, on both databases. */
@EveryDatabase
@Timeout(60)
class MergeApiTest {
    private static final String MERGES = BOOKS + "/merges";

    private ShelfApi api;
    private TestDatabase lent;
    private String keep;
    private String remove;

    @BeforeEach
    void start(TestDatabase lent) {
        this.lent = lent;
        api = new ShelfApi(lent);
        keep = add("{\"title\": \"Dune\", \"contributors\": [{\"name\": \"Frank Herbert\"}], \"page_count\": 412,"
                + " \"identifiers\": {\"goodreads\": \"1\"}}");
        remove = add(
                "{\"title\": \"DUNE\", \"contributors\": [{\"name\": \"F. Herbert\"}], \"isbn13\": \"9780306406157\","
                        + " \"publisher\": \"Ace\", \"page_count\": 500, \"series\": [{\"name\": \"Dune\", \"position\": \"1\"}],"
                        + " \"identifiers\": {\"goodreads\": \"2\", \"openlibrary\": \"OL1M\"}}");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private String add(String body) {
        return made(api.mary.json("POST", BOOKS, body));
    }

    private Answer merge() {
        return api.admin.post(BOOKS + "/merge", Map.of("keep", keep, "remove", remove));
    }

    private String merged() {
        Answer answer = merge();
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("id").asText();
    }

    private Answer undo(String merge) {
        return api.admin.post(MERGES + "/" + merge + "/undo", Map.of());
    }

    private String entry(TestClient reader, String book, String more) {
        return made(reader.json("POST", LIBRARY, "{\"book_id\": \"" + book + "\", " + more + "}"));
    }

    /** Every row of what merging touches, without the marks of time and version. */
    private List<String> rows() {
        return List.of(
                        "SELECT id, title, isbn13, publisher, page_count, contributors, series, identifiers, created_by,"
                                + " created_at FROM books ORDER BY id",
                        "SELECT scheme, value, book_id FROM book_identifiers ORDER BY scheme, value",
                        "SELECT n.name_key, a.book_id FROM authors n JOIN book_authors a ON a.author_id = n.id ORDER BY 1, 2",
                        "SELECT n.name_key, s.book_id FROM series n JOIN book_series s ON s.series_id = n.id ORDER BY 1, 2",
                        "SELECT id, user_id, book_id, status, format, copies, rating, review, private_note, added_on,"
                                + " tag_names, title_key, author_sort_key, created_at FROM userbooks ORDER BY id",
                        "SELECT id, userbook_id, started_on, finished_on, outcome FROM reads ORDER BY id",
                        "SELECT userbook_id, tag_id FROM userbook_tags ORDER BY 1, 2")
                .stream()
                .flatMap(sql -> lent.query(sql).stream())
                .toList();
    }

    @Test
    void the_kept_book_fills_its_gaps_and_is_found_by_what_either_was_called() {
        merged();

        JsonNode book = api.mary.get(BOOKS + "/" + keep).json();
        assertThat(book.path("title").asText()).isEqualTo("Dune");
        assertThat(book.path("page_count").asInt()).isEqualTo(412);
        assertThat(book.path("publisher").asText()).isEqualTo("Ace");
        assertThat(book.path("isbn10").asText()).isEqualTo("0306406152");
        assertThat(book.path("series").path(0).path("name").asText()).isEqualTo("Dune");
        assertThat(book.path("identifiers").toString()).isEqualTo("{\"goodreads\":\"1\",\"openlibrary\":\"OL1M\"}");
        assertThat(api.mary.get(BOOKS + "/" + remove).status()).isEqualTo(404);
        assertThat(lent.query("SELECT name_key FROM authors")).containsExactly("frank herbert");
        assertThat(lent.query("SELECT value FROM book_identifiers WHERE scheme = 'goodreads' ORDER BY value"))
                .containsExactly("1", "2");
        api.mary.patch(BOOKS + "/" + keep, Map.of("page_count", 413));
        assertThat(made(api.mary.post(
                        LIBRARY, Map.of("book", Map.of("title", "X", "identifiers", Map.of("goodreads", "2"))))))
                .isNotEmpty();
        assertThat(lent.query("SELECT book_id FROM userbooks")).containsExactly(keep);
    }

    @Test
    void entries_of_readers_who_have_one_of_them_follow_as_they_are() {
        String mary = entry(api.mary, remove, "\"status\": \"reading\", \"on\": \"2026-01-05\", \"tags\": [\"blue\"]");
        String john = entry(api.john, keep, "\"status\": \"want\"");

        merged();

        JsonNode entry = api.mary.get(LIBRARY + "/" + mary).json();
        assertThat(entry.path("book").path("id").asText()).isEqualTo(keep);
        assertThat(entry.path("version").asInt()).isEqualTo(2);
        assertThat(entry.path("reads").path(0).path("started_on").asText()).isEqualTo("2026-01-05");
        assertThat(entry.path("tags").toString()).isEqualTo("[\"blue\"]");
        assertThat(api.john.get(LIBRARY + "/" + john).json().path("version").asInt())
                .isEqualTo(1);
        assertThat(lent.query("SELECT DISTINCT author_sort_key FROM userbooks")).containsExactly("herbert frank");
    }

    @Test
    void two_entries_of_one_reader_become_one_and_lose_nothing() {
        String into = entry(
                api.mary,
                keep,
                "\"status\": \"read\", \"on\": \"2020-02-02\", \"review\": \"Good\", \"rating\": 4, \"copies\": 1,"
                        + " \"private_note\": \"psst\", \"tags\": [\"red\", \"blue\"], \"added_on\": \"2020-01-01\"");
        String from = entry(
                api.mary,
                remove,
                "\"status\": \"reading\", \"on\": \"2026-01-05\", \"review\": \"Great\", \"rating\": 5, \"copies\": 2,"
                        + " \"format\": \"ebook\", \"tags\": [\"Blue\", \"green\"], \"added_on\": \"2019-01-01\"");

        merged();

        JsonNode entry = api.mary.get(LIBRARY + "/" + into).json();
        assertThat(entry.path("status").asText()).isEqualTo("reading");
        assertThat(entry.path("reads")).hasSize(2);
        assertThat(entry.path("review").asText()).isEqualTo("Good\n\n---\n\nGreat");
        assertThat(entry.path("rating").asInt()).isEqualTo(4);
        assertThat(entry.path("private_note").asText())
                .isEqualTo("psst\n\n---\n\nThe other entry of this book said: rating 5, added 2019-01-01.");
        assertThat(entry.path("format").asText()).isEqualTo("ebook");
        assertThat(entry.path("copies").asInt()).isEqualTo(3);
        assertThat(entry.path("added_on").asText()).isEqualTo("2019-01-01");
        assertThat(entry.path("tags").toString()).isEqualTo("[\"blue\",\"green\",\"red\"]");
        assertThat(api.mary.get(LIBRARY + "/" + from).status()).isEqualTo(404);
        assertThat(lent.query("SELECT count(*) FROM userbook_tags")).containsExactly("3");
    }

    @Test
    void two_open_reads_are_one_since_the_earlier_day_with_the_progress_of_both() {
        String into = entry(api.mary, keep, "\"status\": \"paused\", \"on\": \"2026-02-01\"");
        String from = entry(api.mary, remove, "\"status\": \"reading\", \"on\": \"2026-01-05\"");
        lent.run("INSERT INTO progress (id, read_id, unit, amount, reached_at) SELECT '" + UUID.randomUUID()
                + "', id, 'page', 7, '2026-01-06T00:00:00.000000Z' FROM reads WHERE userbook_id = '" + from + "'");

        String merge = merged();

        JsonNode entry = api.mary.get(LIBRARY + "/" + into).json();
        assertThat(entry.path("status").asText()).isEqualTo("paused");
        assertThat(entry.path("reads")).hasSize(1);
        String progress = "SELECT r.userbook_id FROM progress p JOIN reads r ON r.id = p.read_id";
        assertThat(lent.query("SELECT started_on FROM reads")).containsExactly("2026-01-05");
        assertThat(lent.query(progress)).containsExactly(into);
        assertThat(undo(merge).status()).isEqualTo(200);
        assertThat(lent.query(progress)).containsExactly(from);
        assertThat(lent.query("SELECT started_on FROM reads WHERE userbook_id = '" + into + "'"))
                .isNotEqualTo(List.of("2026-01-05"));
    }

    @Test
    void what_is_undone_is_as_it_was() {
        entry(api.mary, keep, "\"status\": \"read\", \"review\": \"Good\", \"tags\": [\"red\"], \"rating\": 3");
        entry(api.mary, remove, "\"status\": \"reading\", \"review\": \"Great\", \"tags\": [\"red\", \"green\"]");
        entry(api.john, remove, "\"status\": \"dnf\"");
        List<String> before = rows();

        String merge = merged();
        assertThat(rows()).isNotEqualTo(before);
        Answer undone = undo(merge);

        assertThat(undone.status()).as(undone.text()).isEqualTo(200);
        assertThat(undone.json().path("undone_at").isNull()).isFalse();
        assertThat(rows()).isEqualTo(before);
        assertThat(undo(merge).code()).isEqualTo("changed_since");
        assertThat(undo(UUID.randomUUID().toString()).status()).isEqualTo(404);
        merged();
        assertThat(api.admin.get(MERGES).json().path("items")).hasSize(2);
    }

    @Test
    void a_merge_that_was_built_upon_cannot_be_undone_and_says_why() {
        String into = entry(api.mary, keep, "\"status\": \"want\"");
        entry(api.mary, remove, "\"status\": \"want\"");
        String john = entry(api.john, remove, "\"status\": \"want\"");
        String merge = merged();

        api.mary.patch(LIBRARY + "/" + into, Map.of("review", "Later"));
        Answer edited = undo(merge);
        assertThat(edited.status()).isEqualTo(409);
        assertThat(edited.text()).contains("1 of their entries");
        assertThat(api.mary.get(LIBRARY + "/" + into).json().path("review").asText())
                .isEqualTo("Later");

        api.mary.patch(BOOKS + "/" + keep, Map.of("page_count", 1));
        assertThat(undo(merge).text()).contains("kept was changed");
        assertThat(api.john
                        .get(LIBRARY + "/" + john)
                        .json()
                        .path("book")
                        .path("id")
                        .asText())
                .isEqualTo(keep);
        assertThat(api.mary.get(BOOKS + "/" + remove).status()).isEqualTo(404);
    }

    @Test
    void an_entry_that_only_moved_goes_back_with_what_was_said_since() {
        String john = entry(api.john, remove, "\"status\": \"want\"");
        String merge = merged();
        api.john.patch(LIBRARY + "/" + john, Map.of("review", "Later"));

        assertThat(undo(merge).status()).isEqualTo(200);

        JsonNode entry = api.john.get(LIBRARY + "/" + john).json();
        assertThat(entry.path("review").asText()).isEqualTo("Later");
        assertThat(entry.path("book").path("id").asText()).isEqualTo(remove);
    }

    @Test
    void merges_are_undone_in_turn_where_one_was_built_on_another() {
        String first = merged();
        String third = add("{\"title\": \"Dune again\"}");
        String second = api.admin
                .post(BOOKS + "/merge", Map.of("keep", third, "remove", keep))
                .json()
                .path("id")
                .asText();

        assertThat(undo(first).text()).contains("The book that was kept is gone");
        assertThat(undo(second).status()).isEqualTo(200);
        assertThat(api.mary.get(BOOKS + "/" + keep).status()).isEqualTo(200);
        assertThat(lent.query("SELECT book_id FROM book_identifiers WHERE value = '2'"))
                .containsExactly(keep);
        // what its own undoing changed counts as a change of the book
        assertThat(undo(first).text()).contains("kept was changed");
    }

    @Test
    void texts_that_are_too_much_for_one_entry_stay_in_two() {
        entry(api.mary, keep, "\"status\": \"want\", \"review\": \"" + "a".repeat(40_000) + "\"");
        entry(api.mary, remove, "\"status\": \"want\", \"review\": \"" + "b".repeat(40_000) + "\"");
        List<String> before = rows();

        assertThat(merge().code()).isEqualTo("too_much_for_one");
        assertThat(rows()).isEqualTo(before);
        assertThat(lent.query("SELECT count(*) FROM book_merges")).containsExactly("0");
    }

    @Test
    void what_is_asked_for_wrongly_is_refused() {
        Map<String, Integer> bodies = Map.of(
                "{}",
                422,
                "{\"keep\": \"" + keep + "\"}",
                422,
                "{\"keep\": \"" + keep + "\", \"remove\": \"" + keep + "\"}",
                422,
                "{\"keep\": \"" + keep + "\", \"remove\": \"" + UUID.randomUUID() + "\"}",
                422,
                "{\"keep\": \"x\", \"remove\": \"" + remove + "\"}",
                422,
                "{\"keep\": \"" + keep + "\", \"remove\": \"" + remove + "\", \"more\": 1}",
                422,
                "{\"keep\": \"" + keep + "\", \"remove\": \"" + remove + "\", \"keep_version\": 7}",
                412,
                "{\"keep\": \"" + keep + "\", \"remove\": \"" + remove + "\", \"remove_version\": 7}",
                412);
        bodies.forEach((body, status) -> assertThat(
                        api.admin.json("POST", BOOKS + "/merge", body).status())
                .as(body)
                .isEqualTo(status));
    }

    @Test
    void only_an_admin_may_merge_undo_and_look() {
        Map<String, String> body = Map.of("keep", keep, "remove", remove);
        String merge = merged();
        for (TestClient stranger : List.of(api.mary, api.john)) {
            assertThat(stranger.post(BOOKS + "/merge", body).code()).isEqualTo("not_admin");
            assertThat(stranger.get(MERGES).status()).isEqualTo(403);
            assertThat(stranger.post(MERGES + "/" + merge + "/undo", Map.of()).status())
                    .isEqualTo(403);
            assertThat(stranger.get(BOOKS + "/duplicates").status()).isEqualTo(403);
        }
        TestClient anonymous = api.server.anonymous();
        assertThat(anonymous.post(BOOKS + "/merge", body).status()).isEqualTo(401);
        assertThat(anonymous.get(MERGES).status()).isEqualTo(401);
        assertThat(anonymous.post(MERGES + "/" + merge + "/undo", Map.of()).status())
                .isEqualTo(401);
        assertThat(anonymous.get(BOOKS + "/duplicates").status()).isEqualTo(401);
    }

    @Test
    void books_of_one_title_and_author_are_offered_together_and_nothing_else() {
        String a = add("{\"title\": \"Émma\", \"contributors\": [{\"name\": \"Jane Austen\"}]}");
        String b = add(
                "{\"title\": \"emma\", \"contributors\": [{\"name\": \"JANE AUSTEN\"}], \"isbn13\": \"9791090636071\"}");
        add("{\"title\": \"Emma\", \"contributors\": [{\"name\": \"Somebody Else\"}]}");

        JsonNode first = api.admin.get(BOOKS + "/duplicates?limit=1").json();
        JsonNode rest = api.admin
                .get(BOOKS + "/duplicates?limit=1&cursor="
                        + first.path("next_cursor").asText())
                .json();

        assertThat(List.of(
                        first.path("items").path(0).path("id").asText(),
                        rest.path("items").path(0).path("id").asText()))
                .containsExactlyInAnyOrder(a, b);
        assertThat(rest.path("next_cursor").isNull()).isTrue();
        assertThat(new Duplicates(lent.database()).of(UUID.fromString(a)))
                .singleElement()
                .matches(book -> book.id().toString().equals(b));
    }

    @Test
    void what_a_reader_wrote_goes_from_the_record_with_the_account() {
        entry(api.mary, keep, "\"status\": \"want\", \"private_note\": \"my secret\"");
        entry(api.mary, remove, "\"status\": \"want\"");
        merged();
        assertThat(lent.query("SELECT record FROM merged_entries").toString()).contains("my secret");

        lent.run("DELETE FROM users WHERE id = '" + api.maryCaller.id() + "'");

        assertThat(lent.query("SELECT count(*) FROM merged_entries")).containsExactly("0");
        assertThat(lent.query("SELECT record FROM book_merges").toString()).doesNotContain("my secret");
    }
}
