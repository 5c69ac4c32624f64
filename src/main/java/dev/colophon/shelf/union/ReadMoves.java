package dev.colophon.shelf.union;

import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.shelf.Read;
import java.util.List;
import java.util.UUID;

/** Rows of reads and of their progress that change hands; their ids stay. */
final class ReadMoves {
    private static final Statement MOVE_READ = Statement.of(
            "shelf.read-move", "UPDATE reads SET userbook_id = :into WHERE id = :id AND userbook_id = :from");

    private static final Statement MOVE_PROGRESS = Statement.of(
            "shelf.progress-move", "UPDATE progress SET read_id = :into WHERE read_id = :from RETURNING id");

    private static final Statement MOVE_ONE_PROGRESS = Statement.of(
            "shelf.progress-move-one", "UPDATE progress SET read_id = :into WHERE id = :id AND read_id = :from");

    private static final Statement SET_START = Statement.of(
            "shelf.read-set-start",
            "UPDATE reads SET started_on = :started_on WHERE id = :id AND userbook_id = :userbook_id");

    private static final Statement DELETE_READ = Statement.of("shelf.read-remove", "DELETE FROM reads WHERE id = :id");

    void move(Session session, Read read, UUID from, UUID into) {
        session.execute(MOVE_READ, parameters(read.id(), from, into));
    }

    /** Moves what was noted in a read to another one. */
    List<UUID> moveProgress(Session session, Read from, Read into) {
        return session.list(
                MOVE_PROGRESS,
                row -> row.uuid("id"),
                Parameters.of("from", from.id()).and("into", into.id()));
    }

    void moveProgress(Session session, UUID progress, Read from, Read into) {
        session.execute(MOVE_ONE_PROGRESS, parameters(progress, from.id(), into.id()));
    }

    private static Parameters parameters(UUID id, UUID from, UUID into) {
        return Parameters.of("id", id).and("from", from).and("into", into);
    }

    void setStart(Session session, UUID entry, Read read) {
        session.execute(
                SET_START,
                Parameters.of("id", read.id()).and("userbook_id", entry).and("started_on", read.startedOn()));
    }

    void delete(Session session, Read read) {
        session.execute(DELETE_READ, Parameters.of("id", read.id()));
    }
}
