package dev.colophon.catalogue;

import static dev.colophon.shelf.ShelfApi.BOOKS;
import static dev.colophon.shelf.ShelfApi.LIBRARY;
import static dev.colophon.shelf.ShelfApi.made;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.shelf.ShelfApi;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the routes of books keep and find, on both databases. */
@EveryDatabase
@Timeout(60)
class BookStorageTest {
    private static final String FULL = """
            {"title": "  The  Left Hand of Darkness ", "subtitle": "A novel",
             "contributors": [{"name": "Ursula K.  Le Guin"},
                              {"name": "Someone", "role": "translator"},
                              {"name": "ursula k. le guin"}],
             "series": [{"name": "Hainish Cycle", "position": "4"}],
             "isbn10": "0-306-40615-2", "identifiers": {"goodreads": "18423"},
             "publisher": "Ace", "published_on": "1969-03", "original_year": 1969,
             "page_count": 304, "duration_seconds": 34500, "language": "en",
             "description": "Winter.\\nGethen \\ud83d\\udca1"}
            """;

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
    void a_book_reads_back_as_it_was_added() {
        Answer added = api.mary.json("POST", BOOKS, FULL);
        String id = made(added);

        Answer answer = api.john.get(BOOKS + "/" + id);

        assertThat(added.header("Location")).isEqualTo(BOOKS + "/" + id);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        JsonNode book = answer.json();
        assertThat(book).isEqualTo(added.json());
        assertThat(book.path("title").asText()).isEqualTo("The Left Hand of Darkness");
        assertThat(book.path("contributors").toString())
                .isEqualTo(("[{\"id\":\"%s\",\"name\":\"Ursula K. Le Guin\",\"role\":\"author\"},"
                                + "{\"id\":\"%s\",\"name\":\"Someone\",\"role\":\"translator\"}]")
                        .formatted(id("authors", "ursula k. le guin"), id("authors", "someone")));
        assertThat(book.path("series").toString())
                .isEqualTo("[{\"id\":\"%s\",\"name\":\"Hainish Cycle\",\"position\":\"4\"}]"
                        .formatted(id("series", "hainish cycle")));
        assertThat(book.path("isbn10").asText()).isEqualTo("0306406152");
        assertThat(book.path("isbn13").asText()).isEqualTo("9780306406157");
        assertThat(book.path("identifiers").path("goodreads").asText()).isEqualTo("18423");
        assertThat(book.path("published_on").asText()).isEqualTo("1969-03");
        assertThat(book.path("description").asText()).isEqualTo("Winter.\nGethen 💡");
        assertThat(book.path("page_count").asInt()).isEqualTo(304);
        assertThat(lent.query("SELECT position_sort FROM book_series")).containsExactly("4000");
        assertThat(lent.query("SELECT role FROM book_authors ORDER BY ordinal"))
                .containsExactly("author", "translator");
    }

    private String id(String table, String key) {
        return lent.query("SELECT id FROM " + table + " WHERE name_key = '" + key + "'")
                .getFirst();
    }

    @Test
    void each_name_of_a_book_leads_to_its_author_and_its_series() {
        String first = add(
                "{\"title\": \"A\", \"contributors\": [{\"name\": \"Zoe\", \"role\": \"editor\"}, {\"name\": \"Ann\"},"
                        + " {\"name\": \"Zoe\"}], \"series\": [{\"name\": \"Two\"}, {\"name\": \"ONE\", \"position\": \"1-3\"}]}");
        String second =
                add("{\"title\": \"B\", \"contributors\": [{\"name\": \"zoë\"}], \"series\": [{\"name\": \"one\"}]}");

        String zoe = id("authors", "zoe");
        assertThat(ids(first, "contributors")).containsExactly(zoe, id("authors", "ann"), zoe);
        assertThat(ids(first, "series")).containsExactly(id("series", "two"), id("series", "one"));
        assertThat(ids(second, "contributors")).containsExactly(zoe);
        assertThat(ids(second, "series")).containsExactly(id("series", "one"));
    }

