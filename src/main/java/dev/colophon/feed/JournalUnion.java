package dev.colophon.feed;

import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.shelf.ShelfEntry;
import dev.colophon.shelf.ShelfListener;
import java.util.List;
import java.util.UUID;

/** Lets the journal follow when two shelf entries of a reader become one, and back again; nothing is added to it. */
public final class JournalUnion implements ShelfListener {
    private static final Statement MOVE_ALL = Statement.of(
            "feed.entries-move", "UPDATE journals SET userbook_id = :into WHERE userbook_id = :from RETURNING id");

    private static final Statement MOVE_ONE = Statement.of(
            "feed.entry-move", "UPDATE journals SET userbook_id = :into WHERE id = :id AND userbook_id = :from");

    /** What is about an entry goes with it by itself. */
    @Override
    public void changed(Session session, Change change, ShelfEntry entry) {}

    @Override
    public List<UUID> united(Session session, UUID from, UUID into) {
        return session.list(
                MOVE_ALL, row -> row.uuid("id"), Parameters.of("from", from).and("into", into));
    }

    @Override
    public void separated(Session session, UUID from, UUID into, List<UUID> moved) {
        moved.forEach(one -> session.execute(
                MOVE_ONE, Parameters.of("from", from).and("into", into).and("id", one)));
    }
}
