package dev.colophon.transfer.goodreads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.BookDraft;
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
import dev.colophon.transfer.cell.DateOrder;
import dev.colophon.transfer.fact.ReadHistory;
import dev.colophon.transfer.file.ReportCells;
import dev.colophon.transfer.row.Header;
import dev.colophon.transfer.row.Mapping;
import dev.colophon.transfer.row.RowCells;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The eleven quirks of Goodreads exports, one by one. */
class GoodreadsRowTest {
    private static final LocalDate MAY_FIRST = LocalDate.of(2020, 5, 1);

    @Test
    void an_isbn_is_unwrapped_from_its_spreadsheet_formula() {
        BookDraft book = book("ISBN", "=\"080442957X\"", "ISBN13", "=\"9780804429573\"");

        assertThat(book.isbn10()).isEqualTo("080442957X");
        assertThat(book.isbn13()).isEqualTo("9780804429573");
    }

    @Test
    void an_empty_isbn_is_none_in_both_spellings() {
        assertThat(book("ISBN", "=\"\"", "ISBN13", "").isbn13()).isNull();
        assertThat(map("ISBN", "=\"\"", "ISBN13", "").notes()).isEmpty();
    }

    @Test
    void a_missing_isbn_13_is_derived_from_the_10() {
        assertThat(book("ISBN", "0-8044-2957-X").isbn13()).isEqualTo("9780804429573");
    }

    @Test
    void a_wrong_check_digit_is_noted_and_not_used() {
        Mapping mapping = map("ISBN", "0804429570", "ISBN13", "9780804429573");

        assertThat(draft(mapping).isbn10()).isEqualTo("080442957X");
        assertThat(draft(mapping).isbn13()).isEqualTo("9780804429573");
        assertThat(mapping.notes()).anyMatch(note -> note.contains("wrong check digit"));
    }

    @ParameterizedTest
    @CsvSource({
        "9.79E+12, rounded by a spreadsheet",
        "'9,78014E+12', rounded by a spreadsheet",
        "'=\"AlexisGlyn\"', is not an ISBN",
        "0000000000, wrong check digit",
    })
    void what_is_no_isbn_is_noted(String cell, String note) {
        Mapping mapping = map("ISBN13", cell);

        assertThat(draft(mapping).isbn13()).isNull();
        assertThat(mapping.notes()).anyMatch(each -> each.contains(note));
    }

    @Test
    void leading_zeros_that_a_spreadsheet_dropped_are_restored() {
        Mapping mapping = map("ISBN", "142402494");

        assertThat(draft(mapping).isbn10()).isEqualTo("0142402494");
        assertThat(mapping.notes()).anyMatch(note -> note.contains("leading zeros"));
    }

    @Test
    void two_isbns_of_different_books_leave_the_longer_one() {
        Mapping mapping = map("ISBN", "0142402494", "ISBN13", "9780804429573");

        assertThat(draft(mapping).isbn10()).isEqualTo("080442957X");
        assertThat(draft(mapping).isbn13()).isEqualTo("9780804429573");
        assertThat(mapping.notes()).anyMatch(note -> note.contains("different books"));
    }

    @ParameterizedTest
    @CsvSource({
        "read, READ",
        "to-read, WANT",
        "currently-reading, READING",
        "did-not-finish, DNF",
        "dnf, DNF",
        "abandoned, DNF",
        "gave-up-on, DNF",
        "Dropped, DNF",
        "on-hold, PAUSED",
        "paused, PAUSED",
    })
    void the_exclusive_shelf_is_the_status(String shelf, Status status) {
        Mapping mapping = map("Exclusive Shelf", shelf, "Bookshelves", shelf);

        assertThat(shelf(mapping).status()).isEqualTo(status);
        assertThat(shelf(mapping).tags()).isEmpty();
    }