    @Test
    void a_list_of_books_has_the_names_without_ids() {
        add("{\"title\": \"A\", \"contributors\": [{\"name\": \"Ann\"}], \"series\": [{\"name\": \"One\"}]}");

        JsonNode book = api.mary.get(BOOKS).json().path("items").path(0);

        assertThat(book.path("contributors").path(0).path("name").textValue()).isEqualTo("Ann");
        assertThat(book.path("series").path(0).path("name").textValue()).isEqualTo("One");
        assertThat(book.findValues("id")).hasSize(1);
    }

    private List<String> ids(String book, String names) {
        return api.mary.get(BOOKS + "/" + book).json().path(names).findValuesAsText("id");
    }

    @Test
    void what_was_read_can_be_sent_back() {
        String path = BOOKS + "/" + add(FULL);
        JsonNode book = api.mary.get(path).json();

        Answer answer = api.mary.json(
                "PATCH",
                path,
                "{\"contributors\": " + book.path("contributors") + ", \"series\": " + book.path("series") + "}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).isEqualTo(book);
    }

    @Test
    void the_same_isbn_is_refused_with_the_way_to_the_book() {
        String id = add("{\"title\": \"A\", \"isbn13\": \"978-0-306-40615-7\"}");

        Answer again = api.john.json("POST", BOOKS, "{\"title\":\"B\",\"isbn10\":\"0306406152\"}");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("book_exists");
        assertThat(again.header("Location")).isEqualTo(BOOKS + "/" + id);
    }

    @Test
    void the_same_identifier_is_refused() {
        add("{\"title\": \"A\", \"identifiers\": {\"goodreads\": \"1\"}}");

        Answer again = api.john.json("POST", BOOKS, "{\"title\": \"B\", \"identifiers\": {\"goodreads\": \"1\"}}");

        assertThat(again.status()).isEqualTo(409);
        assertThat(api.mary.get(BOOKS + "?q=B").json().path("items")).isEmpty();
    }

    @Test
    void a_patch_keeps_what_it_does_not_name_and_clears_what_it_makes_null() {
        String id = add(FULL);

        Answer answer = api.mary.json("PATCH", BOOKS + "/" + id, """
                        {"subtitle": null, "page_count": 305, "series": [],
                         "identifiers": {"goodreads": null, "openlibrary": "OL1M"},
                         "isbn13": "9791090636071"}
                        """);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"2\"");
        JsonNode book = answer.json();
        assertThat(book.path("title").asText()).isEqualTo("The Left Hand of Darkness");
        assertThat(book.path("subtitle").isNull()).isTrue();
        assertThat(book.path("page_count").asInt()).isEqualTo(305);
        assertThat(book.path("series")).isEmpty();
        assertThat(book.path("identifiers").toString()).isEqualTo("{\"openlibrary\":\"OL1M\"}");
        assertThat(book.path("isbn10").isNull()).isTrue();
        assertThat(lent.query("SELECT scheme, value FROM book_identifiers")).containsExactly("openlibrary|OL1M");
        assertThat(api.mary.json("PATCH", BOOKS + "/" + id, "{\"title\": null}").pointer())
                .isEqualTo("/title");
        assertThat(api.mary.json("PATCH", BOOKS + "/" + id, "{\"id\": \"x\"}").status())
                .isEqualTo(422);
    }

    @Test
    void a_book_on_a_shelf_stays() {
        String id = add(FULL);
        String entry = made(api.john.post(LIBRARY, Map.of("book_id", id)));

        Answer refused = api.mary.delete(BOOKS + "/" + id);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("book_in_use");
        assertThat(api.mary.get(BOOKS + "/" + id).status()).isEqualTo(200);

        assertThat(api.john.delete(LIBRARY + "/" + entry).status()).isEqualTo(204);
        assertThat(api.mary.delete(BOOKS + "/" + id).status()).isEqualTo(204);
        assertThat(lent.query("SELECT count(*) FROM book_authors")).containsExactly("0");
    }

