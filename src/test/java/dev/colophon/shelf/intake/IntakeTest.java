package dev.colophon.shelf.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookView;
import dev.colophon.catalogue.Catalogue;
import dev.colophon.catalogue.Drafts;
import dev.colophon.catalogue.Readers;
import dev.colophon.database.Database;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.EntryFacts.Ownership;
import dev.colophon.shelf.EntryView;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.Read;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Shelf.Day;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.action.Reads;
import dev.colophon.shelf.intake.Intake.Outcome;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import dev.colophon.web.session.Caller;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EveryDatabase
class IntakeTest {
    private static final String ISBN = "9780306406157";
    private static final String OTHER_ISBN = "9780804429573";

    private TestDatabase lent;
    private Database database;
    private Intake intake;
    private Shelf shelf;
    private Catalogue catalogue;
    private Caller mary;
    private Caller john;

    @BeforeEach
    void prepare(TestDatabase lent) {
        this.lent = lent;
        database = lent.database();
        intake = new Intake(database, Clock.systemUTC(), List.of());
        shelf = new Shelf(database, Clock.systemUTC(), List.of());
        catalogue = new Catalogue(database, Clock.systemUTC());
        mary = Readers.add(lent, "mary");
        john = Readers.add(lent, "john");
    }

    private Intake.Result take(Caller reader, BookDraft book, ShelfDraft draft) {
        return database.write(session -> intake.take(session, reader.id(), book, draft));
    }

    private EntryView entry(Intake.Result result) {
        return shelf.entry(mary.id(), result.entryId());
    }

    private long books() {
        return Long.parseLong(lent.query("SELECT count(*) FROM books").getFirst());
    }

    private static ShelfDraft full() {
        return ShelfDraft.of(
                Status.READ,
                EntryFacts.NONE.with(facts -> {
                    facts.format = Format.EBOOK;
                    facts.ownership = Ownership.OWNED;
                    facts.copies = 2;
                    facts.condition = "like new";
                    facts.rating = new Rating(17);
                    facts.review = "Good\n\nindeed";
                    facts.reviewSpoiler = true;
                    facts.privateNote = "mine alone";
                    facts.addedOn = LocalDate.of(2020, 2, 29);
                }),
                List.of(new ShelfDraft.Tag("Sci-Fi", 3), new ShelfDraft.Tag("été", null)),
                List.of(Drafts.finished(null, null), Drafts.finished("2020-03-01", "2020-03-09")));
    }

