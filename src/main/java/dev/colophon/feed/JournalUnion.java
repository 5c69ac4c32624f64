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

    /**
     * Both entries have an open read, of which one stays. A day on which progress was noted in both is one line
     * already, that of the read that stays.
     */
    private static final String TO_OPEN_READ = """
            UPDATE journals SET read_id = stays.id FROM reads stays
            WHERE stays.userbook_id = :into AND stays.outcome IS NULL
                AND journals.read_id = (SELECT id FROM reads WHERE userbook_id = :from AND outcome IS NULL)
                AND NOT EXISTS (
                    SELECT 1 FROM journals other WHERE other.read_id = stays.id AND other.since_at = journals.since_at)
            """;

    private static final Statement REREAD_ALL = Statement.of("feed.entries-to-open-read", TO_OPEN_READ);

    private static final Statement REREAD_ONE =
            Statement.of("feed.entry-to-open-read", TO_OPEN_READ + " AND journals.id = :id");

    /** What is about an entry goes with it by itself. */
    @Override
    public void changed(Session session, Change change, ShelfEntry entry) {}

    @Override
    public List<UUID> united(Session session, UUID from, UUID into) {
        Parameters both = Parameters.of("from", from).and("into", into);
        session.execute(REREAD_ALL, both);
        return session.list(MOVE_ALL, row -> row.uuid("id"), both);
    }

    @Override
    public void separated(Session session, UUID from, UUID into, List<UUID> moved) {
        for (UUID one : moved) {
            Parameters about = Parameters.of("from", from).and("into", into).and("id", one);
            session.execute(REREAD_ONE, about);
            session.execute(MOVE_ONE, about);
        }
    }
}