    @Test
    void an_unknown_exclusive_shelf_becomes_a_tag_and_is_told() {
        Mapping mapping = map("Exclusive Shelf", "leseliste-2020");

        assertThat(shelf(mapping).status()).isEqualTo(Status.WANT);
        assertThat(shelf(mapping).tags()).containsExactly(new Tag("leseliste-2020", null));
        assertThat(mapping.notes()).anyMatch(note -> note.startsWith("Exclusive Shelf"));
    }

    @Test
    void an_unknown_exclusive_shelf_with_a_finish_is_read() {
        Mapping mapping = map("Exclusive Shelf", "best-of", "Date Read", "2020/05/01");

        assertThat(shelf(mapping).status()).isEqualTo(Status.READ);
        assertThat(shelf(mapping).reads()).containsExactly(new Read(null, MAY_FIRST, Outcome.FINISHED));
    }

    @Test
    void shelves_become_tags_with_positions_and_without_the_status() {
        ShelfDraft shelf = shelf(map(
                "Exclusive Shelf",
                "to-read",
                "Bookshelves",
                "books, to-read, Sci-Fi",
                "Bookshelves with positions",
                "books (#3), to-read (#80), Sci-Fi (#1)"));

        assertThat(shelf.tags()).containsExactly(new Tag("books", 3), new Tag("Sci-Fi", 1));
    }

    @Test
    void a_hand_edited_file_that_repeats_the_status_makes_no_tag() {
        assertThat(shelf(map("Exclusive Shelf", "read", "Bookshelves", "read, x"))
                        .tags())
                .containsExactly(new Tag("x", null));
    }

    @Test
    void the_date_read_is_the_finish_and_the_date_added_is_no_start() {
        ShelfDraft shelf = shelf(map("Date Read", "2020/05/01", "Date Added", "2020/04/01"));

        assertThat(shelf.reads()).containsExactly(new Read(null, MAY_FIRST, Outcome.FINISHED));
        assertThat(shelf.addedOn()).isEqualTo(LocalDate.of(2020, 4, 1));
    }

    @Test
    void a_read_book_without_a_date_gets_one_read_without_a_date() {
        assertThat(shelf(map("Exclusive Shelf", "read", "Read Count", "0")).reads())
                .containsExactly(new Read(null, null, Outcome.FINISHED));
    }

    @ParameterizedTest
    @CsvSource({"2019", "2019/05", "2019/02/30", "0000/00/00", "soon", "43831"})
    void half_a_date_is_not_completed(String cell) {
        Mapping mapping = map("Date Read", cell, "Exclusive Shelf", "read");

        assertThat(shelf(mapping).reads()).containsExactly(new Read(null, null, Outcome.FINISHED));
        assertThat(mapping.notes()).anyMatch(note -> note.contains("not a full date"));
    }

    @ParameterizedTest
    @CsvSource({
        "5/1/20, MONTH_FIRST",
        "05/01/2020, MONTH_FIRST",
        "1/5/20, DAY_FIRST",
        "01.05.2020, MONTH_FIRST",
        "2020-05-01, DAY_FIRST",
    })
    void dates_of_a_spreadsheet_are_read_in_the_order_of_the_file(String cell, DateOrder order) {
        assertThat(order.parse(cell)).isEqualTo(MAY_FIRST);
    }

    @Test
    void the_order_of_dates_is_found_in_the_whole_file() {
        var evidence = new DateOrder.Evidence();
        evidence.add("1/5/20");
        assertThat(evidence.order()).isEqualTo(DateOrder.MONTH_FIRST);
        assertThat(evidence.note()).contains("does not prove");

        evidence.add("25/12/19");
        assertThat(evidence.order()).isEqualTo(DateOrder.DAY_FIRST);
        assertThat(evidence.note()).contains("day/month/year").doesNotContain("prove");
    }

    @ParameterizedTest
    @CsvSource({"0,", "'',", "5,20", "3.5,14", "'3,75',15", "6,", "-1,", "good,", "3.1,12"})
    void stars_are_stored_in_quarters(String cell, Integer quarters) {
        assertThat(shelf(map("My Rating", cell)).rating()).isEqualTo(quarters);
    }

