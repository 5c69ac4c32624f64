package dev.colophon.transfer;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.database.Session;
import dev.colophon.shelf.intake.Intake;
import dev.colophon.shelf.intake.ShelfDraft;
import dev.colophon.transfer.copy.Restoring;
import java.util.Optional;
import java.util.UUID;

/** Puts one book on a shelf inside the caller's transaction; {@link Intake#take} in earnest. */
@FunctionalInterface
public interface Shelving {
    Intake.Result take(Session session, UUID userId, BookDraft book, ShelfDraft shelf);

    /** How exports of our own are put back; empty where none are taken. */
    default Optional<Restoring> restoring() {
        return Optional.empty();
    }

    /** Shelving of every kind of file. */
    record WithCopies(Intake intake, Restoring restore) implements Shelving {
        @Override
        public Intake.Result take(Session session, UUID userId, BookDraft book, ShelfDraft shelf) {
            return intake.take(session, userId, book, shelf);
        }

        @Override
        public Optional<Restoring> restoring() {
            return Optional.of(restore);
        }
    }
}
