package dev.colophon.transfer;

import dev.colophon.database.Session;
import dev.colophon.library.BookDraft;
import dev.colophon.library.Intake;
import dev.colophon.library.ShelfDraft;
import java.util.UUID;

/** Puts one book on a shelf inside the caller's transaction; {@link Intake#take} in earnest. */
@FunctionalInterface
public interface Shelving {
    Intake.Result take(Session session, UUID userId, BookDraft book, ShelfDraft shelf);
}
