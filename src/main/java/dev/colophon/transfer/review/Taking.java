package dev.colophon.transfer.review;

import dev.colophon.database.Session;
import dev.colophon.shelf.intake.Intake;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts a row on a shelf as its reader answered, inside the caller's transaction. */
@FunctionalInterface
public interface Taking {
    /**
     * Takes one.
     *
     * @param bookId null for a new book
     * @return empty when the book is not there any more
     */
    Optional<Intake.Result> takeAs(Session session, UUID userId, Intake.Draft draft, @Nullable UUID bookId);
}
