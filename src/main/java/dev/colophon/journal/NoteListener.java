package dev.colophon.journal;

import dev.colophon.database.Session;
import java.util.UUID;

/**
 * Hears of notes that readers write, inside the transaction that stores them: what it throws rolls the change back.
 * Notes that come with an import are not told of; one that goes takes the rows that refer to it along.
 */
public interface NoteListener {
    void added(Session session, UUID reader, Note note);

    /**
     * @param note as it is after the change
     */
    void changed(Session session, Note note);
}
