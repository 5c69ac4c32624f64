package dev.colophon.transfer;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.database.Session;
import dev.colophon.shelf.intake.Intake;
import dev.colophon.shelf.intake.ShelfDraft;
import java.util.UUID;

/** Puts one book on a shelf inside the caller's transaction; {@link Intake#take} in earnest. */
@FunctionalInterface
public interface Shelving {
    Intake.Result take(Session session, UUID userId, BookDraft book, ShelfDraft shelf);
}
