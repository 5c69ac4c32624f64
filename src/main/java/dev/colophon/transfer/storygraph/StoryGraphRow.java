package dev.colophon.transfer.storygraph;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.Isbn;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.intake.ShelfDraft;
import dev.colophon.transfer.cell.BindingName;
import dev.colophon.transfer.fact.BookCells;
import dev.colophon.transfer.fact.IsbnCells;
import dev.colophon.transfer.fact.NameCells;
import dev.colophon.transfer.fact.ReadHistory;
import dev.colophon.transfer.fact.ShelfCells;
import dev.colophon.transfer.fact.TagCells;
import dev.colophon.transfer.row.NamedColumn;
import dev.colophon.transfer.row.RowCells;
import dev.colophon.transfer.row.RowMapper;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One row of a StoryGraph export. Its {@code ISBN/UID} is an ISBN, a Kindle's ASIN, a number of
 * Goodreads or a code of StoryGraph; only its shape tells which.
 */
public final class StoryGraphRow implements RowMapper {
    private static final Pattern ASIN = Pattern.compile("B[A-Z0-9]{9}");
    private static final Pattern NUMBER = Pattern.compile("([1-9]\\d{0,8})(?:\\.0+)?");
    private static final Pattern CODE = Pattern.compile("(?=.*\\d)[0-9A-Za-z-]{8,80}");

    @Override
    public List<? extends NamedColumn> columns() {
        return List.of(Column.values());
    }

    @Override
    public List<? extends NamedColumn> dates() {
        return List.of(Column.DATE_ADDED, Column.LAST_DATE_READ);
    }

    @Override
    public String title(RowCells cells) {
        return cells.text(Column.TITLE);
    }

    @Override
    public BookDraft book(RowCells cells) {
        String uid = cells.text(Column.ISBN_UID);
        Optional<Isbn> isbn = IsbnCells.find(uid);
        return BookDraft.titled(BookCells.title(cells, Column.TITLE), facts -> {
            facts.contributors = NameCells.contributors(cells, Column.AUTHORS, Column.CONTRIBUTORS);
            facts.isbn13 = isbn.map(Isbn::isbn13).orElse(null);
            facts.identifiers = isbn.isPresent() || uid.isEmpty() ? Map.of() : identifiers(cells, uid);
        });
    }

    private static Map<String, String> identifiers(RowCells cells, String uid) {
        var number = NUMBER.matcher(uid);
        if (number.matches()) {
            return Map.of("goodreads", number.group(1));
        }
        if (ASIN.matcher(uid).matches()) {
            return Map.of("asin", uid);
        }
        if (CODE.matcher(uid).matches() && !uid.matches("[\\d-]*[\\dX]|.*[eE]\\+.*")) {
            return Map.of("storygraph", uid);
        }
        cells.note(Column.ISBN_UID, "is neither an ISBN nor a number that is known; it was kept in the raw row only");
        return Map.of();
    }

    @Override
    public ShelfDraft shelf(RowCells cells) {
        Status status = ShelfCells.status(cells, Column.READ_STATUS, Status.WANT);
        EntryFacts said = EntryFacts.NONE.with(facts -> {
            facts.format = BindingName.format(cells.text(Column.FORMAT));
            ShelfCells.owned(facts, ShelfCells.isYes(cells, Column.OWNED));
            ShelfCells.rating(facts, cells, Column.STAR_RATING);
            ShelfCells.review(facts, cells, Column.REVIEW, false);
            facts.privateNote = ShelfCells.privateNote(cells, Column.CONTENT_WARNING_DESCRIPTION, answers());
            facts.addedOn = cells.date(Column.DATE_ADDED);
        });
        return ShelfDraft.of(
                status,
                said,
                TagCells.tags(cells, Column.TAGS, TagCells.names(cells.text(Column.TAGS), ",")),
                reads(cells, status));
    }

    /** What StoryGraph asks its readers; nobody else should see the answers here. */
    private static NamedColumn[] answers() {
        return new NamedColumn[] {
            Column.MOODS,
            Column.PACE,
            Column.DRIVEN,
            Column.DEVELOPMENT,
            Column.LOVEABLE,
            Column.DIVERSE,
            Column.FLAWED,
            Column.CONTENT_WARNINGS
        };
    }

    private static List<ShelfDraft.Read> reads(RowCells cells, Status status) {
        var history = new ReadHistory(cells, Column.DATES_READ);
        for (String entry : cells.text(Column.DATES_READ).split(",")) {
            add(cells, entry.strip(), history);
        }
        return history.addFinish(cells.date(Column.LAST_DATE_READ))
                .complete(status, ReadHistory.count(cells, Column.READ_COUNT));
    }

    /** A finish, or {@code START-END}, or {@code START-}; a day may have hyphens itself. */
    private static void add(RowCells cells, String entry, ReadHistory history) {
        LocalDate finish = cells.day(entry);
        for (int hyphen = entry.indexOf('-'); finish == null && hyphen > 0; hyphen = entry.indexOf('-', hyphen + 1)) {
            LocalDate start = cells.day(entry.substring(0, hyphen).strip());
            String rest = entry.substring(hyphen + 1).strip();
            LocalDate end = cells.day(rest);
            if (start != null && (end != null || rest.isEmpty())) {
                history.add(start, end);
                return;
            }
        }
        if (finish == null && !entry.isEmpty()) {
            cells.note(Column.DATES_READ, "holds something that is not a date; left out");
        }
        history.add(null, finish);
    }
}
