package dev.colophon.catalogue.browse;

import static dev.colophon.shelf.ShelfApi.BOOKS;
import static dev.colophon.shelf.ShelfApi.made;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.shelf.ShelfApi;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@EveryDatabase
@Timeout(60)
class BrowseApiTest {
    private static final String AUTHORS = "/api/v1/authors";
    private static final String SERIES = "/api/v1/series";

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

    private void book(String title, String author, String position) {
        String series = position.isEmpty() ? "" : ", \"position\": \"" + position + "\"";
        made(api.mary.json(
                "POST",
                BOOKS,
                "{\"title\": \"%s\", \"contributors\": [{\"name\": \"%s\"}], \"series\": [{\"name\": \"Dune\"%s}]}"
                        .formatted(title, author, series)));
    }

    /** All pages of a list, each title or name. */
    private List<String> all(String path, String field) {
        List<String> found = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.john
                    .get(path + (path.contains("?") ? "&" : "?") + "limit=2" + cursor)
                    .json();
            page.path("items").forEach(item -> found.add(item.path(field).asText()));
            cursor = page.path("next_cursor").isTextual()
                    ? "&cursor=" + page.path("next_cursor").asText()
                    : "";
        } while (!cursor.isEmpty());
        return found;
    }

    private String id(String path, String name) {
        return api.mary
                .get(path + "?q=" + name)
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asText();
    }

    @Test
    void a_series_is_listed_in_its_order_over_all_pages() {
        List.of("10", "2", "", "1-3", "0.8", "Omnibus", "2", "1").forEach(at -> book("at " + at, "Frank Herbert", at));
        String dune = SERIES + "/" + id(SERIES, "dUNE");

        assertThat(all(dune, "title"))
                .containsExactly("at 0.8", "at 1-3", "at 1", "at 2", "at 2", "at 10", "at", "at Omnibus");
        JsonNode page = api.mary.get(dune + "?limit=1").json();
        assertThat(page.path("name").asText()).isEqualTo("Dune");
        assertThat(page.path("items")
                        .path(0)
                        .path("series")
                        .path(0)
                        .path("position")
                        .asText())
                .isEqualTo("0.8");
    }

    @Test
    void an_author_has_each_book_once_by_title() {
        book("C", "Frank Herbert", "1");
        book("A", "frank  herbert", "2");
        book("b", "Frank Herbert", "3");
        made(api.mary.json(
                "POST",
                BOOKS,
                "{\"title\": \"D\", \"contributors\": [{\"name\": \"X\"}, {\"name\": \"Frank Herbert\", \"role\": \"editor\"},"
                        + " {\"name\": \"Frank Herbert\", \"role\": \"narrator\"}]}"));
        book("E", "Brian Herbert", "4");

        assertThat(all(AUTHORS + "/" + id(AUTHORS, "frank"), "title")).containsExactly("A", "b", "C", "D");
    }

    @Test
    void names_are_sorted_alike_on_both_databases_and_found_by_their_beginning() {
        for (String name : List.of("Zola", "Émile", "emil", "Ягода", "Ångström", "日本")) {
            book("x", name, "1");
        }

        assertThat(all(AUTHORS, "name")).containsExactly("Ångström", "emil", "Émile", "Zola", "Ягода", "日本");
        assertThat(all(AUTHORS + "?q=EMIL", "name")).containsExactly("emil", "Émile");
        assertThat(all(SERIES, "name")).containsExactly("Dune");
    }

    @Test
    void a_name_without_a_book_is_not_listed() {
        lent.run("INSERT INTO series (id, name, name_key) VALUES ('" + UUID.randomUUID() + "', 'Left', 'left')");

        assertThat(all(SERIES, "name")).isEmpty();
    }

    @Test
    void what_is_unknown_or_asked_for_by_a_stranger_is_refused() {
        book("A", "Frank Herbert", "1");
        for (String path : List.of(AUTHORS, SERIES)) {
            String one = path + "/" + id(path, "");
            assertThat(api.server.anonymous().get(path).status()).isEqualTo(401);
            assertThat(api.server.anonymous().get(one).status()).isEqualTo(401);
            assertThat(api.mary.get(path + "/" + UUID.randomUUID()).status()).isEqualTo(404);
            assertThat(api.mary.get(path + "/x").status()).isEqualTo(404);
            assertThat(api.mary.get(one + "?q=x").status()).isEqualTo(400);
            assertThat(api.mary.get(one + "?cursor=x").status()).isEqualTo(400);
        }
    }
}
