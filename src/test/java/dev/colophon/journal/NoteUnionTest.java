package dev.colophon.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.Catalogue;
import dev.colophon.catalogue.Drafts;
import dev.colophon.catalogue.Readers;
import dev.colophon.catalogue.care.BookMerge;
import dev.colophon.catalogue.care.BookMerges;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Shelf.Day;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.union.ShelfUnion;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import dev.colophon.web.session.Caller;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@EveryDatabase
class NoteUnionTest {
    private static final String NOTES = "SELECT body, userbook_id FROM notes ORDER BY body";

    @Test
    void notes_of_both_books_are_on_the_one_that_stays_and_go_back_when_it_is_undone(TestDatabase rows) {
        Clock clock = Clock.systemUTC();
        Caller mary = Readers.add(rows, "mary");
        Caller admin = Readers.add(rows, "admin", true);
        Catalogue catalogue = new Catalogue(rows.database(), clock);
        Shelf shelf = new Shelf(rows.database(), clock, List.of());
        UUID keep = catalogue.add(mary, Drafts.book("Emma", "x")).book().id();
        UUID remove = catalogue.add(mary, Drafts.book("Emma!", "x")).book().id();
        note(rows, mary, entry(shelf, mary, keep), "a");
        note(rows, mary, entry(shelf, mary, remove), "b");
        List<String> before = rows.query(NOTES);
        BookMerges merges = new BookMerges(rows.database(), clock, new ShelfUnion(clock, List.of(new NoteUnion())));

        BookMerge merge =
                merges.merge(admin, new BookMerges.Wanted(keep, remove, OptionalLong.empty(), OptionalLong.empty()));

        assertThat(rows.query("SELECT count(*) FROM notes n JOIN userbooks u ON u.id = n.userbook_id"))
                .containsExactly("2");
        assertThat(rows.query("SELECT count(*) FROM userbooks")).containsExactly("1");
        merges.undo(admin, merge.id());
        assertThat(rows.query(NOTES)).isEqualTo(before);
    }

    private static UUID entry(Shelf shelf, Caller mary, UUID book) {
        var wanted = new Shelf.NewEntry(EntryFacts.NONE, Status.WANT, Day.UNKNOWN, List.of());
        return shelf.add(mary.id(), new Shelf.Choice(book, null, null), wanted)
                .entry()
                .id();
    }

    private static void note(TestDatabase rows, Caller mary, UUID entry, String body) {
        rows.run("INSERT INTO notes (id, userbook_id, user_id, kind, body, visibility, search_key, version, created_at,"
                + " updated_at) SELECT '" + UUID.randomUUID() + "', id, '" + mary.id() + "', 'note', '" + body
                + "', 'inherit', 'x', 1, created_at, created_at FROM userbooks WHERE id = '" + entry + "'");
    }
}