    @Test
    void authors_and_series_that_no_book_has_go_with_the_last_one() {
        String first = BOOKS + "/" + add(FULL);
        String second = BOOKS + "/" + add("{\"title\": \"B\", \"contributors\": [{\"name\": \"Someone\"}]}");

        api.mary.json("PATCH", first, "{\"series\": []}");
        assertThat(lent.query("SELECT count(*) FROM series")).containsExactly("0");
        assertThat(api.mary.delete(first).status()).isEqualTo(204);
        assertThat(lent.query("SELECT name_key FROM authors")).containsExactly("someone");
        api.mary.json("PATCH", second, "{\"contributors\": [{\"name\": \"SOMEONE\"}]}");
        assertThat(lent.query("SELECT name_key FROM authors")).containsExactly("someone");
        assertThat(api.mary.delete(second).status()).isEqualTo(204);
        assertThat(lent.query("SELECT count(*) FROM authors")).containsExactly("0");
    }

    @Test
    void an_author_whose_books_come_and_go_at_once_is_never_missed() throws Exception {
        Catalogue catalogue = new Catalogue(lent.database(), api.clock);
        Callable<Boolean> addAndRemove = () -> {
            for (int round = 0; round < 60; round++) {
                UUID id = catalogue
                        .add(api.maryCaller, Drafts.book("Emma", "Jane Austen"))
                        .book()
                        .id();
                catalogue.remove(api.maryCaller, id, OptionalLong.empty());
            }
            return true;
        };

        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (Future<Boolean> each : threads.invokeAll(Collections.nCopies(3, addAndRemove))) {
                assertThat(each.get()).isTrue();
            }
        }

        assertThat(lent.query("SELECT count(*) FROM books")).containsExactly("0");
    }

    private List<String> titles(String query) {
        List<String> titles = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.mary.get(BOOKS + "?limit=2" + query + cursor).json();
            page.path("items").forEach(book -> titles.add(book.path("title").asText()));
            String next = page.path("next_cursor").asText("");
            cursor = next.isEmpty() || next.equals("null") ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return titles;
    }

    @Test
    void titles_are_sorted_alike_on_both_databases_and_found_by_their_beginning() {
        for (String title : List.of("Zola", "émile", "Eragon", "Ягода", "abc", "Ångström", "日本", "Étoile")) {
            api.book(title);
        }

        assertThat(titles("")).containsExactly("abc", "Ångström", "émile", "Eragon", "Étoile", "Zola", "Ягода", "日本");
        assertThat(titles("&q=" + URLEncoder.encode("É", StandardCharsets.UTF_8)))
                .containsExactly("émile", "Eragon", "Étoile");
        assertThat(titles("&q=%25")).isEmpty();
    }

    @Test
    void books_are_found_by_isbn_and_by_author() {
        add(FULL);
        add("{\"title\": \"Other\", \"contributors\": [{\"name\": \"Somebody Else\"}]}");
        add("{\"title\": \"Aaa\", \"contributors\": [{\"name\": \"Ursula K. Le Guin\"}]}");

        assertThat(titles("&author=ursula%20k.%20LE%20guin")).containsExactly("Aaa", "The Left Hand of Darkness");
        assertThat(titles("&author=Ursula")).isEmpty();
        JsonNode found = api.mary.get(BOOKS + "?isbn=0-306-40615-2").json().path("items");
        assertThat(found).hasSize(1);
        assertThat(api.mary.get(BOOKS + "?isbn=9791090636071").json().path("items"))
                .isEmpty();
        assertThat(api.mary.get(BOOKS + "?isbn=1").status()).isEqualTo(400);
        assertThat(api.mary.get(BOOKS + "?title=x").status()).isEqualTo(400);
        assertThat(api.mary.get(BOOKS + "?limit=101").status()).isEqualTo(400);
        assertThat(api.mary.get(BOOKS + "?q=" + "x".repeat(201)).status()).isEqualTo(400);
    }
}
