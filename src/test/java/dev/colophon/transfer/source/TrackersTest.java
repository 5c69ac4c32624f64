package dev.colophon.transfer.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.BookDraft.Contributor;
import dev.colophon.catalogue.BookDraft.Role;
import dev.colophon.catalogue.BookDraft.SeriesPosition;
import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.EntryFacts.Ownership;
import dev.colophon.shelf.Read.Outcome;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.intake.ShelfDraft;
import dev.colophon.shelf.intake.ShelfDraft.Read;
import dev.colophon.shelf.intake.ShelfDraft.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What StoryGraph, BookWyrm, Hardcover and Openreads write, quirk by quirk. */
class TrackersTest {
    private static final String LANTERNS = "Hollow Lanterns";
    private static final String STORYGRAPH = "Title,Authors,ISBN/UID,Read Status,Dates Read,Star Rating\n";

    @SuppressWarnings("NullAway.Init")
    @TempDir
    Path folder;

    @Test
    void a_row_of_storygraph_has_its_people_and_its_answers() throws IOException {
        Drafts file = Drafts.ofFixture("storygraph.csv");
        ShelfDraft shelf = file.shelf(LANTERNS);

        assertThat(file.system()).isEqualTo(SourceSystem.STORYGRAPH);
        assertThat(file.fileNotes()).containsExactly("StoryGraph export with 23 columns.");
        assertThat(file.book(LANTERNS).contributors())
                .containsExactly(
                        new Contributor("Ida Muster", Role.AUTHOR),
                        new Contributor("Max Probe", Role.TRANSLATOR),
                        new Contributor("Olga Beispiel", Role.NARRATOR),
                        new Contributor("Jo Doe", Role.AUTHOR));
        assertThat(shelf.format()).isEqualTo(Format.AUDIOBOOK);
        assertThat(shelf.rating()).isEqualTo(17);
        assertThat(shelf.review()).isEqualTo("Good, **very** good.");
        assertThat(shelf.ownership()).isEqualTo(Ownership.OWNED);
        assertThat(shelf.tags()).containsExactly(new Tag("winter", null), new Tag("sci-fi", null));
        assertThat(shelf.privateNote())
                .isEqualTo("Moods: dark, tense\nPace: fast\nCharacter- or Plot-Driven?: Plot\n"
                        + "Strong Character Development?: Yes\nContent Warnings: Grief");
    }

    @Test
    void the_dates_of_storygraph_are_ranges_or_finishes_and_its_count_may_be_larger() throws IOException {
        Drafts file = Drafts.ofFixture("storygraph.csv");

        assertThat(file.shelf(LANTERNS).reads())
                .containsExactly(
                        new Read(null, null, Outcome.FINISHED),
                        new Read(day("2019-05-01"), day("2019-05-20"), Outcome.FINISHED),
                        new Read(null, day("2020-07-07"), Outcome.FINISHED),
                        new Read(day("2021-02-01"), day("2021-02-20"), Outcome.FINISHED));
        assertThat(file.shelf("A Lost Zero").reads()).containsExactly(new Read(day("2021-03-01"), null, null));
        assertThat(file.shelf("Of the Kindle").reads())
                .containsExactly(new Read(day("2021-04-01"), day("2021-04-09"), Outcome.DNF));
        assertThat(file.shelf("Без номера").reads()).containsExactly(new Read(null, null, Outcome.FINISHED));
    }

    @ParameterizedTest
    @CsvSource({"2021-02-01-2021-02-20", "2021/02/01-2021/02/20", "2021/02/01 - 2021/02/20"})
    void a_range_is_read_with_hyphens_in_its_days_too(String cell) throws IOException {
        assertThat(storygraph("A,B,,read," + cell + ",").shelf("A").reads())
                .containsExactly(new Read(day("2021-02-01"), day("2021-02-20"), Outcome.FINISHED));
    }

    @Test
    void half_a_date_of_storygraph_is_told_and_not_completed() throws IOException {
        Drafts file = storygraph("A,B,,read,2021/02,");

        assertThat(file.shelf("A").reads()).containsExactly(new Read(null, null, Outcome.FINISHED));
        assertThat(file.notes("A")).anyMatch(note -> note.startsWith("Dates Read holds something"));
    }

    @ParameterizedTest
    @CsvSource({
        "Hollow Lanterns, 9781000000016,,",
        "The Second Lamp, 9781000000023,,",
        "A Lost Zero, 9780142402504,,",
        "Of the Kindle,, asin, B07MNWKF2M",
        "By a Number,, goodreads, 38549081",
        "By a Code,, storygraph, 3fa85f64-5717-4562-b3fc-2c963f66afa6",
    })
    void the_uid_of_storygraph_is_told_by_its_shape(String title, String isbn13, String scheme, String value)
            throws IOException {
        var book = Drafts.ofFixture("storygraph.csv").book(title);

        assertThat(book.isbn13()).isEqualTo(isbn13);
        if (scheme == null) {
            assertThat(book.identifiers()).isEmpty();
        } else {
            assertThat(book.identifiers()).containsEntry(scheme, value);
        }
    }

