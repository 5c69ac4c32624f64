package dev.colophon.catalogue.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.Drafts;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
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

    private List<String> twins() {
        return lent.query("SELECT book_id FROM book_twins");
    }
}