    @Test
    void a_rating_of_an_unread_book_is_kept() {
        ShelfDraft shelf = shelf(map("Exclusive Shelf", "to-read", "My Rating", "4"));

        assertThat(shelf.status()).isEqualTo(Status.WANT);
        assertThat(shelf.rating()).isEqualTo(16);
        assertThat(shelf.reads()).isEmpty();
    }

    @Test
    void earlier_reads_have_no_dates() {
        ShelfDraft shelf = shelf(map("Exclusive Shelf", "read", "Read Count", "3", "Date Read", "2020/05/01"));

        assertThat(shelf.reads())
                .containsExactly(
                        new Read(null, null, Outcome.FINISHED),
                        new Read(null, null, Outcome.FINISHED),
                        new Read(null, MAY_FIRST, Outcome.FINISHED));
    }

    @Test
    void a_count_of_one_on_currently_reading_is_the_open_read() {
        assertThat(shelf(map("Exclusive Shelf", "currently-reading", "Read Count", "1"))
                        .reads())
                .containsExactly(new Read(null, null, null));
    }

    @Test
    void a_book_that_is_read_again_keeps_its_earlier_finish() {
        ShelfDraft shelf =
                shelf(map("Exclusive Shelf", "currently-reading", "Read Count", "2", "Date Read", "2020/05/01"));

        assertThat(shelf.reads())
                .containsExactly(new Read(null, MAY_FIRST, Outcome.FINISHED), new Read(null, null, null));
    }

    @Test
    void an_abandoned_book_has_an_abandoned_read() {
        ShelfDraft shelf = shelf(map("Exclusive Shelf", "dnf", "Date Read", "2020/05/01"));

        assertThat(shelf.reads()).containsExactly(new Read(null, MAY_FIRST, Outcome.DNF));
    }

    @Test
    void an_absurd_read_count_is_bounded_and_told() {
        Mapping mapping = map("Exclusive Shelf", "read", "Read Count", "99999");

        assertThat(shelf(mapping).reads()).hasSize(ReadHistory.MAX_READS);
        assertThat(mapping.notes()).anyMatch(note -> note.startsWith("Read Count"));
    }

    @Test
    void read_dates_of_the_enhanced_export_win() {
        ShelfDraft shelf = shelf(map(
                "Exclusive Shelf",
                "read",
                "Read Count",
                "3",
                "Date Read",
                "2020/05/01",
                "read_dates",
                ",2018-02-03;2020-04-20,2020-05-01"));

        assertThat(shelf.reads())
                .containsExactly(
                        new Read(null, null, Outcome.FINISHED),
                        new Read(null, LocalDate.of(2018, 2, 3), Outcome.FINISHED),
                        new Read(LocalDate.of(2020, 4, 20), MAY_FIRST, Outcome.FINISHED));
    }

    @Test
    void a_start_after_its_end_is_left_out_and_told() {
        Mapping mapping = map("Exclusive Shelf", "read", "read_dates", "2021-01-01,2020-05-01");

        assertThat(shelf(mapping).reads()).containsExactly(new Read(null, MAY_FIRST, Outcome.FINISHED));
        assertThat(mapping.notes()).anyMatch(note -> note.contains("start after its end"));
    }

    @Test
    void an_open_read_of_the_enhanced_export_has_its_start() {
        assertThat(shelf(map("Exclusive Shelf", "currently-reading", "read_dates", "2020-05-01,"))
                        .reads())
                .containsExactly(new Read(MAY_FIRST, null, null));
    }

