package dev.colophon.transfer.row;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.intake.ShelfDraft;
import java.util.List;
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
 */
public record Mapping(
        @Nullable BookDraft book,
        @Nullable ShelfDraft shelf,
        @Nullable String rejection,
        List<String> notes) {

    /** The code of rows that are not meant for a shelf; nothing is wrong with them. */
    public static final String LEFT_OUT = "left_out";

    /**
     * Maps a row. What cannot be read is left out with a note; only a row without a title cannot
     * become a book.
     */
    public static Mapping of(RowMapper mapper, RowCells cells) {
        if (cells.surplus() > 0) {
            return rejected(
                    "out_of_step",
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
            return rejected("no_title", mapper.withoutTitle());
        }
        try {
            BookDraft book = mapper.book(cells);
            ShelfDraft shelf = mapper.shelf(cells);
            return new Mapping(book, shelf, null, cells.notes());
        } catch (Problem refused) {
            return rejected("not_storable", "The library refuses this row: " + refused.detail());
        }
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
        return new Mapping(null, null, code, List.of(reason));
    }
}