    @ParameterizedTest
    @CsvSource({"9781000000017", "9.78E+12", "?!"})
    void a_uid_that_says_nothing_is_told(String uid) throws IOException {
        Drafts file = storygraph("A,B," + uid + ",read,,");

        assertThat(file.book("A").isbn13()).isNull();
        assertThat(file.book("A").identifiers()).isEmpty();
        assertThat(file.notes("A")).anyMatch(note -> note.startsWith("ISBN/UID is neither"));
    }

    @Test
    void a_row_of_storygraph_with_a_tag_alone_is_kept() throws IOException {
        Drafts file = Drafts.ofFixture("storygraph.csv");

        assertThat(file.shelf("By a Code").status()).isEqualTo(Status.WANT);
        assertThat(file.shelf("By a Code").tags()).containsExactly(new Tag("only-a-tag", null));
        assertThat(file.notes("By a Code")).anyMatch(note -> note.startsWith("Read Status is empty"));
        assertThat(file.shelf("By a Number").status()).isEqualTo(Status.PAUSED);
        assertThat(file.shelf("The Second Lamp").rating()).isNull();
    }

    @Test
    void an_early_export_of_storygraph_is_known() throws IOException {
        Drafts file = Drafts.of(Files.writeString(
                folder.resolve("early.csv"),
                "Title,Author,ISBN,Read Status,Star Rating,Last Date Read\nA,Ida Muster,100000001X,read,4.0,\n"));

        assertThat(file.system()).isEqualTo(SourceSystem.STORYGRAPH);
        assertThat(file.book("A").isbn13()).isEqualTo("9781000000016");
        assertThat(file.book("A").contributors()).hasSize(1);
    }

    @Test
    void a_row_of_bookwyrm_has_its_read_its_review_and_its_numbers() throws IOException {
        Drafts file = Drafts.ofFixture("bookwyrm.csv");
        ShelfDraft shelf = file.shelf(LANTERNS);

        assertThat(file.system()).isEqualTo(SourceSystem.BOOKWYRM);
        assertThat(file.fileNotes()).containsExactly("BookWyrm export with 29 columns.");
        assertThat(file.book(LANTERNS).identifiers())
                .containsOnlyKeys("bookwyrm", "goodreads", "oclc", "openlibrary")
                .containsEntry("bookwyrm", "https://books.example/book/11");
        assertThat(file.book(LANTERNS).pageCount()).isEqualTo(321);
        assertThat(shelf.reads()).containsExactly(new Read(day("2021-01-02"), day("2021-01-20"), Outcome.FINISHED));
        assertThat(shelf.rating()).isEqualTo(14);
        assertThat(shelf.review()).isEqualTo("**Light**\n\nIt ends.\n\nWell.");
        assertThat(shelf.reviewSpoiler()).isTrue();
        assertThat(shelf.addedOn()).isEqualTo("2021-01-20");
        assertThat(shelf.tags()).isEmpty();
    }

    @Test
    void what_bookwyrm_stopped_is_not_finished_and_a_shelf_of_its_own_is_a_tag() throws IOException {
        Drafts file = Drafts.ofFixture("bookwyrm.csv");

        assertThat(file.shelf("Left Behind").status()).isEqualTo(Status.DNF);
        assertThat(file.shelf("Left Behind").reads())
                .containsExactly(new Read(day("2021-02-01"), day("2021-02-09"), Outcome.DNF));
        assertThat(file.shelf("On a Shelf of Mine").status()).isEqualTo(Status.READING);
        assertThat(file.shelf("On a Shelf of Mine").tags()).containsExactly(new Tag("Summer 2021", null));
        assertThat(file.shelf("On a Shelf of Mine").reads()).containsExactly(new Read(day("2021-03-01"), null, null));
        assertThat(file.notes("On a Shelf of Mine")).anyMatch(note -> note.startsWith("shelf is no shelf"));
        assertThat(file.shelf("Wanted").reads()).isEmpty();
    }