    @Test
    void names_lose_doubled_spaces_and_repetitions() {
        BookDraft book = book(
                "Author", "Brian  McClellan", "Additional Authors", "Brian McClellan, Ilse  Muster, Max Probe, Jr.");

        assertThat(book.contributors())
                .containsExactly(
                        new Contributor("Brian McClellan", Role.AUTHOR),
                        new Contributor("Ilse Muster", Role.AUTHOR),
                        new Contributor("Max Probe, Jr.", Role.AUTHOR));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hollow Lanterns (Lantern, #1)|Hollow Lanterns|Lantern|1",
                "Hollow Lanterns (Lantern #1)|Hollow Lanterns|Lantern|1",
                "Omnibus (Lantern, #1-3)|Omnibus|Lantern|1-3",
                "Prelude (Lantern, #0.8)|Prelude|Lantern|0.8",
                "Nested (Lantern (New), #2)|Nested|Lantern (New)|2",
            })
    void the_series_is_taken_from_the_title(String text, String title, String series, String position) {
        BookDraft book = book("Title", text);

        assertThat(book.title()).isEqualTo(title);
        assertThat(book.series()).containsExactly(new SeriesPosition(series, position));
    }

    @Test
    void several_series_are_separated_by_semicolons() {
        assertThat(book("Title", "Two (Lantern, #6; Witches #2)").series())
                .containsExactly(new SeriesPosition("Lantern", "6"), new SeriesPosition("Witches", "2"));
    }

    @ParameterizedTest
    @CsvSource({"Essays (Illustrated Edition)", "(Lantern #1)", "C# in Brackets", "Unbalanced #1)", "Лес (роман)"})
    void other_brackets_belong_to_the_title(String text) {
        assertThat(book("Title", text).title()).isEqualTo(text);
        assertThat(book("Title", text).series()).isEmpty();
    }

    @Test
    void years_may_be_negative_or_missing_and_publishers_are_trimmed() {
        BookDraft book = book(
                "Original Publication Year",
                "-700",
                "Year Published",
                "",
                "Number of Pages",
                "",
                "Publisher",
                " Muster  Press ");

        assertThat(book.originalYear()).isEqualTo(-700);
        assertThat(book.publishedOn()).isNull();
        assertThat(book.pageCount()).isNull();
        assertThat(book.publisher()).isEqualTo("Muster Press");
    }

    @Test
    void a_review_becomes_markdown_without_anything_active() {
        Mapping mapping = map(
                "My Review",
                "<b>Good</b> &amp; <i>short</i>.<br/><br/><script>alert(1)</script>"
                        + "<a href=\"https://example.org/x\" onclick=\"y()\">here</a> "
                        + "<a href=\"javascript:alert(1)\">there</a> I <3 it"
                        + "<img src=x onerror=alert(1)>");

        assertThat(shelf(mapping).review())
                .isEqualTo("**Good** & *short*.\n\n[here](https://example.org/x) there I <3 it");
        assertThat(shelf(mapping).reviewSpoiler()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"[spoiler]He did it[/spoiler]", "<spoiler>He did it</spoiler>"})
    void marks_of_spoilers_are_kept_and_set_the_flag(String review) {
        ShelfDraft shelf = shelf(map("My Review", review));

        assertThat(shelf.review()).isEqualTo("[spoiler]He did it[/spoiler]");
        assertThat(shelf.reviewSpoiler()).isTrue();
    }

    @Test
    void the_spoiler_column_sets_the_flag_and_private_notes_stay_apart() {
        ShelfDraft shelf = shelf(map("My Review", "x", "Spoiler", "true", "Private Notes", "lent<br/>to Ida"));

        assertThat(shelf.reviewSpoiler()).isTrue();
        assertThat(shelf.review()).isEqualTo("x");
        assertThat(shelf.privateNote()).isEqualTo("lent\nto Ida");
    }

    @Test
    void owned_copies_mean_owned() {
        ShelfDraft shelf = shelf(map("Owned Copies", "2"));

        assertThat(shelf.ownership()).isEqualTo(Ownership.OWNED);
        assertThat(shelf.copies()).isEqualTo(2);
        assertThat(shelf(map("Owned Copies", "0")).ownership()).isEqualTo(Ownership.NONE);
    }

    @Test
    void a_condition_is_taken_and_cut_at_its_limit() {
        assertThat(shelf(map("Condition", " Like  New ")).condition()).isEqualTo("Like New");
        assertThat(shelf(map("Condition", "")).condition()).isNull();

        Mapping mapping = map("Condition", "c".repeat(101));

        assertThat(shelf(mapping).condition()).hasSize(100);
        assertThat(mapping.notes()).anyMatch(note -> note.contains("Condition"));
    }

