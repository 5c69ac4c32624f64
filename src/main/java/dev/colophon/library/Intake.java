package dev.colophon.library;

import dev.colophon.database.Session;

import java.util.List;
import java.util.UUID;

/**
 * Puts drafts from outside on a reader's shelf: matches the book (identifier, then ISBN, then exact
 * normalised title and first author, else a new book), then fills gaps only. It never overwrites
 * what the reader has and never moves a finished book back to reading.
 */
public final class Intake {
    /** What became of a draft. */
    public enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED
    }

    /**
     * @param notes what was left out or changed on the way in, one sentence each
     */
    public record Result(Outcome outcome, UUID userbookId, List<String> notes) {}

    /** Takes one draft inside the caller's transaction. */
    public Result take(Session session, UUID userId, BookDraft book, ShelfDraft shelf) {
        throw new UnsupportedOperationException("not wired yet");
    }
}
