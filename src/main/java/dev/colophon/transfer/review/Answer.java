package dev.colophon.transfer.review;

import dev.colophon.problem.Problem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a reader says of a row that waits: which book it means, that it means a new one, or that it is left out. Stored
 * with the row as its JSON.
 *
 * @param bookId of a new one too, once it is added
 */
public record Answer(@Nullable UUID bookId, boolean newBook, boolean skip) {
    /** The body of a request. */
    public record Body(
            @Nullable UUID bookId,
            @Nullable Boolean newBook,
            @Nullable Boolean skip) {
        /**
         * @throws Problem of kind INVALID when it says nothing or several things
         */
        public Answer answer() {
            boolean isNew = Boolean.TRUE.equals(newBook);
            boolean isLeftOut = Boolean.TRUE.equals(skip);
            if ((bookId != null ? 1 : 0) + (isNew ? 1 : 0) + (isLeftOut ? 1 : 0) != 1) {
                throw Problem.invalid("", "one", "Say one of book_id, new_book: true and skip: true.");
            }
            return new Answer(bookId, isNew, isLeftOut);
        }
    }

    /** This is the book. */
    public static Answer of(UUID bookId) {
        return new Answer(bookId, false, false);
    }

    /** None of the books that may be meant. */
    public static Answer ofNewBook() {
        return new Answer(null, true, false);
    }

    /** The row is not to be imported. */
    public static Answer ofLeftOut() {
        return new Answer(null, false, true);
    }

    Answer with(UUID addedBook) {
        return new Answer(addedBook, newBook, skip);
    }
}
