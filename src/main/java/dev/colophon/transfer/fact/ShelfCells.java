package dev.colophon.transfer.fact;

import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.EntryFacts.Ownership;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.Status;
import dev.colophon.text.FieldRules;
import dev.colophon.transfer.cell.ReviewText;
import dev.colophon.transfer.cell.ShelfName;
import dev.colophon.transfer.row.NamedColumn;
import dev.colophon.transfer.row.RowCells;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a reader says of a book, as several systems write it. */
public final class ShelfCells {
    private ShelfCells() {}

    /** Whether a cell says yes. */
    public static boolean isYes(RowCells cells, NamedColumn column) {
        return Set.of("true", "1", "yes", "1.0").contains(cells.text(column).toLowerCase(Locale.ROOT));
    }

    /** The status that a cell names; when it names none it is noted that the given one was set. */
    public static Status status(RowCells cells, NamedColumn column, Status otherwise) {
        Status status = ShelfName.word(cells.text(column));
        if (status == null) {
            cells.standsOn(cells.text(column));
            cells.note(
                    column,
                    (cells.text(column).isEmpty() ? "is empty" : "is none that is known here")
                            + "; the status was set to "
                            + otherwise.name().toLowerCase(Locale.ROOT));
        }
        return status == null ? otherwise : status;
    }

    /** Owned once when a cell says so. */
    public static void owned(EntryFacts.Changes facts, boolean owned) {
        facts.ownership = owned ? Ownership.OWNED : Ownership.NONE;
        facts.copies = owned ? 1 : 0;
    }

    public static void rating(EntryFacts.Changes facts, RowCells cells, NamedColumn column) {
        facts.rating = Rating.of(StarCells.quarters(cells, column));
    }

    /**
     * A review, which may be HTML.
     *
     * @param spoiler whether another cell says that it tells too much
     */
    public static void review(EntryFacts.Changes facts, RowCells cells, NamedColumn column, boolean spoiler) {
        ReviewText.Result review = ReviewText.of(cells.lines(column));
        facts.review = cells.bounded(column, review.markdown(), FieldRules.LONG_TEXT);
        facts.reviewSpoiler = !review.markdown().isEmpty() && (spoiler || review.spoiler());
    }

    /** A note for the reader alone: the first column's text, then a line for each other that has any. */
    public static String privateNote(RowCells cells, NamedColumn text, NamedColumn... lines) {
        List<String> parts = new ArrayList<>();
        parts.add(ReviewText.of(cells.lines(text)).markdown());
        for (NamedColumn column : lines) {
            String cell = cells.text(column);
            parts.add(cell.isEmpty() ? "" : column.label() + ": " + cell);
        }
        parts.removeIf(String::isEmpty);
        return cells.bounded(text, String.join("\n", parts), FieldRules.LONG_TEXT);
    }
}
