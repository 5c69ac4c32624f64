package dev.colophon.transfer.again;

import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import java.util.List;
import java.util.UUID;

/** Finds the rows of a job that changed something. */
final class TracedRows {
    private static final String SELECT = "SELECT i.place, i.outcome, i.userbook_id, i.normal, i.undo"
            + " FROM import_items i WHERE i.undo IS NOT NULL AND ";

    private static final Statement LAST = Statement.of(
            "transfer.traced-items",
            SELECT + "i.job_id = :job_id AND i.place < :before ORDER BY i.place DESC LIMIT :limit");

    /** The plus keeps SQLite from walking the whole job. */
    private static final Statement OF_ENTRY = Statement.split(
            "transfer.traced-items-of-entry",
            SELECT + "i.userbook_id = :userbook_id AND i.job_id = :job_id ORDER BY i.place",
            SELECT + "i.userbook_id = :userbook_id AND +i.job_id = :job_id ORDER BY i.place");

    /** Before a place, the last first. */
    List<TracedRow> last(Session session, UUID jobId, int before, int limit) {
        return session.list(
                LAST,
                TracedRow::of,
                Parameters.of("job_id", jobId).and("before", before).and("limit", limit));
    }

    /** In the order in which they were taken. */
    List<TracedRow> ofEntry(Session session, UUID jobId, UUID entryId) {
        return session.list(
                OF_ENTRY, TracedRow::of, Parameters.of("job_id", jobId).and("userbook_id", entryId));
    }
}
