package dev.colophon.transfer.row;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.shelf.intake.ShelfDraft;
import java.util.List;
import java.util.Optional;

/** What the rows of one system mean, in our terms. One for each system, without a state. */
public interface RowMapper {
    /** Every column that its exports have had, in the order of an export of today. */
    List<? extends NamedColumn> columns();

    /** Those that hold days, which tell together how a spreadsheet has rewritten them. */
    List<? extends NamedColumn> dates();

    /** The title of the book; empty when no book can be made of the row. */
    String title(RowCells cells);

    /** What to say of a row without a title. */
    default String withoutTitle() {
        return "The row has no title, so there is no book to add.";
    }

    /**
     * The book; asked only when there is a title. Days in another order must not change it.
     *
     * @throws dev.colophon.problem.Problem of kind INVALID when the catalogue would refuse it
     */
    BookDraft book(RowCells cells);

    /**
     * What the reader says of it.
     *
     * @throws dev.colophon.problem.Problem of kind INVALID when the shelf would refuse it
     */
    ShelfDraft shelf(RowCells cells);

    /** Why a row is not meant for a shelf at all, such as one that lies in the system's own bin. */
    default Optional<String> leftOut(RowCells cells) {
        return Optional.empty();
    }
}