    @ParameterizedTest
    @CsvSource({
        "Paperback,PAPERBACK",
        "Hardcover,HARDCOVER",
        "Mass Market Paperback,PAPERBACK",
        "Kindle Edition,EBOOK",
        "kindle_edition,EBOOK",
        "Kindle Edition with Audio/Video,EBOOK",
        "ebook,EBOOK",
        "Nook,EBOOK",
        "Audiobook,AUDIOBOOK",
        "Audible Audio,AUDIOBOOK",
        "Audio CD,AUDIOBOOK",
        "Audio Cassette,AUDIOBOOK",
        "Library Binding,HARDCOVER",
        "Board Book,HARDCOVER",
        "Chapbook,PAPERBACK",
        "cloth,HARDCOVER",
        "Unbound,OTHER",
        "Tapa blanda,PAPERBACK",
        "Unknown Binding,",
        "'',",
    })
    void a_binding_becomes_a_format(String binding, Format format) {
        assertThat(shelf(map("Binding", binding)).format()).isEqualTo(format);
    }

    @Test
    void a_book_id_identifies_the_book() {
        assertThat(book("Book Id", "7").identifiers()).containsEntry("goodreads", "7");
        assertThat(map("Book Id", "1.2E+7").notes()).anyMatch(note -> note.startsWith("Book Id"));
    }

    @Test
    void a_garbage_row_is_imported_from_what_is_there() {
        Mapping mapping = map("Title", "Kept", "ISBN", "=\"AlexisGlyn\"", "ISBN13", "=\"Contributor\"");

        assertThat(draft(mapping).title()).isEqualTo("Kept");
        assertThat(mapping.notes()).hasSize(2);
    }

    @Test
    void what_the_catalogue_takes_is_not_cut() {
        String title = "t".repeat(BookDraft.MAX_TITLE);
        String name = "n".repeat(BookDraft.MAX_NAME);
        Mapping mapping = map("Title", title, "Author", name, "Publisher", name, "Owned Copies", "9999");

        assertThat(draft(mapping).title()).isEqualTo(title);
        assertThat(draft(mapping).contributors()).containsExactly(new Contributor(name, Role.AUTHOR));
        assertThat(draft(mapping).publisher()).isEqualTo(name);
        assertThat(shelf(mapping).copies()).isEqualTo(9_999);
        assertThat(mapping.notes()).isEmpty();
    }

    @Test
    void what_the_catalogue_would_refuse_is_cut_and_told() {
        String series = "🐉".repeat(BookDraft.MAX_NAME);
        Mapping mapping = map(
                "Title",
                "t".repeat(2_000) + " (" + series + ", #1)",
                "Author",
                "🐉".repeat(BookDraft.MAX_NAME),
                "Bookshelves",
                "🐉".repeat(60) + ", kept");

        assertThat(draft(mapping).title()).hasSize(BookDraft.MAX_TITLE);
        assertThat(draft(mapping).contributors().getFirst().name()).hasSize(BookDraft.MAX_NAME);
        assertThat(draft(mapping).series().getFirst().name()).hasSize(BookDraft.MAX_NAME);
        assertThat(shelf(mapping).tags()).containsExactly(new Tag("kept", null));
        assertThat(mapping.notes()).hasSize(4);
    }

    @Test
    void a_row_without_a_title_is_rejected_with_a_reason() {
        Mapping mapping = map("Title", "  ", "Author", "Ida Muster");

        assertThat(mapping.book()).isNull();
        assertThat(mapping.rejection()).isEqualTo("no_title");
        assertThat(mapping.notes()).hasSize(1);
    }

    @Test
    void a_row_with_too_many_cells_is_rejected_and_its_raw_row_is_whole() {
        Header header = Header.of(List.of("Book Id", "Title", "My Rating", "Date Read"));
        RowCells cells = new RowCells(header, List.of("1", "A", " B", "5", "2020/05/01"), DateOrder.MONTH_FIRST);

        assertThat(Mapping.of(new GoodreadsRow(), cells).rejection()).isEqualTo("out_of_step");
        assertThat(cells.rawJson()).contains("\"column (5)\":\"2020/05/01\"");
    }