    @Test
    void everything_that_a_draft_says_arrives() {
        Intake.Result result = take(mary, Drafts.book("Emma", "Jane Austen", ISBN, Map.of("goodreads", "7")), full());

        EntryView entry = entry(result);
        assertThat(result.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(result.notes()).isEmpty();
        assertThat(entry.status()).isEqualTo(Status.READ);
        assertThat(entry.facts().format()).isEqualTo(Format.EBOOK);
        assertThat(entry.facts().ownership()).isEqualTo(Ownership.OWNED);
        assertThat(entry.facts().copies()).isEqualTo(2);
        assertThat(entry.facts().condition()).isEqualTo("like new");
        assertThat(entry.facts().rating()).isEqualTo(new Rating(17));
        assertThat(entry.facts().review()).isEqualTo("Good\n\nindeed");
        assertThat(entry.facts().reviewSpoiler()).isTrue();
        assertThat(entry.facts().privateNote()).isEqualTo("mine alone");
        assertThat(entry.facts().addedOn()).isEqualTo("2020-02-29");
        assertThat(entry.tags().text()).isEqualTo("[\"été\",\"Sci-Fi\"]");
        assertThat(entry.reads()).hasSize(2);
        assertThat(entry.reads().getFirst().finishedOn()).isNull();
        assertThat(entry.reads().getLast().startedOn()).isEqualTo("2020-03-01");
        assertThat(entry.reads().getLast().source()).isEqualTo(Read.Source.IMPORT);
        assertThat(entry.book().authors()).containsExactly("Jane Austen");
        BookView book = catalogue.book(entry.book().id());
        assertThat(book.isbn10()).isEqualTo("0306406152");
        assertThat(book.identifiers().text()).isEqualTo("{\"goodreads\":\"7\"}");
        assertThat(lent.query("SELECT position FROM userbook_tags WHERE position IS NOT NULL"))
                .containsExactly("3");
    }

    @Test
    void the_same_draft_again_changes_nothing() {
        BookDraft book = Drafts.book("Emma", "Jane Austen", ISBN, Map.of("goodreads", "7"));
        Intake.Result first = take(mary, book, full());
        String before = entry(first).toString();

        Intake.Result second = take(mary, book, full());

        assertThat(second.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(second.entryId()).isEqualTo(first.entryId());
        assertThat(entry(second).toString()).isEqualTo(before);
        assertThat(books()).isEqualTo(1);
    }

    @Test
    void a_draft_without_any_number_is_found_again_by_title_and_author() {
        take(mary, Drafts.book("L’Étranger", "Albert  Camus"), Drafts.shelf(Status.WANT));
        Intake.Result again = take(mary, Drafts.book("l'etranger", "ALBERT CAMUS"), Drafts.shelf(Status.WANT));
        take(mary, Drafts.book("Nobody's", ""), Drafts.shelf(Status.WANT));
        Intake.Result nobody = take(mary, Drafts.book("Nobody's", ""), Drafts.shelf(Status.WANT));

        assertThat(again.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(nobody.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(books()).isEqualTo(2);
    }

    @Test
    void another_edition_or_another_author_is_another_book() {
        take(mary, Drafts.book("Dune", "Frank Herbert", ISBN, Map.of()), Drafts.shelf(Status.READ));
        take(mary, Drafts.book("Dune", "Frank Herbert", OTHER_ISBN, Map.of()), Drafts.shelf(Status.READ));
        take(mary, Drafts.book("Dune", "Brian Herbert"), Drafts.shelf(Status.READ));
        take(mary, Drafts.book("Emma", "Jane Austen", null, Map.of("goodreads", "1")), Drafts.shelf(Status.READ));
        take(mary, Drafts.book("Emma", "Jane Austen", null, Map.of("goodreads", "2")), Drafts.shelf(Status.READ));

        assertThat(books()).isEqualTo(5);
    }

    @Test
    void an_identifier_counts_more_than_the_isbn() {
        Intake.Result first = take(
                mary, Drafts.book("Dune", "Frank Herbert", null, Map.of("goodreads", "1")), Drafts.shelf(Status.WANT));
        take(mary, Drafts.book("Emma", "Jane Austen", ISBN, Map.of()), Drafts.shelf(Status.WANT));

        Intake.Result both = take(
                mary, Drafts.book("Dune", "Frank Herbert", ISBN, Map.of("goodreads", "1")), Drafts.shelf(Status.WANT));

        assertThat(both.entryId()).isEqualTo(first.entryId());
        assertThat(both.outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void two_readers_share_the_book_and_nothing_else() {
        take(mary, Drafts.book("Emma", "Jane Austen", ISBN, Map.of()), full());
        Intake.Result johns = take(
                john, Drafts.book("Emma!", "J. Austen", ISBN, Map.of("storygraph", "x")), Drafts.shelf(Status.WANT));

        EntryView entry = shelf.entry(john.id(), johns.entryId());
        assertThat(johns.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(entry.book().title()).isEqualTo("Emma");
        assertThat(entry.facts().review()).isNull();
        assertThat(entry.tags().text()).isEqualTo("[]");
        assertThat(catalogue.book(entry.book().id()).identifiers().text()).isEqualTo("{\"storygraph\":\"x\"}");
        assertThat(books()).isEqualTo(1);
    }

    @Test
    void gaps_are_filled_and_nothing_is_overwritten() {
        BookDraft book = Drafts.book("Emma", "Jane Austen", null, Map.of("goodreads", "7"));
        Intake.Result first = take(mary, book, Drafts.shelf(Status.READ));
        shelf.changeFacts(
                mary.id(), first.entryId(), OptionalLong.empty(), facts -> facts.with(it -> it.rating = new Rating(4)));

        Intake.Result second = take(mary, Drafts.book("EMMA", "x", ISBN, Map.of("goodreads", "7")), full());

        EntryView entry = entry(second);
        assertThat(second.outcome()).isEqualTo(Outcome.UPDATED);
        assertThat(entry.facts().rating()).isEqualTo(new Rating(4));
        assertThat(entry.facts().review()).isEqualTo("Good\n\nindeed");
        assertThat(entry.reviewedAt()).isNotNull();
        assertThat(entry.facts().format()).isEqualTo(Format.EBOOK);
        assertThat(entry.facts().condition()).isEqualTo("like new");
        assertThat(entry.reads()).hasSize(2);
        assertThat(entry.book().title()).isEqualTo("Emma");
        assertThat(entry.book().isbn13()).isEqualTo(ISBN);
        assertThat(take(mary, book, full()).outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void a_finished_book_is_never_moved_back() {
        BookDraft book = Drafts.book("Emma", "Jane Austen");
        Intake.Result first = take(mary, book, Drafts.shelf(Status.READ, Drafts.finished(null, "2020-01-05")));

        for (Status status : List.of(Status.READING, Status.WANT, Status.PAUSED, Status.DNF)) {
            Intake.Result again = take(mary, book, Drafts.shelf(status));
            assertThat(entry(again).status()).as("%s", status).isEqualTo(Status.READ);
        }
        assertThat(entry(first).reads()).hasSize(1);
    }

    @Test
    void a_book_that_was_read_since_moves_forward() {
        BookDraft book = Drafts.book("Emma", "Jane Austen");
        take(mary, book, Drafts.shelf(Status.WANT));
        Intake.Result reading = take(mary, book, Drafts.shelf(Status.READING, Drafts.open("2024-01-01")));
        assertThat(reading.outcome()).isEqualTo(Outcome.UPDATED);
        assertThat(entry(reading).reads().getFirst().startedOn()).isEqualTo("2024-01-01");

        Intake.Result read = take(mary, book, Drafts.shelf(Status.READ, Drafts.finished(null, "2024-01-09")));

        assertThat(entry(read).status()).isEqualTo(Status.READ);
        assertThat(entry(read).reads()).hasSize(1);
        assertThat(entry(read).reads().getFirst().startedOn()).isEqualTo("2024-01-01");
        assertThat(entry(read).reads().getFirst().finishedOn()).isEqualTo("2024-01-09");
    }

    @Test
    void a_book_that_is_read_again_is_left_alone() {
        BookDraft book = Drafts.book("Emma", "Jane Austen");
        ShelfDraft draft = Drafts.shelf(Status.READ, Drafts.finished(null, "2020-01-05"));
        Intake.Result first = take(mary, book, draft);
        new Reads(shelf).changeStatus(mary.id(), first.entryId(), OptionalLong.empty(), Status.READING, Day.TODAY);

        assertThat(take(mary, book, draft).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(entry(first).status()).isEqualTo(Status.READING);
    }

    @Test
    void a_corrected_date_does_not_come_back_as_another_read() {
        BookDraft book = Drafts.book("Emma", "Jane Austen");
        ShelfDraft draft = Drafts.shelf(Status.READ, Drafts.finished(null, "2020-01-05"));
        Intake.Result first = take(mary, book, draft);
        UUID read = entry(first).reads().getFirst().id();
        new Reads(shelf).change(mary.id(), read, old -> old.closed(Read.Outcome.FINISHED, LocalDate.of(2020, 1, 6)));

        Intake.Result again = take(mary, book, draft);

        assertThat(again.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(again.notes()).hasSize(1);
        assertThat(entry(again).reads()).hasSize(1);

        Intake.Result reread = take(
                mary,
                book,
                Drafts.shelf(Status.READ, Drafts.finished(null, null), Drafts.finished(null, "2023-05-05")));
        assertThat(entry(reread).reads())
                .extracting(Read::finishedOn)
                .containsExactly(LocalDate.of(2020, 1, 6), LocalDate.of(2023, 5, 5));
    }

    @Test
    void contradictions_are_settled_with_a_note_and_no_date_is_invented() {
        Intake.Result backwards = take(
                mary, Drafts.book("A", "x"), Drafts.shelf(Status.READ, Drafts.finished("2024-01-09", "2024-01-01")));
        Intake.Result twice = take(
                mary,
                Drafts.book("B", "x"),
                Drafts.shelf(Status.READING, Drafts.open("2024-01-01"), Drafts.open("2024-02-01")));
        Intake.Result wanted = take(mary, Drafts.book("C", "x"), Drafts.shelf(Status.WANT, Drafts.open("2024-01-01")));
        Intake.Result undated = take(mary, Drafts.book("D", "x"), Drafts.shelf(Status.READING));

        assertThat(backwards.notes()).hasSize(1);
        assertThat(entry(backwards).reads().getFirst().startedOn()).isNull();
        assertThat(entry(backwards).reads().getFirst().finishedOn()).isEqualTo("2024-01-01");
        assertThat(twice.notes()).hasSize(1);
        assertThat(entry(twice).reads()).hasSize(1);
        assertThat(entry(twice).reads().getFirst().startedOn()).isEqualTo("2024-02-01");
        assertThat(wanted.notes()).hasSize(1);
        assertThat(entry(wanted).reads()).isEmpty();
        assertThat(entry(undated).reads().getFirst().startedOn()).isNull();
        assertThat(entry(undated).facts().addedOn()).isNull();
    }

    /** Whatever a reader has and a file says, taking the file twice is taking it once. */
    @Test
    void taking_any_draft_twice_is_taking_it_once() {
        for (int seed = 0; seed < 150; seed++) {
            var random = new Random(seed);
            BookDraft book = Drafts.book("Book " + seed, "x");
            take(mary, book, random(random));
            Intake.Result once = take(mary, book, random(random));
            var third = random(random);
            take(mary, book, third);
            String before = entry(once).toString();

            Intake.Result again = take(mary, book, third);

            assertThat(again.outcome()).as("seed %s", seed).isEqualTo(Outcome.UNCHANGED);
            assertThat(entry(again).toString()).as("seed %s", seed).isEqualTo(before);
        }
    }

    private static ShelfDraft random(Random random) {
        ShelfDraft.Read[] reads = new ShelfDraft.Read[random.nextInt(4)];
        for (int index = 0; index < reads.length; index++) {
            reads[index] = new ShelfDraft.Read(
                    day(random),
                    day(random),
                    switch (random.nextInt(3)) {
                        case 0 -> null;
                        case 1 -> Read.Outcome.FINISHED;
                        default -> Read.Outcome.DNF;
                    });
        }
        return Drafts.shelf(Status.values()[random.nextInt(5)], reads);
    }

    private static @org.jspecify.annotations.Nullable LocalDate day(Random random) {
        return random.nextBoolean() ? null : LocalDate.of(2024, 1, 1 + random.nextInt(5));
    }
}
