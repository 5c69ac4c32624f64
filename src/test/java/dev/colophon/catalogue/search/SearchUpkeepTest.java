package dev.colophon.catalogue.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.Drafts;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@EveryDatabase
@Timeout(120)
class SearchUpkeepTest {
    private SearchedBooks books;
    private TestDatabase lent;

    @BeforeEach
    void start(TestDatabase lent) {
        this.lent = lent;
        books = new SearchedBooks(lent);
    }

    private long upkeep() {
        try (SearchUpkeep upkeep = new SearchUpkeep(lent.database())) {
            return upkeep.run();
        }
    }

    @Test
    void an_empty_index_is_filled_as_after_a_migration_or_a_restore() {
        for (int number = 0; number < 230; number++) {
            books.add("Book " + number, "Ender's Author");
        }
        assertThat(upkeep()).isZero();

        lent.run("DELETE FROM book_search");
        lent.run(
                lent.engine() == Engine.SQLITE
                        ? "INSERT INTO book_search_tokens (book_search_tokens) VALUES ('delete-all')"
                        : "DELETE FROM book_search_tokens");
        lent.run("UPDATE books SET search_key = 'book ' || title || ' ender''s author'");
        assertThat(books.titles("enders")).isEmpty();

        assertThat(upkeep()).isEqualTo(230);
        assertThat(books.titles("enders")).hasSize(230);
        assertThat(upkeep()).isZero();
    }

    @Test
    void what_an_older_program_added_changed_or_removed_beside_this_one_is_found_afterwards() {
        books.add("Aaa", "First");
        UUID changed = books.add("Changed", "First");
        UUID removed = books.add("Removed", "First");
        // the older program knows no index
        lent.run("UPDATE books SET search_key = 'j. k. anew', version = version + 1 WHERE id = '" + changed + "'");
        lent.run("DELETE FROM books WHERE id = '" + removed + "'");

        assertThat(upkeep()).isEqualTo(1);
        assertThat(books.titles("jk anew")).containsExactly("Changed");
        assertThat(books.titles("first")).containsExactly("Aaa");
        books.add("Next", "Second");
        assertThat(books.titles("second")).containsExactly("Next");
        assertThat(books.titles("removed")).isEmpty();
    }

    @Test
    void the_version_that_readers_see_stays() {
        UUID id = books.add("Aaa", "First");
        lent.run("DELETE FROM book_search");

        upkeep();

        assertThat(books.catalogue.book(id).version()).isEqualTo(1);
        books.catalogue.change(books.mary, id, OptionalLong.of(1), facts -> Drafts.book("Bbb", "First"));
        assertThat(lent.query("SELECT version FROM book_search")).isEqualTo(List.of("2"));
    }

    @Test
    void rows_that_are_numbered_anew_are_still_found() {
        UUID first = books.add("Aaa", "First");
        for (int number = 0; number < 20; number++) {
            books.add("Book " + number, "Somebody");
        }
        books.catalogue.remove(books.mary, first, OptionalLong.empty());
        List<String> before = books.titles("somebody");

        lent.run("VACUUM");

        assertThat(books.titles("somebody")).hasSize(20).isEqualTo(before);
        assertThat(books.titles("first")).isEmpty();
        assertThat(upkeep()).isZero();
    }

    @Test
    void books_of_one_title_and_author_are_known_again_after_a_restore() {
        UUID first = books.add("Dune", "Frank Herbert");
        UUID second = books.add("DUNE", "Frank Herbert");
        books.add("Dune", "Somebody else");
        assertThat(twins()).containsExactlyInAnyOrder(first.toString(), second.toString());
        lent.run("DELETE FROM book_twins");

        upkeep();

        assertThat(twins()).containsExactlyInAnyOrder(first.toString(), second.toString());
    }

    @Test
    void books_that_an_older_program_made_different_are_no_twins_any_more() {
        UUID first = books.add("Dune", "Frank Herbert");
        books.add("Dune", "Frank Herbert");
        lent.run("UPDATE books SET title_key = 'dune messiah', version = version + 1 WHERE id = '" + first + "'");

        upkeep();

        assertThat(twins()).isEmpty();
    }