    @Test
    void a_row_of_hardcover_has_its_edition_its_people_and_its_lists() throws IOException {
        Drafts file = Drafts.ofFixture("hardcover.csv");
        var book = file.book(LANTERNS);
        ShelfDraft shelf = file.shelf(LANTERNS);

        assertThat(file.system()).isEqualTo(SourceSystem.HARDCOVER);
        assertThat(file.fileNotes()).containsExactly("Hardcover export with 37 columns.");
        assertThat(book.contributors())
                .containsExactly(
                        new Contributor("Max Probe", Role.TRANSLATOR),
                        new Contributor("Olga Beispiel", Role.NARRATOR),
                        new Contributor("Ida Muster", Role.AUTHOR));
        assertThat(book.series())
                .containsExactly(new SeriesPosition("Lantern", "1"), new SeriesPosition("Lamps", "0.5"));
        assertThat(book.identifiers()).containsOnlyKeys("hardcover_edition");
        assertThat(book.language()).isEqualTo("en");
        assertThat(book.publisher()).isEqualTo("Muster, Straus and Probe");
        assertThat(book.publishedOn()).isEqualTo("1986-04-01");
        assertThat(book.durationSeconds()).isEqualTo(25_686);
        assertThat(shelf.format()).isEqualTo(Format.AUDIOBOOK);
        assertThat(shelf.tags()).containsExactly(new Tag("winter", null), new Tag("Shelved By Light", 19));
        assertThat(shelf.reads()).containsExactly(new Read(day("2025-01-01"), day("2025-01-23"), Outcome.FINISHED));
        assertThat(shelf.reviewSpoiler()).isTrue();
        assertThat(shelf.privateNote()).isEqualTo("lent to Jo");
        assertThat(shelf.ownership()).isEqualTo(Ownership.OWNED);
    }

    @Test
    void the_words_of_hardcover_for_a_status_vary_and_ignored_books_are_left_out() throws IOException {
        Drafts file = Drafts.ofFixture("hardcover.csv");

        assertThat(file.shelf("Given Up").status()).isEqualTo(Status.DNF);
        assertThat(file.shelf("Given Up").reads()).containsExactly(new Read(day("2025-02-01"), null, Outcome.DNF));
        assertThat(file.shelf("Given Up").format()).isEqualTo(Format.HARDCOVER);
        assertThat(file.shelf("Stopped").status()).isEqualTo(Status.DNF);
        assertThat(file.shelf("Stopped").format()).isNull();
        assertThat(file.mapping("line 5").rejection()).isEqualTo("left_out");
        assertThat(file.book("Without an Edition").identifiers())
                .containsEntry("hardcover", "2444")
                .containsEntry("asin", "B0036G94XY");
    }

    @Test
    void a_row_of_openreads_has_every_read() throws IOException {
        Drafts file = Drafts.ofFixture("openreads.csv");
        ShelfDraft shelf = file.shelf(LANTERNS);

        assertThat(file.system()).isEqualTo(SourceSystem.OPENREADS);
        assertThat(file.fileNotes()).containsExactly("Openreads export with 20 columns.");
        assertThat(file.book(LANTERNS).subtitle()).isEqualTo("A Novel");
        assertThat(file.book(LANTERNS).description()).contains("Two lamps,");
        assertThat(file.book(LANTERNS).identifiers()).containsEntry("openlibrary", "OL101M");
        assertThat(shelf.reads())
                .containsExactly(
                        new Read(day("2020-01-01"), day("2020-01-09"), Outcome.FINISHED),
                        new Read(day("2021-02-01"), day("2021-02-20"), Outcome.FINISHED),
                        new Read(null, day("2022-03-03"), Outcome.FINISHED));
        assertThat(shelf.tags())
                .containsExactly(new Tag("winter", null), new Tag("a, b", null), new Tag("favourite", null));
        assertThat(shelf.review()).isEqualTo("Good.\nVery.");
        assertThat(shelf.privateNote()).isEqualTo("on the left");
        assertThat(shelf.rating()).isEqualTo(18);
        assertThat(shelf.addedOn()).isEqualTo("2020-01-01");
    }

    @Test
    void openreads_has_a_bin_and_words_of_its_own() throws IOException {
        Drafts file = Drafts.ofFixture("openreads.csv");

        assertThat(file.shelf("Under Way").reads()).containsExactly(new Read(day("2023-01-01"), null, null));
        assertThat(file.shelf("Given Up").reads())
                .containsExactly(new Read(day("2023-02-01"), day("2023-02-03"), Outcome.DNF));
        assertThat(file.shelf("Planned").status()).isEqualTo(Status.WANT);
        assertThat(file.shelf("Planned").format()).isNull();
        assertThat(file.mapping("line 7").rejection()).isEqualTo("left_out");
    }

    private Drafts storygraph(String row) throws IOException {
        return Drafts.of(Files.writeString(folder.resolve("storygraph.csv"), STORYGRAPH + row + "\n"));
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}
