package dev.colophon.shelf.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.BookSummary;
import dev.colophon.catalogue.Catalogue;
import dev.colophon.catalogue.Readers;
import dev.colophon.catalogue.search.SearchCandidates;
import dev.colophon.catalogue.search.SearchUpkeep;
import dev.colophon.database.Plans;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.Status;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TakesLong;
import dev.colophon.testing.TestDatabase;
import dev.colophon.web.Part;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On a shelf of more entries than are walked, words find what the search of the catalogue finds of it. */
@EveryDatabase
@Timeout(180)
@TakesLong("fills tables until an index is worth its while")
class ShelfSearchTest {
    private static final int BOOKS = 12_000;

    /** Of common and rare words, of beginnings, ends and middles, of several and of none that is there. */
    private static final List<String> SEARCHES =
            List.of("anothervolume69 bysomebody7", "VOLUME-69", "bysomebody776", "book 11996", "b volume698", "nobody");

    private TestDatabase lent;
    private UUID mary;
    private ShelfList shelf;
    private Catalogue catalogue;

    @BeforeEach
    void fill(TestDatabase lent) {
        this.lent = lent;
        mary = Readers.add(lent, "mary").id();
        shelf = new ShelfList(lent.database());
        catalogue = new Catalogue(lent.database(), Clock.systemUTC());
        lent.run("INSERT INTO books (id, title, title_key, author_key, author_sort_key, search_key, contributors,"
                + " series, identifiers, version, created_at, updated_at) SELECT " + id("7000") + ", 'book ' || n,"
                + " 'book ' || n, 'y', 'y', 'book ' || n || ' anothervolume' || (n % 700) || ' bysomebody' ||"
                + " (n % 900), '[]', '[]', '{}', 1, '2024-01-01T00:00:00.000000Z', '2024-01-01T00:00:00.000000Z'"
                + " FROM " + numbers());
        // a reader with a half of them, and two whose entries are in the way
        entries(mary, "7001", "n % 2 = 0");
        entries(Readers.add(lent, "john").id(), "7002", "n > 0");
        entries(Readers.add(lent, "jane").id(), "7003", "n > 0");
        try (SearchUpkeep upkeep = new SearchUpkeep(lent.database())) {
            assertThat(upkeep.run()).isEqualTo(BOOKS);
        }
        lent.run("ANALYZE");
    }

    private boolean isPostgresql() {
        return lent.engine() == Engine.POSTGRESQL;
    }

    private String numbers() {
        return isPostgresql()
                ? "generate_series(1, " + BOOKS + ") AS c (n)"
                : "(WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < " + BOOKS
                        + ") SELECT n FROM c)";
    }

    private String id(String kind) {
        String digits = isPostgresql()
                ? "right('00000000000' || (100000000000 + n), 12)"
                : "substr('00000000000' || (100000000000 + n), -12)";
        String text = "'00000000-0000-" + kind + "-8000-' || " + digits;
        return isPostgresql() ? "CAST(" + text + " AS uuid)" : text;
    }

    private void entries(UUID reader, String kind, String which) {
        String no = isPostgresql() ? "false" : "0";
        // one day for all, as after an import
        String day = isPostgresql() ? "DATE '2024-01-01'" : "'2024-01-01'";
        lent.run(
                "INSERT INTO userbooks (id, user_id, book_id, status, format, ownership, copies, rating, review_spoiler,"
                        + " favourite, added_on, status_changed_at, tag_names, title_key, author_sort_key, rating_key, added_key,"
                        + " version, created_at, updated_at) SELECT " + id(kind) + ", '" + reader + "', " + id("7000")
                        + ", CASE n % 5 WHEN 0 THEN 'want' ELSE 'read' END, CASE n % 7 WHEN 0 THEN 'ebook' END, 'none', 0,"
                        + " 1 + n % 20, " + no + ", " + no + ", " + day
                        + ", '2024-01-01T00:00:00.000000Z', '[]', 'book ' || n,"
                        + " 'y', 1 + n % 20, " + day
                        + ", 1, '2024-01-01T00:00:00.000000Z', '2024-01-01T00:00:00.000000Z' FROM "
                        + numbers() + " WHERE " + which);
    }