    @Test
    void a_book_that_somebody_holds_is_brought_in_once_it_is_free() throws SQLException {
        UUID held = books.add("Held", "Somebody");
        books.add("Free", "Somebody");
        lent.run("DELETE FROM book_search");
        if (lent.engine() == Engine.POSTGRESQL) {
            try (Connection holder = lent.connect();
                    var statement = holder.createStatement()) {
                holder.setAutoCommit(false);
                statement.executeUpdate("UPDATE books SET page_count = 7 WHERE id = '" + held + "'");
                assertThat(upkeep()).as("nobody waits for it").isEqualTo(1);
                holder.rollback();
            }
        }

        assertThat(upkeep()).isEqualTo(lent.engine() == Engine.POSTGRESQL ? 1 : 2);
        assertThat(books.titles("somebody")).containsExactly("Free", "Held");
    }

    @Test
    void books_that_are_changed_and_removed_meanwhile_are_found_as_they_are_then() throws Exception {
        List<UUID> ids = new ArrayList<>();
        for (int number = 0; number < 400; number++) {
            ids.add(books.add("Old" + number, "Somebody"));
        }
        lent.run("DELETE FROM book_search");
        try (ExecutorService beside = Executors.newSingleThreadExecutor()) {
            Future<?> edits = beside.submit(() -> {
                for (int number = 0; number < 400; number += 10) {
                    BookDraft renamed = Drafts.book("New" + number, "Somebody");
                    books.catalogue.change(books.mary, ids.get(number), OptionalLong.empty(), facts -> renamed);
                    books.catalogue.remove(books.mary, ids.get(number + 1), OptionalLong.empty());
                }
            });
            upkeep();
            edits.get();
        }
        upkeep();

        assertThat(books.titles("new")).hasSize(40);
        assertThat(books.titles("old")).hasSize(320);
        assertThat(lent.query("SELECT count(*) FROM book_search")).containsExactly("360");
        assertThat(upkeep()).isZero();
    }

    @Test
    void books_that_were_added_at_one_moment_are_known_as_twins_after_the_next_runs() {
        try (SearchUpkeep upkeep = new SearchUpkeep(lent.database())) {
            upkeep.run();
            UUID first = books.add("Dune", "Frank Herbert");
            UUID second = books.add("Dune", "Frank Herbert");
            lent.run("DELETE FROM book_twins");

            upkeep.run();

            assertThat(twins()).containsExactlyInAnyOrder(first.toString(), second.toString());
        }
    }

    @Test
    void old_books_are_looked_at_again_by_a_new_process_and_not_in_every_run() {
        books.add("Dune", "Frank Herbert");
        books.add("Dune", "Frank Herbert");
        try (SearchUpkeep upkeep = new SearchUpkeep(lent.database())) {
            upkeep.run();
            upkeep.run();
            lent.run("DELETE FROM book_twins");
            upkeep.run();
            assertThat(twins()).isEmpty();
        }
        upkeep();
        assertThat(twins()).hasSize(2);
    }

    @Test
    void twins_are_looked_for_in_pages() {
        String numbers = "(WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < "
                + (TwinUpkeep.PAGE + 50) + ") SELECT n FROM c) numbers";
        String id = "'00000000-0000-7000-8000-' || substr(CAST(100000000000 + n AS text), 1, 12)";
        lent.run("INSERT INTO books (id, title, title_key, author_key, author_sort_key, search_key, contributors,"
                + " series, identifiers, version, created_at, updated_at) SELECT "
                + (lent.engine() == Engine.POSTGRESQL ? "CAST(" + id + " AS uuid)" : id)
                + ", 'x', 'book ' || (n / 2), 'y', 'y', 'book', '[]', '[]', '{}', 1,"
                + " '2024-01-01T00:00:00.000000Z', '2024-01-01T00:00:00.000000Z' FROM " + numbers);

        upkeep();
        assertThat(twins()).hasSize(TwinUpkeep.PAGE + 48);

        lent.run("UPDATE books SET title_key = 'other ' || CAST(id AS text), version = version + 1");
        upkeep();
        assertThat(twins()).isEmpty();
    }

    private List<String> twins() {
        return lent.query("SELECT book_id FROM book_twins");
    }
}
