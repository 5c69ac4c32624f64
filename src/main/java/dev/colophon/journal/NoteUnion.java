package dev.colophon.journal;

import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.shelf.ShelfEntry;
import dev.colophon.shelf.ShelfListener;
import java.util.List;
import java.util.UUID;

/** Lets notes follow when two entries of a reader become one, and back again. */
public final class NoteUnion implements ShelfListener {
    private static final Statement MOVE_ALL = Statement.of(
            "journal.notes-move", "UPDATE notes SET userbook_id = :into WHERE userbook_id = :from RETURNING id");

    private static final Statement MOVE_ONE = Statement.of(
            "journal.note-move", "UPDATE notes SET userbook_id = :into WHERE id = :id AND userbook_id = :from");

    /** Notes go with their entry by themselves, and nothing else about it matters to them. */
    @Override
    public void changed(Session session, Change change, ShelfEntry entry) {}

    @Override
    public List<UUID> united(Session session, UUID from, UUID into) {
        return session.list(
                MOVE_ALL, row -> row.uuid("id"), Parameters.of("from", from).and("into", into));
    }

    @Override
    public void separated(Session session, UUID from, UUID into, List<UUID> moved) {
        moved.forEach(note -> session.execute(
                MOVE_ONE, Parameters.of("from", from).and("into", into).and("id", note)));
    }
}