    @ParameterizedTest
    @CsvSource({"'=HYPERLINK(\"http://x\")'", "+1+1", "'-2+3+cmd|x'", "@SUM(1)"})
    void a_formula_is_kept_as_text_and_told(String cell) {
        Mapping mapping = map("Title", cell);

        assertThat(draft(mapping).title()).isEqualTo(cell);
        assertThat(mapping.notes()).anyMatch(note -> note.contains("spreadsheet formula"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"  ", "\t", " \t "})
    void a_padded_row_says_what_it_says_without_padding(String blanks) {
        List<String> row = List.of(
                "ISBN",
                "=\"080442957X\"",
                "ISBN13",
                "=\"9780804429573\"",
                "Original Publication Year",
                "-700",
                "Date Read",
                "2020/05/01",
                "Bookshelves",
                "read, best-of",
                "My Rating",
                "4",
                "Read Count",
                "1",
                "Owned Copies",
                "1",
                "Spoiler",
                "true",
                "My Review",
                "<b>Good</b>",
                "Additional Authors",
                "Ann Other, Max Probe, Jr.");
        List<String> padded = new ArrayList<>(row);
        for (int index = 1; index < row.size(); index += 2) {
            padded.set(index, blanks + row.get(index) + blanks);
        }

        assertThat(map(padded.toArray(String[]::new))).isEqualTo(map(row.toArray(String[]::new)));
    }

    @Test
    void a_padded_formula_is_told_as_well() {
        assertThat(map("Title", "\t=1+1 ").notes()).anyMatch(note -> note.contains("spreadsheet formula"));
        assertThat(map("Title", "\tA Title ").notes()).isEmpty();
    }

    @Test
    void a_padded_cell_of_our_own_report_is_restored() {
        assertThat(draft(map("Title", "  '=1+1 ", ReportCells.OUTCOME, "failed"))
                        .title())
                .isEqualTo("=1+1");
    }

    @Test
    void control_characters_are_replaced_and_told() {
        Header header = Header.of(List.of("Book Id", "Title", "My Rating", "Date Read"));
        RowCells cells = new RowCells(header, List.of("1", "A\u0000B\u0007C", "5", ""), DateOrder.MONTH_FIRST);
        Mapping mapping = Mapping.of(new GoodreadsRow(), cells);

        assertThat(draft(mapping).title()).isEqualTo("A B C");
        assertThat(mapping.notes()).anyMatch(note -> note.contains("control characters"));
        assertThat(cells.rawJson()).contains("A\u2400B\\u0007C");
    }

    @Test
    void a_number_beyond_reason_is_left_out_quickly() {
        Mapping mapping = map("Number of Pages", "1e999999999", "Owned Copies", "99999999");

        assertThat(draft(mapping).pageCount()).isNull();
        assertThat(mapping.notes()).hasSize(2);
    }

    static Mapping map(String... columnsAndCells) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("Book Id", "1");
        row.put("Title", "A Title");
        row.put("Exclusive Shelf", "read");
        row.put("Date Added", "");
        row.put("My Rating", "0");
        for (int index = 0; index < columnsAndCells.length; index += 2) {
            row.put(columnsAndCells[index], columnsAndCells[index + 1]);
        }
        Header header = Header.of(new ArrayList<>(row.keySet()));
        return Mapping.of(
                new GoodreadsRow(), new RowCells(header, new ArrayList<>(row.values()), DateOrder.MONTH_FIRST));
    }

    private static BookDraft book(String... columnsAndCells) {
        return draft(map(columnsAndCells));
    }

    private static BookDraft draft(Mapping mapping) {
        return Objects.requireNonNull(mapping.book());
    }

    private static ShelfDraft shelf(Mapping mapping) {
        return Objects.requireNonNull(mapping.shelf());
    }
}
