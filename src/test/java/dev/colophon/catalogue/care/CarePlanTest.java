package dev.colophon.catalogue.care;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.Catalogue;
import dev.colophon.catalogue.Drafts;
import dev.colophon.catalogue.Readers;
import dev.colophon.catalogue.numbered.NumberedBooks;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Plans;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.shelf.union.ShelfUnion;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TakesLong;
import dev.colophon.testing.TestDatabase;
import dev.colophon.web.session.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lists for the care of the catalogue read an index, and those that are paged read it in its order. */
@EveryDatabase
@Timeout(120)
@TakesLong("fills tables until an index is worth its while")
class CarePlanTest {
    private static final int BOOKS = 2_000;

    private TestDatabase lent;

    @BeforeEach
    void fill(TestDatabase lent) {
        this.lent = lent;
        Caller mary = Readers.add(lent, "mary");
        Catalogue catalogue = new Catalogue(lent.database(), Clock.systemUTC());
        for (int number = 0; number < BOOKS; number++) {
            catalogue.add(mary, Drafts.book("Book " + number % (BOOKS - 100), "Author " + number % 10));
        }
        assertThat(new Duplicates(lent.database())).isNotNull();
        assertThat(new BookMerges(lent.database(), Clock.systemUTC(), new ShelfUnion(Clock.systemUTC(), List.of())))
                .isNotNull();
        String id = switch (lent.engine()) {
            case POSTGRESQL -> "gen_random_uuid()";
            case SQLITE -> "'m' || id";
        };
        lent.run("INSERT INTO book_merges (id, kept_book_id, removed_book_id, record, merged_at) SELECT " + id
                + ", id, id, '{}', created_at FROM books");
        if (lent.engine() == Engine.POSTGRESQL) {
            // enough that reading the whole catalogue cannot seem cheap; SQLite does not count
            lent.run("""
                    INSERT INTO books (id, title, title_key, author_key, author_sort_key,
                        search_key, contributors, series, identifiers, version, created_at,
                        updated_at)
                    SELECT gen_random_uuid(), 'x', 'other ' || n, 'y', 'y', 'x', '[]', '[]', '{}',
                        1, '2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z'
                    FROM generate_series(1, 20000) n
                    """);
        }
        lent.run("ANALYZE");
    }

    private void demand(String statement, Parameters parameters, String index) {
        for (String plan : Plans.of(lent, statement, parameters)) {
            assertThat(plan)
                    .as(statement)
                    .contains(index)
                    .doesNotContain("Seq Scan on books", "Seq Scan on book_merges");
        }
    }

    @Test
    void what_may_be_twice_is_found_by_title() {
        demand(
                "catalogue.duplicates-of-book",
                Parameters.of("id", UUID.randomUUID()).and("limit", 20),
                "books_by_title");
        demand(
                "catalogue.duplicates",
                Parameters.of("after_title", "book 5")
                        .and("after_author", "")
                        .and("after_id", Ids.FIRST)
                        .and("limit", 21),
                "book_twins_by_title");
    }

    @Test
    void books_that_are_known_by_their_number_alone_are_found_by_title() {
        assertThat(new NumberedBooks(lent.database(), Clock.systemUTC())).isNotNull();
        demand(
                "catalogue.numbered-books",
                Parameters.of("after", "isbn 97").and("last", "isbn 98").and("limit", 100),
                "books_by_title");
    }

    @Test
    void merges_come_by_their_time() {
        demand(
                "catalogue.merges",
                Parameters.of("before", Instant.parse("2100-01-01T00:00:00Z"))
                        .and("before_id", Ids.LAST)
                        .and("limit", 21),
                "book_merges_by_time");
    }
}
