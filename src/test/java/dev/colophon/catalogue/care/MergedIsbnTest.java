package dev.colophon.catalogue.care;

import static dev.colophon.shelf.ShelfApi.BOOKS;
import static dev.colophon.shelf.ShelfApi.LIBRARY;
import static dev.colophon.shelf.ShelfApi.made;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.catalogue.Drafts;
import dev.colophon.catalogue.search.SearchUpkeep;
import dev.colophon.shelf.ShelfApi;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.intake.Intake;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ISBNs of books that were merged lead to the one that stayed, and back when it is undone. */
@EveryDatabase
@Timeout(60)
class MergedIsbnTest {
    private static final String KEPT = "9780441172719";
    private static final String REMOVED = "9780306406157";
    private static final String REMOVED_TEN = "0-306-40615-2";
    private static final String THIRD = "9791090636071";

    private ShelfApi api;
    private TestDatabase lent;
    private String keep;
    private String remove;

    @BeforeEach
    void start(TestDatabase lent) {
        this.lent = lent;
        api = new ShelfApi(lent);
        keep = book("Dune", KEPT);
        remove = book("Der Wüstenplanet", REMOVED);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private String book(String title, String isbn) {
        return made(api.mary.post(BOOKS, Map.of("title", title, "isbn13", isbn)));
    }

    private String merge(String kept, String removed) {
        Answer answer = api.admin.post(BOOKS + "/merge", Map.of("keep", kept, "remove", removed));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("id").asText();
    }

    private void undo(String merge) {
        Answer answer = api.admin.post(BOOKS + "/merges/" + merge + "/undo", Map.of());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private List<String> ids(String path) {
        List<String> ids = new ArrayList<>();
        for (JsonNode item : api.mary.get(path).json().path("items")) {
            ids.add(item.path("id").asText());
        }
        return ids;
    }

    private void foundBy(String isbn, String book) {
        assertThat(ids(BOOKS + "?isbn=" + isbn)).as("look-up: " + isbn).containsExactly(book);
        assertThat(ids(BOOKS + "?q=" + isbn)).as("search: " + isbn).containsExactly(book);
        assertThat(ids(BOOKS + "?q=" + isbn.substring(0, isbn.length() - 2)))
                .as("beginning of " + isbn)
                .contains(book);
    }

    @Test
    void every_isbn_of_either_finds_the_book_that_stayed() {
        merge(keep, remove);

        for (String isbn : List.of(KEPT, REMOVED, REMOVED_TEN, "978-0-306-40615-7")) {
            foundBy(isbn, keep);
        }
        assertThat(ids(BOOKS + "?q=dune%20" + REMOVED)).containsExactly(keep);
        api.mary.patch(BOOKS + "/" + keep, Map.of("page_count", 413));
        foundBy(REMOVED, keep);
        foundBy(REMOVED_TEN, keep);
    }

    @Test
    void what_is_added_or_imported_by_a_merged_isbn_is_the_book_that_stayed() {
        merge(keep, remove);

        Answer known = api.mary.post(BOOKS, Map.of("title", "Again", "isbn13", REMOVED));
        assertThat(known.code()).isEqualTo("book_exists");
        assertThat(known.header("Location")).isEqualTo(BOOKS + "/" + keep);
        made(api.mary.post(LIBRARY, Map.of("isbn", REMOVED_TEN)));
        assertThat(lent.query("SELECT book_id FROM userbooks")).containsExactly(keep);
        assertThat(ids(LIBRARY + "?q=" + REMOVED_TEN)).hasSize(1);

        var intake = new Intake(lent.database(), api.clock, List.of());
        lent.database()
                .write(session -> intake.take(
                        session,
                        api.maryCaller.id(),
                        Drafts.book("Imported", "Herbert", REMOVED, Map.of()),
                        Drafts.shelf(Status.READ)));
        assertThat(lent.query("SELECT id, isbn13 FROM books")).containsExactly(keep + "|" + KEPT);
        assertThat(lent.query("SELECT book_id, status FROM userbooks")).containsExactly(keep + "|read");
        foundBy(REMOVED, keep);
    }

    @Test
    void isbns_follow_through_merges_of_merges_and_back() {
        String third = book("Dune 3", THIRD);
        merge(keep, remove);
        String second = merge(third, keep);
        for (String isbn : List.of(KEPT, REMOVED, REMOVED_TEN, THIRD)) {
            foundBy(isbn, third);
        }

        undo(second);

        foundBy(THIRD, third);
        foundBy(KEPT, keep);
        foundBy(REMOVED, keep);
        assertThat(lent.query("SELECT value, book_id FROM book_identifiers")).containsExactly(REMOVED + "|" + keep);
    }

    @Test
    void what_is_undone_is_found_as_before() {
        List<String> before = lent.query("SELECT id, isbn13, search_key FROM books ORDER BY id");

        undo(merge(keep, remove));

        foundBy(KEPT, keep);
        foundBy(REMOVED, remove);
        assertThat(lent.query("SELECT id, isbn13, search_key FROM books ORDER BY id"))
                .isEqualTo(before);
        assertThat(lent.query("SELECT value FROM book_identifiers")).isEmpty();
    }

    @Test
    void a_book_whose_own_the_isbn_is_comes_first_and_an_index_made_anew_knows_both() {
        merge(keep, remove);
        String other = book("Other", THIRD);
        assertThat(api.mary
                        .patch(BOOKS + "/" + other, Map.of("isbn13", REMOVED))
                        .status())
                .isEqualTo(200);

        assertThat(ids(BOOKS + "?isbn=" + REMOVED)).containsExactly(other);
        lent.run("DELETE FROM book_search_tokens");
        lent.run("DELETE FROM book_search");
        try (SearchUpkeep upkeep = new SearchUpkeep(lent.database())) {
            assertThat(upkeep.run()).isEqualTo(2);
        }
        assertThat(ids(BOOKS + "?q=" + REMOVED)).containsExactlyInAnyOrder(keep, other);
    }

    @Test
    void nobody_can_claim_an_isbn_by_an_identifier() {
        Answer answer = api.mary.post(BOOKS, Map.of("title", "X", "identifiers", Map.of("isbn-13", THIRD)));

        assertThat(answer.status()).isEqualTo(422);
    }
}
