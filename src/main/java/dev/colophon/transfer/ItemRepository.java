package dev.colophon.transfer;

import dev.colophon.database.Database;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of jobs in the database. */
final class ItemRepository {
    /** Rows of one INSERT: a round trip for each row would take most of the time of storing. */
    private static final int ROWS_PER_INSERT = 25;

    private static final String ITEM_COLUMNS =
            "place, line, book_group, raw, normal, outcome, userbook_id, reason_code, message";

    private static final String INSERT_ITEM = """
            INSERT INTO import_items (job_id, place, line, book_group, raw, normal, outcome,
                reason_code, message) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final Statement INSERT_ONE = Statement.of("transfer.insert-item", INSERT_ITEM);

    private static final Statement INSERT_MANY = Statement.of(
            "transfer.insert-items", INSERT_ITEM + ", (?, ?, ?, ?, ?, ?, ?, ?, ?)".repeat(ROWS_PER_INSERT - 1));

    private static final Statement ITEMS = Statement.of(
            "transfer.items",
            "SELECT " + ITEM_COLUMNS + " FROM import_items WHERE job_id = ? AND place > ?" + " ORDER BY place LIMIT ?");

    private static final Statement ITEMS_BY_OUTCOME = Statement.of(
            "transfer.items-by-outcome",
            "SELECT "
                    + ITEM_COLUMNS
                    + " FROM import_items WHERE job_id = ? AND outcome = ? AND place > ?"
                    + " ORDER BY place LIMIT ?");

    private static final Statement PENDING = Statement.of("transfer.pending-items", """
                    SELECT place, book_group, normal FROM import_items
                    WHERE job_id = ? AND outcome = 'pending' ORDER BY place LIMIT ?""");

    /** PostgreSQL keeps plans; one made while the tables were empty would read them whole. */
    private static final Statement PREFER_INDEXES = Statement.split(
            "transfer.prefer-indexes",
            "SELECT set_config('enable_seqscan', 'off', true) AS setting",
            "SELECT 'off' AS setting");

    private static final Statement DECIDE = Statement.of("transfer.decide-item", """
                    UPDATE import_items
                    SET outcome = ?, userbook_id = ?, reason_code = ?, message = ?
                    WHERE job_id = ? AND place = ?""");

    private static final Statement SKIP = Statement.of("transfer.skip-items", """
                    UPDATE import_items SET outcome = 'skipped', reason_code = ?, message = ?
                    WHERE job_id = ? AND place IN (
                        SELECT place FROM import_items
                        WHERE job_id = ? AND outcome = 'pending' ORDER BY place LIMIT ?)""");

    private static final Statement COUNT = Statement.of("transfer.count-items", """
                    SELECT outcome, COUNT(*) AS items FROM import_items
                    WHERE job_id = ? GROUP BY outcome""");

    private static final Statement DELETE_ITEMS = Statement.of("transfer.delete-items", """
                    DELETE FROM import_items WHERE job_id = ? AND place IN (
                        SELECT place FROM import_items WHERE job_id = ? ORDER BY place LIMIT ?)""");

    private final Database database;

    ItemRepository(Database database) {
        this.database = database;
    }

    /** What the worker needs of a row. */
    record PendingItem(int place, int bookGroup, String normal) {
        Mapping mapping() {
            return Json.read(normal.getBytes(StandardCharsets.UTF_8), Mapping.class);
        }
    }

    void insert(Session session, UUID jobId, List<ImportItem> items) {
        int next = 0;
        while (next < items.size()) {
            int count = items.size() - next >= ROWS_PER_INSERT ? ROWS_PER_INSERT : 1;
            List<@Nullable Object> parameters = new ArrayList<>();
            for (ImportItem item : items.subList(next, next + count)) {
                parameters.add(jobId);
                parameters.add((long) item.place());
                parameters.add((long) item.line());
                parameters.add((long) item.bookGroup());
                parameters.add(item.raw());
                parameters.add(item.normal());
                parameters.add(item.outcome());
                parameters.add(item.reasonCode());
                parameters.add(item.message());
            }
            session.execute(count == 1 ? INSERT_ONE : INSERT_MANY, parameters.toArray());
            next += count;
        }
    }

    /** Items after a place, of one outcome or of all. */
    List<ImportItem> list(UUID jobId, ImportItem.@Nullable Outcome outcome, int after, int limit) {
        return database.read(session -> outcome == null
                ? session.list(ITEMS, ItemRepository::item, jobId, (long) after, (long) limit)
                : session.list(ITEMS_BY_OUTCOME, ItemRepository::item, jobId, outcome, (long) after, (long) limit));
    }

    /** The next rows without an outcome, without their raw form. */
    List<PendingItem> pending(Session session, UUID jobId, int limit) {
        return session.list(
                PENDING,
                row -> new PendingItem(row.integer("place"), row.integer("book_group"), row.text("normal")),
                jobId,
                (long) limit);
    }

    /**
     * Lets the plans of this transaction use indexes however small the tables look: an import makes
     * them grow faster than PostgreSQL's statistics follow.
     */
    void preferIndexes(Session session) {
        session.list(PREFER_INDEXES, row -> row.text("setting"));
    }

    void decide(Session session, UUID jobId, int place, RowVerdict verdict) {
        session.execute(
                DECIDE, verdict.outcome(), verdict.userbookId(), verdict.reasonCode(), verdict.message(), jobId, (long)
                        place);
    }

    /** Gives pending rows an outcome without trying them; returns how many of them. */
    long skip(Session session, UUID jobId, String code, String message, int limit) {
        return session.execute(SKIP, code, message, jobId, jobId, (long) limit);
    }

    Map<ImportItem.Outcome, Integer> count(Session session, UUID jobId) {
        Map<ImportItem.Outcome, Integer> counts = new EnumMap<>(ImportItem.Outcome.class);
        session.list(
                        COUNT,
                        row -> Map.entry(
                                row.constant("outcome", ImportItem.Outcome.class),
                                Math.toIntExact(row.number("items"))),
                        jobId)
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    private static ImportItem item(Row row) {
        return new ImportItem(
                row.integer("place"),
                row.integer("line"),
                row.integer("book_group"),
                row.text("raw"),
                row.text("normal"),
                row.constant("outcome", ImportItem.Outcome.class),
                row.uuidOrNull("userbook_id"),
                row.textOrNull("reason_code"),
                row.textOrNull("message"));
    }

    /** Removes rows of a job, at most so many; returns how many. */
    long delete(Session session, UUID jobId, int limit) {
        return session.execute(DELETE_ITEMS, jobId, jobId, (long) limit);
    }
}
