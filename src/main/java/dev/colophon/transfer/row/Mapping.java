package dev.colophon.transfer.row;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.intake.Intake;
import dev.colophon.shelf.intake.ShelfDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a row says, in our terms: two drafts, or the reason why there are none. Stored with the
 * item, so that a job can be resumed without its file.
 *
 * @param book null when the row was rejected
 * @param shelf null when the row was rejected
 * @param rejection stable code of the reason, null when there are drafts
 * @param notes what was left out or changed, one sentence each; for a rejected row the reason
 * @param ownShelf the shelf that it stands on, when its name tells no status
 */
public record Mapping(
        @Nullable BookDraft book,
        @Nullable ShelfDraft shelf,
        @Nullable String rejection,
        List<String> notes,
        @Nullable String ownShelf) {

    /** The code of rows that are not meant for a shelf; nothing is wrong with them. */
    public static final String LEFT_OUT = "left_out";

    private static final String OUT_OF_STEP = "out_of_step";
    private static final String NO_TITLE = "no_title";
    private static final String NOT_STORABLE = "not_storable";

    /** The codes of all rows that have no drafts; they stay so however often they are tried. */
    public static final List<String> REJECTIONS = List.of(LEFT_OUT, OUT_OF_STEP, NO_TITLE, NOT_STORABLE);

    /**
     * Maps a row. What cannot be read is left out with a note; only a row without a title cannot
     * become a book.
     */
    public static Mapping of(RowMapper mapper, RowCells cells) {
        if (cells.surplus() > 0) {
            return rejected(
                    OUT_OF_STEP,
                    "The row has "
                            + cells.surplus()
                            + " more cells than the first row has names, so its cells stand under"
                            + " the wrong names. Look for an unquoted comma.");
        }
        Optional<String> leftOut = mapper.leftOut(cells);
        if (leftOut.isPresent()) {
            return rejected(LEFT_OUT, leftOut.get());
        }
        if (mapper.title(cells).isEmpty()) {
            return rejected(NO_TITLE, mapper.withoutTitle());
        }
        try {
            BookDraft book = mapper.book(cells);
            ShelfDraft shelf = mapper.shelf(cells);
            return new Mapping(book, shelf, null, cells.notes(), cells.ownShelf());
        } catch (Problem refused) {
            return rejected(NOT_STORABLE, "The library refuses this row: " + refused.detail());
        }
    }

    /** The same row with something else said of its book, and why. */
    public Mapping with(ShelfDraft said, String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new Mapping(book, said, rejection, List.copyOf(more), ownShelf);
    }

    /** The drafts of a row that was not rejected. */
    public Intake.Draft draft() {
        return new Intake.Draft(Objects.requireNonNull(book), Objects.requireNonNull(shelf));
    }

    /** The book of a row alone; empty when none can be made. */
    public static Optional<BookDraft> book(RowMapper mapper, RowCells cells) {
        if (cells.surplus() > 0 || mapper.title(cells).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(mapper.book(cells));
        } catch (Problem refused) {
            return Optional.empty();
        }
    }

    private static Mapping rejected(String code, String reason) {
        return new Mapping(null, null, code, List.of(reason), null);
    }
}
