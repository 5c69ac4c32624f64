package dev.colophon.catalogue.browse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.Catalogue;
import dev.colophon.catalogue.Drafts;
import dev.colophon.catalogue.Readers;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Plans;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.shelf.browse.OwnStandings;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TakesLong;
import dev.colophon.testing.TestDatabase;
import dev.colophon.text.TextKey;
import dev.colophon.web.session.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every list of authors, series and their books reads an index, and a series reads it in its order. */
@EveryDatabase
@Timeout(120)
@TakesLong("fills tables until an index is worth its while")
class BrowsePlanTest {
    private static final int BOOKS = 1_500;

    private TestDatabase lent;
    private Caller mary;

    @BeforeEach
    void fill(TestDatabase lent) {
        this.lent = lent;
        mary = Readers.add(lent, "mary");
        Catalogue catalogue = new Catalogue(lent.database(), Clock.systemUTC());
        for (int number = 0; number < BOOKS; number++) {
            var series = new BookDraft.SeriesPosition("Series " + number % 600, number % 7 == 0 ? null : "" + number);
            BookDraft draft = Drafts.book("Book " + number, "Author " + number % 700, null, Map.of())
                    .with(facts -> facts.series = List.of(series));
            catalogue.add(mary, draft);
        }
        lent.run("ANALYZE");
    }

    private void demand(String statement, Parameters parameters, String index, String... not) {
        for (String plan : Plans.of(lent, statement, parameters)) {
            assertThat(plan).as(statement + "\n" + plan).contains(index);
            List.of(not).forEach(step -> assertThat(plan).as(statement).doesNotContain(step));
        }
    }

    @Test
    void names_walk_their_index() {
        Map<String, String> indexes = switch (lent.engine()) {
            case POSTGRESQL -> Map.of("author", "authors_name_key_key", "series", "series_name_key_key");
            case SQLITE -> Map.of("author", "sqlite_autoindex_authors_2", "series", "sqlite_autoindex_series_2");
        };
        assertThat(NameTable.AUTHORS).isNotNull();
        if (lent.engine() == Engine.POSTGRESQL) {
            // it guesses that a range has one name of two hundred; so many are worth an order
            for (String table : List.of("authors", "series")) {
                lent.run("INSERT INTO " + table + " (id, name, name_key)"
                        + " SELECT gen_random_uuid(), 'x', 'other ' || n FROM generate_series(1, 20000) n");
            }
            lent.run("ANALYZE");
        }
        indexes.forEach((kind, index) -> demand(
                "catalogue." + kind + "-names",
                Parameters.of("first", "")
                        .and("last", TextKey.LAST)
                        .and("after_key", "")
                        .and("after_id", Ids.FIRST)
                        .and("limit", 51),
                index,
                "Sort",
                "TEMP B-TREE"));
    }

    @Test
    void the_books_of_a_series_come_in_the_order_of_its_index() {
        assertThat(new Browsing(lent.database())).isNotNull();
        UUID id = UUID.fromString(
                lent.query("SELECT id FROM series WHERE name_key = 'series 1'").getFirst());
        Parameters place = Parameters.of("id", id).and("after_id", Ids.FIRST).and("limit", 21);
        demand("catalogue.books-of-series-unnumbered", place, "book_series_by_series");
        demand(
                "catalogue.books-of-series",
                place.and("after_position", 0L),
                "book_series_by_series",
                "Seq Scan on books",
                "Seq Scan on book_series");
    }

    @Test
    void the_books_of_an_author_are_found_by_index() {
        assertThat(new Browsing(lent.database())).isNotNull();
        UUID id = UUID.fromString(
                lent.query("SELECT id FROM authors WHERE name_key = 'author 1'").getFirst());
        demand(
                "catalogue.books-of-author",
                Parameters.of("id", id)
                        .and("after_title", "")
                        .and("after_id", Ids.FIRST)
                        .and("limit", 51),
                "book_authors_by_author",
                "Seq Scan on books",
                "SCAN b");
    }

    @Test
    void what_a_reader_has_of_a_page_is_found_by_index() {
        assertThat(new OwnStandings(lent.database())).isNotNull();
        for (int number = 0; number < 15; number++) {
            Readers.add(lent, "reader" + number);
        }
        String id = lent.engine() == Engine.SQLITE ? "b.id || u.id" : "gen_random_uuid()";
        String no = lent.engine() == Engine.SQLITE ? "0" : "false";
        lent.run("INSERT INTO userbooks (id, user_id, book_id, status, ownership, copies, review_spoiler, favourite,"
                + " status_changed_at, tag_names, title_key, author_sort_key, rating_key, added_key, version, created_at,"
                + " updated_at) SELECT " + id + ", u.id, b.id, 'want', 'none', 0, " + no + ", " + no
                + ", b.created_at, '[]',"
                + " b.title_key, b.author_sort_key, 0, '0001-01-01', 1, b.created_at, b.created_at"
                + " FROM books b CROSS JOIN users u");
        lent.run("ANALYZE");
        demand(
                "shelf.standings-of-books",
                Parameters.of("user_id", mary.id()).and("books", "[\"" + UUID.randomUUID() + "\"]"),
                "book_id",
                "Seq Scan on userbooks",
                "SCAN u");
    }
}
