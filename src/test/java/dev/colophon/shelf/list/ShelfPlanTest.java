package dev.colophon.shelf.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.Drafts;
import dev.colophon.catalogue.Readers;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Plans;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.intake.EntryUndo;
import dev.colophon.shelf.intake.Intake;
import dev.colophon.shelf.intake.ShelfDraft;
import dev.colophon.shelf.progress.ProgressRepository;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TakesLong;
import dev.colophon.testing.TestDatabase;
import dev.colophon.text.TextKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every list reads an index in its order and nothing that is not the reader's. */
@EveryDatabase
@Timeout(120)
@TakesLong("fills tables until an index is worth its while")
class ShelfPlanTest {
    private static final int ENTRIES = 1_500;

    /** Loaded, so that its statements are known by name. */
    private final ProgressRepository progress = new ProgressRepository();

    private static UUID fill(TestDatabase lent) {
        var intake = new Intake(lent.database(), Clock.systemUTC(), List.of());
        UUID mary = Readers.add(lent, "mary").id();
        UUID john = Readers.add(lent, "john").id();
        lent.database().write(session -> {
            for (int number = 0; number < ENTRIES; number++) {
                var series = new BookDraft.SeriesPosition("Series " + number % 500, "1");
                BookDraft book = Drafts.book(
                                "Book " + number * 7919 % 10_007,
                                "Author " + number % 700,
                                null,
                                Map.of("goodreads", "g" + number))
                        .with(facts -> facts.series = List.of(series));
                ShelfDraft shelf = Drafts.shelf(Status.values()[number % 5]);
                intake.take(session, number % 2 == 0 ? mary : john, book, shelf);
            }
            return mary;
        });
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
            lent.run("""
                    INSERT INTO progress (id, read_id, unit, amount, reached_at)
                    SELECT gen_random_uuid(), r.id, 'page', n, '2024-01-01T00:00:00Z'
                    FROM reads r, generate_series(1, 20) n
                    """);
            lent.run("INSERT INTO blobs (name, size_bytes, media_type, stored_at) "
                    + "VALUES ('pictures/a', 1, 'image/jpeg', '2024-01-01T00:00:00Z')");
            lent.run("""
                    INSERT INTO pictures (id, large, small, width, height, source, created_at)
                    SELECT gen_random_uuid(), 'pictures/a', 'pictures/a', 1, 1, 'upload', '2024-01-01T00:00:00Z'
                    FROM generate_series(1, 2000) n
                    """);
        }
        return mary;
    }

    @Test
    void every_order_of_a_shelf_walks_its_index(TestDatabase lent) {
        UUID mary = fill(lent);
        if (lent.engine() == Engine.SQLITE) {
            // a new file has no statistics, an old one may
            demandWalks(lent, mary);
        }
        lent.run("ANALYZE");
        demandWalks(lent, mary);
    }

    private static void demandWalks(TestDatabase lent, UUID mary) {
        for (ShelfOrder order : ShelfOrder.all()) {
            demandWalk(lent, mary, query(order, null, null));
            demandWalk(lent, mary, query(order, Status.READ, null));
            demandOwnEntries(lent, mary, query(order, null, Format.EBOOK));
            demandOwnEntries(lent, mary, query(order, Status.READ, Format.EBOOK));
        }
    }

    private static ShelfQuery query(ShelfOrder order, @Nullable Status status, @Nullable Format format) {
        return new ShelfQuery(status, format, null, null, null, format == null ? null : "x", order);
    }

    private static void demandWalk(TestDatabase lent, UUID mary, ShelfQuery query) {
        String name = ShelfList.statements(query).plain().name();
        for (String plan : Plans.of(lent, name, ShelfList.plain(mary, query, List.of(), 51))) {
            demandIndex(lent, name, plan, "userbooks_by_");
            // with a status PostgreSQL may prefer to sort the few entries that have it
            if (query.status() == null || query.order().key() == ShelfOrder.Key.ADDED) {
                assertThat(plan).as(name + "\n" + plan).containsPattern(walk(lent));
            }
        }
    }

    /** The page ends where the index has given enough entries, without sorting a shelf. */
    private static String walk(TestDatabase lent) {
        return lent.engine() == Engine.SQLITE
                ? "(CO-ROUTINE|MATERIALIZE) u\nSEARCH u USING INDEX userbooks_by_\\w+ "
                        + "\\(user_id=\\?[^\n]*\n(?!USE TEMP)"
                : "Limit[^\n]*\n *->  Index Scan (Backward )?using userbooks_by_";
    }

    private static void demandOwnEntries(TestDatabase lent, UUID mary, ShelfQuery query) {
        String name = ShelfList.statements(query).filtered().name();
        Parameters parameters =
                ShelfList.filtered(mary, query, List.of(), 51).and(query.order().until(List.of()));
        for (String plan : Plans.of(lent, name, parameters)) {
            demandIndex(lent, name, plan, "userbooks_");
            assertThat(plan).as(name).containsPattern("user_id *=");
            if (query.status() == null) {
                assertThat(plan).as(name + "\n" + plan).containsPattern(walk(lent));
            }
        }
    }

    @Test
    void tags_and_single_rows_use_their_indexes(TestDatabase lent) {
        UUID mary = fill(lent);
        lent.run("ANALYZE");
        UUID id = UUID.randomUUID();
        Parameters entry = Parameters.of("id", id).and("user_id", mary);
        var undo = new EntryUndo(lent.database(), Clock.systemUTC(), List.of());
        var nothing = new EntryUndo.Done(mary, id, List.of(), List.of());
        assertThat((boolean) lent.database().write(session -> undo.isAsLeft(session, nothing)))
                .isFalse();
        Map<String, Parameters> statements = Map.of(
                "shelf.entry-by-id",
                Parameters.of("id_0", id).and("user_id_0", mary),
                "shelf.entry-own",
                entry,
                "shelf.entry-of-read",
                entry,
                "shelf.reads-of-entry",
                Parameters.of("userbook_id", id),
                "shelf.progress-by-id",
                entry,
                "shelf.progress-count",
                Parameters.of("read_id", id),
                "shelf.length-of-entry",
                Parameters.of("id", id),
                "shelf.undo-progress-of-entry",
                Parameters.of("userbook_id", id),
                "shelf.undo-book-on-a-shelf",
                Parameters.of("book_id", id),
                "shelf.tags-of-user",
                Parameters.of("user_id", mary).and("after", "").and("limit", 51));
        statements.forEach((name, parameters) -> {
            for (String plan : Plans.of(lent, name, parameters)) {
                demandIndex(lent, name, plan, "");
            }
        });
    }

    @Test
    void entries_that_are_read_or_written_together_are_looked_up_one_by_one(TestDatabase lent) {
        UUID mary = fill(lent);
        lent.run("ANALYZE");
        Parameters ids = Parameters.none();
        for (int index = 0; index < 16; index++) {
            ids.and("id_" + index, Ids.FIRST).and("user_id_" + index, mary);
        }
        String key = lent.engine() == Engine.SQLITE ? "sqlite_autoindex_userbooks_1 (id=?)" : "userbooks_pkey";

        for (String name : List.of("shelf.entries-by-16-ids", "shelf.entries-hold-16")) {
            for (String plan : Plans.of(lent, name, ids)) {
                assertThat(plan).contains(key).doesNotContain("SCAN u", "SCAN b", "Seq Scan on userbooks");
            }
        }
    }

    @Test
    void the_history_of_progress_walks_its_index(TestDatabase lent) {
        UUID mary = fill(lent);
        lent.run("ANALYZE");
        Parameters place = Parameters.of("userbook_id", mary)
                .and("read_id", mary)
                .and("after_at", Instant.parse("9999-12-31T00:00:00Z"))
                .and("after_id", Ids.LAST)
                .and("limit", 3);

        lent.database().read(session -> progress.list(session, mary, mary, List.of(), 51));
        for (String plan : Plans.of(lent, "shelf.progress-of-read", place)) {
            assertThat(plan)
                    .containsPattern(
                            lent.engine() == Engine.SQLITE
                                    ? "SEARCH progress USING INDEX progress_by_read \\(read_id=\\? AND[^\n]*\n(?!USE TEMP)"
                                    : "Limit[^\n]*\n *->  Index Scan Backward using progress_by_read");
        }
    }

    @Test
    void the_latest_progress_of_every_read_reads_those_of_one_entry_alone(TestDatabase lent) {
        UUID mary = fill(lent);
        lent.run("ANALYZE");
        Parameters entry = Parameters.of("userbook_id", mary).and("limit", 31);

        lent.database().read(session -> progress.latest(session, mary, 31));
        for (String plan : Plans.of(lent, "shelf.progress-latest", entry)) {
            assertThat(plan).contains("progress_by_read").doesNotContain("Seq Scan on progress", "SCAN r", "SCAN l");
        }
    }

    @Test
    void lists_of_books_use_their_indexes(TestDatabase lent) {
        UUID mary = fill(lent);
        lent.run("ANALYZE");
        Map<String, Parameters> statements = Map.of(
                "catalogue.book-by-id", Parameters.of("id_0", mary),
                "catalogue.book-by-isbn", Parameters.of("isbn13", "x"),
                "catalogue.book-summary-by-isbn", Parameters.of("isbn13", "x"),
                "catalogue.book-merged-isbns", Parameters.of("book_id", mary),
                "catalogue.books-by-title", place("book 1", "book 2"),
                "catalogue.books-by-author", place("", TextKey.LAST).and("author_key", "author 7"),
                "catalogue.book-candidates",
                        Parameters.of("scheme", "goodreads")
                                .and("value", "g1")
                                .and("isbn13", "x")
                                .and("title_key", "book 1")
                                .and("author_key", "author 1")
                                .and("user_id", mary));
        statements.forEach((name, parameters) -> {
            for (String plan : Plans.of(lent, name, parameters)) {
                demandIndex(lent, name, plan, "");
                if (name.equals("catalogue.books-by-title")) {
                    assertThat(plan).contains("books_by_title").doesNotContain(sorting(lent));
                }
            }
        });
    }

    @Test
    void books_that_are_asked_for_together_are_found_by_their_key(TestDatabase lent) {
        UUID mary = fill(lent);
        if (lent.engine() == Engine.POSTGRESQL) {
            // of a small table it would rather read all
            lent.run("""
                    INSERT INTO books (id, title, title_key, author_key, author_sort_key, search_key, contributors,
                        series, identifiers, version, created_at, updated_at)
                    SELECT gen_random_uuid(), 'x', 'other ' || n, 'y', 'y', 'x', '[]', '[]', '{}', 1,
                        '2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z' FROM generate_series(1, 30000) n
                    """);
        }
        lent.run("ANALYZE");
        Parameters ids = Parameters.none();
        for (int index = 0; index < 16; index++) {
            ids.and("id_" + index, index == 0 ? mary : Ids.FIRST);
        }

        for (String plan : Plans.of(lent, "catalogue.books-by-16-ids", ids)) {
            assertThat(plan)
                    .contains(lent.engine() == Engine.SQLITE ? "sqlite_autoindex_books_1 (id=?)" : "books_pkey")
                    .doesNotContain("SCAN b", "Seq Scan on books");
        }
    }

    private static Parameters place(String first, String last) {
        return Parameters.of("first", first)
                .and("last", last)
                .and("after_title", "")
                .and("after_author", "")
                .and("after_id", Ids.FIRST)
                .and("limit", 51);
    }

    private static void demandIndex(TestDatabase lent, String name, String plan, String index) {
        if (lent.engine() == Engine.SQLITE) {
            // what a subquery gives is scanned too, and is called u; a constant row is no table
            boolean page = plan.contains("CO-ROUTINE u") && plan.contains("SEARCH u USING");
            String scan = page ? "(?s).*SCAN (?!u\\b|CONSTANT ROW).*" : "(?s).*SCAN (?!m\\b|CONSTANT ROW).*";
            assertThat(plan.matches(scan)).as(name + "\n" + plan).isFalse();
        } else {
            assertThat(plan.lines().filter(line -> line.contains("Seq Scan on")))
                    .as(name + "\n" + plan)
                    .allMatch(line -> line.matches(".*Seq Scan on (tags|userbook_tags|reads).*"));
        }
        assertThat(plan).as(name).contains(index);
    }

    private static String sorting(TestDatabase lent) {
        return lent.engine() == Engine.SQLITE ? "TEMP B-TREE" : "Sort";
    }
}