    private static ShelfQuery query(
            ShelfOrder order, @Nullable Status status, @Nullable Format format, @Nullable String words) {
        return new ShelfQuery(status, format, null, null, null, words, order);
    }

    private static <T> List<T> all(Function<List<String>, Part<T>> page) {
        List<T> all = new ArrayList<>();
        List<String> after = List.of();
        do {
            Part<T> part = page.apply(after);
            all.addAll(part.items());
            after = part.next().orElse(List.of());
        } while (!after.isEmpty());
        return all;
    }

    @Test
    void words_find_what_the_catalogue_finds_of_it_in_every_order_and_with_every_filter() {
        for (ShelfOrder order : ShelfOrder.all()) {
            List<EntrySummary> entries = all(after -> shelf.page(mary, query(order, null, null, null), after, 1_000));
            assertThat(entries).hasSize(BOOKS / 2);
            for (String words : SEARCHES) {
                Set<UUID> books = new HashSet<>(all(after -> catalogue.search(words, after, 100)).stream()
                        .map(BookSummary::id)
                        .toList());
                List<EntrySummary> meant = entries.stream()
                        .filter(entry -> books.contains(entry.book().id()))
                        .toList();
                assertThat(meant.isEmpty()).as(words).isEqualTo(words.equals("nobody"));
                assertThat(found(query(order, null, null, words))).as(words).isEqualTo(ids(meant));
                assertThat(found(query(order, Status.READ, null, words)))
                        .as(words)
                        .isEqualTo(ids(meant.stream()
                                .filter(entry -> entry.status() == Status.READ)
                                .toList()));
                assertThat(found(query(order, null, Format.EBOOK, words)))
                        .as(words)
                        .isEqualTo(ids(meant.stream()
                                .filter(entry -> entry.format() == Format.EBOOK)
                                .toList()));
            }
        }
    }

    private List<UUID> found(ShelfQuery query) {
        return ids(all(after -> shelf.page(mary, query, after, 3)));
    }

    private static List<UUID> ids(List<EntrySummary> entries) {
        return entries.stream().map(EntrySummary::id).toList();
    }

    @Test
    void the_walk_ends_by_an_index_and_the_rest_begins_with_candidates() {
        for (ShelfOrder order : ShelfOrder.all()) {
            for (Status status : new Status[] {null, Status.READ}) {
                ShelfQuery query = query(order, status, null, "volume699");
                ShelfStatements statements = ShelfList.statements(query);
                for (String plan :
                        Plans.of(lent, statements.walkEnd().name(), ShelfList.place(mary, query, List.of()))) {
                    assertThat(plan).contains("userbooks_by_").doesNotContain("Seq Scan", "SCAN u");
                }
                List<String> end = lent.database()
                        .read(session -> session.first(
                                statements.walkEnd(), order::place, ShelfList.place(mary, query, List.of())))
                        .orElseThrow();
                var parameters =
                        ShelfList.filtered(mary, query, end, 51).and(SearchCandidates.within(query.searched()));
                for (String plan : Plans.of(lent, statements.searched().name(), parameters)) {
                    demandCandidates(plan);
                }
            }
        }
    }

    private void demandCandidates(String plan) {
        if (isPostgresql()) {
            assertThat(plan)
                    .contains("book_search_by_token", "userbooks_user_id_book_id_key")
                    .doesNotContain("Seq Scan on books", "Seq Scan on userbooks", "Seq Scan on book_search");
        } else {
            assertThat(plan)
                    .contains("SCAN t VIRTUAL TABLE INDEX", "SEARCH s USING INTEGER PRIMARY KEY")
                    .containsPattern(
                            "SEARCH u USING INDEX sqlite_autoindex_userbooks_\\d \\(user_id=\\? AND book_id=\\?")
                    .doesNotContainPattern("SCAN (books|b|s|userbooks)\\b");
        }
    }
}
