package dev.colophon.catalogue.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.database.Parameters;
import dev.colophon.database.PlanAssert;
import dev.colophon.database.Plans;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TakesLong;
import dev.colophon.testing.TestDatabase;
import dev.colophon.text.SearchWords;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A search reads titles in order as far as it must, and else the index; never all books. */
@EveryDatabase
@Timeout(120)
@TakesLong("fills tables until an index is worth its while")
class SearchPlanTest {
    private TestDatabase lent;

    @BeforeEach
    void fill(TestDatabase lent) {
        this.lent = lent;
        boolean postgresql = lent.engine() == Engine.POSTGRESQL;
        String numbers = postgresql
                ? "generate_series(1, 20000) AS c (n)"
                : "(WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 20000) SELECT n FROM c)";
        String id = (postgresql ? "CAST" : "")
                + "('00000000-0000-7000-8000-' || substr('00000000000' || (100000000000 + n), -12)"
                + (postgresql ? " AS uuid)" : ")");
        lent.run("INSERT INTO books (id, title, title_key, author_key, author_sort_key, search_key, contributors,"
                + " series, identifiers, version, created_at, updated_at) SELECT "
                + id.replace("substr(", postgresql ? "right(" : "substr(").replace("-12)", postgresql ? "12)" : "-12)")
                + ", 'x', 'book ' || n, 'y', 'y', 'book ' || n || ' anothervolume' || (n % 700) || ' bysomebody' || (n % 900), '[]', '[]', '{}', 1,"
                + " '2024-01-01T00:00:00.000000Z', '2024-01-01T00:00:00.000000Z' FROM " + numbers);
        try (SearchUpkeep upkeep = new SearchUpkeep(lent.database())) {
            assertThat(upkeep.run()).isEqualTo(20_000);
        }
        lent.run("ANALYZE");
    }

    private static Parameters place() {
        return FoundBook.start(FoundBook.BEGINS).after().and("limit", 21);
    }

    private static Parameters conditions(String text) {
        SearchWords words = SearchWords.of(text);
        return place().and(WordMatch.within(words))
                .and(WordMatch.begins(words))
                .and("title", text)
                .and("rank", FoundBook.BEGINS);
    }

    @Test
    void the_index_names_the_candidates() {
        Parameters parameters = conditions("7777").and("tokens", SearchTokens.of(SearchWords.of("7777"), true));
        for (String plan : Plans.of(lent, BookSearch.INDEXED.name(), parameters)) {
            assertThat(plan).doesNotContain("Seq Scan");
            if (lent.engine() == Engine.POSTGRESQL) {
                assertThat(plan).contains("book_search_by_token");
            } else {
                assertThat(plan)
                        .contains("SCAN t VIRTUAL TABLE INDEX", "SEARCH s USING INTEGER PRIMARY KEY")
                        .contains("SEARCH b USING INDEX")
                        .doesNotContainPattern("SCAN [bs]\\b");
            }
        }
    }

    @Test
    void titles_are_read_in_their_order() {
        PlanAssert.usesIndexInOrder(lent, BookSearch.WALKED, "books_by_title", conditions("7777"));
        for (String plan :
                Plans.of(lent, "catalogue.search-walk-end", FoundBook.start(1).after())) {
            assertThat(plan).contains("books_by_title").doesNotContain("Seq Scan", "Sort", "TEMP B-TREE");
        }
        for (String plan : Plans.of(lent, "catalogue.search-exact", place().and("title", "book 7"))) {
            assertThat(plan).contains("books_by_title").doesNotContain("Seq Scan", "Sort", "TEMP B-TREE");
        }
    }

    @Test
    void what_is_missing_is_found_by_keys() {
        Parameters parameters = Parameters.of("after", FoundBook.start(0).id()).and("limit", 100);
        for (String plan : Plans.of(lent, "catalogue.search-missing", parameters)) {
            assertThat(plan).doesNotContain("SCAN s", "USE TEMP B-TREE");
        }
    }

    @Test
    void twins_are_found_by_keys() {
        UUID first = FoundBook.start(0).id();
        Parameters page = Parameters.of("after", first).and("last", first);
        for (String plan : Plans.of(lent, "catalogue.twins-missing", page)) {
            assertThat(plan).contains("books_by_title").doesNotContain("Seq Scan on books", "SCAN b");
        }
        for (String plan : Plans.of(lent, "catalogue.twins-page", Parameters.of("after", first))) {
            assertThat(plan).doesNotContain("Seq Scan", "Sort", "TEMP B-TREE");
        }
    }

    @Test
    void what_the_walk_leaves_the_index_finds() {
        for (String text : List.of(
                "anothervolume69 bysomebody7", "volume69", "bysomebody777", "bysomebody77", "book 19999", "nobody")) {
            List<FoundBook> found = all(new BookSearch(lent.database()), text);
            assertThat(found).as(text).isEqualTo(all(new BookSearch(lent.database(), false), text));
            assertThat(found.isEmpty()).as(text).isEqualTo(text.equals("nobody"));
        }
    }

    private static List<FoundBook> all(BookSearch search, String text) {
        List<FoundBook> all = new ArrayList<>();
        List<FoundBook> page = search.find(text, List.of(), 20);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = search.find(text, page.getLast().place(), 20);
        }
        return all;
    }
}
