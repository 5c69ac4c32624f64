package dev.colophon.transfer.job;

import dev.colophon.database.Columns;
import dev.colophon.database.Database;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.json.Json;
import dev.colophon.json.StoredJson;
import dev.colophon.transfer.row.Mapping;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of jobs in the database. */
public final class ItemRepository {
    private static final Columns STORED =
            Columns.of("place", "line", "book_group", "raw", "normal", "outcome", "reason_code", "message");

    private static final String SELECT =
            "SELECT " + STORED.and("userbook_id", "candidates").list() + " FROM import_items WHERE job_id = :job_id ";

    private static final Statement INSERT =
            Statement.of("transfer.insert-item", STORED.and("job_id").insertInto("import_items"));

    private static final Statement ITEMS =
            Statement.of("transfer.items", SELECT + "AND place > :after ORDER BY place LIMIT :limit");

    private static final Statement ITEMS_BY_OUTCOME = Statement.of(
            "transfer.items-by-outcome",
            SELECT + "AND outcome = :outcome AND place > :after ORDER BY place LIMIT :limit");

    private static final Statement ITEM = Statement.of("transfer.item", SELECT + "AND place = :place");

    private static final Statement PENDING = Statement.of("transfer.pending-items", """
                    SELECT place, book_group, normal FROM import_items
                    WHERE job_id = :job_id AND outcome = 'pending' AND place > :after ORDER BY place LIMIT :limit""");

    /** PostgreSQL keeps plans; one made while the tables were empty would read them whole. */
    private static final Statement PREFER_INDEXES = Statement.split(
            "transfer.prefer-indexes",
            "SELECT set_config('enable_seqscan', 'off', true) AS setting",
            "SELECT 'off' AS setting");

    /**
     * The bounds keep PostgreSQL from reading all rows of a job, whatever it knows of the table; SQLite, which
     * must not use them, would go through the list once for each row otherwise.
     */
    private static final Statement DECIDE = Statement.split("transfer.decide-items", """
                    UPDATE import_items SET outcome = r.outcome, userbook_id = r.userbook_id,
                        reason_code = r.reason_code, message = r.message, undo = r.undo
                    FROM json_to_recordset(CAST(:verdicts AS json))
                        r (place bigint, outcome text, userbook_id uuid, reason_code text, message text, undo text)
                    WHERE job_id = :job_id AND import_items.place BETWEEN :first AND :last
                      AND import_items.place = r.place
                    """, """
                    WITH r AS MATERIALIZED (
                        SELECT j.value ->> 'place' AS place, j.value ->> 'outcome' AS outcome,
                            j.value ->> 'userbook_id' AS userbook_id, j.value ->> 'reason_code' AS reason_code,
                            j.value ->> 'message' AS message, j.value ->> 'undo' AS undo
                        FROM json_each(:verdicts) j)
                    UPDATE import_items SET outcome = r.outcome, userbook_id = r.userbook_id,
                        reason_code = r.reason_code, message = r.message, undo = r.undo
                    FROM r
                    WHERE job_id = :job_id AND +import_items.place BETWEEN :first AND :last
                      AND import_items.place = r.place
                    """);

    private static final Statement ASK = Statement.of(
            "transfer.ask-about-item",
            "UPDATE import_items SET candidates = :candidates WHERE job_id = :job_id AND place = :place");

    private static final String AGAIN = "UPDATE import_items SET outcome = 'pending', userbook_id = NULL, reason_code ="
            + " NULL, message = NULL, candidates = NULL WHERE job_id = :job_id AND place > :after AND place <= :last"
            + " AND reason_code NOT IN ('" + String.join("', '", Mapping.REJECTIONS) + "')";

    private static final Statement ALL_AGAIN = Statement.of("transfer.items-again", AGAIN);

    private static final Statement FAILED_AGAIN = Statement.of(
            "transfer.failed-items-again", AGAIN + " AND (outcome = 'failed' OR reason_code = 'job_failed')");

    private static final Statement ANY_FAILED = Statement.of(
            "transfer.any-failed-item",
            "SELECT place FROM import_items WHERE job_id = :job_id AND (outcome = 'failed' AND reason_code NOT IN ('"
                    + String.join("', '", Mapping.REJECTIONS)
                    + "') OR outcome = 'skipped' AND reason_code = 'job_failed') LIMIT 1");

    /** The second condition lets the index of outcomes find one. */
    private static final Statement ANY_TRACED = Statement.of("transfer.any-traced-item", """
                    SELECT place FROM import_items
                    WHERE job_id = :job_id AND outcome IN ('created', 'updated') AND undo IS NOT NULL LIMIT 1""");

    private static final Statement SKIP = Statement.of("transfer.skip-items", """
                    UPDATE import_items SET outcome = 'skipped', reason_code = :reason_code, message = :message
                    WHERE job_id = :job_id AND place IN (
                        SELECT place FROM import_items
                        WHERE job_id = :job_id AND outcome = 'pending' ORDER BY place LIMIT :limit)""");

    private static final Statement COUNT = Statement.of("transfer.count-items", """
                    SELECT outcome, COUNT(*) AS items FROM import_items
                    WHERE job_id = :job_id GROUP BY outcome""");

    private static final Statement DELETE_ITEMS = Statement.of("transfer.delete-items", """
                    DELETE FROM import_items WHERE job_id = :job_id AND place IN (
                        SELECT place FROM import_items WHERE job_id = :job_id ORDER BY place LIMIT :limit)""");

    private final Database database;

    public ItemRepository(Database database) {
        this.database = database;
    }

    public void insert(Session session, UUID jobId, List<ImportItem> items) {
        session.executeAll(
                INSERT,
                items.stream()
                        .map(item -> Parameters.of("job_id", jobId)
                                .and("place", item.place())
                                .and("line", item.line())
                                .and("book_group", item.bookGroup())
                                .and("raw", item.raw())
                                .and("normal", item.normal())
                                .and("outcome", item.outcome())
                                .and("reason_code", item.reasonCode())
                                .and("message", item.message()))
                        .toList());
    }

    /** Items after a place, of one outcome or of all. */
    public List<ImportItem> list(UUID jobId, ImportItem.@Nullable Outcome outcome, int after, int limit) {
        Parameters parameters =
                Parameters.of("job_id", jobId).and("after", after).and("limit", limit);
        Statement statement = outcome == null ? ITEMS : ITEMS_BY_OUTCOME;
        if (outcome != null) {
            parameters.and("outcome", outcome);
        }
        return database.read(session -> session.list(statement, ItemRepository::item, parameters));
    }

    /** Rows without an outcome after a place, without their raw form. */
    List<PendingItem> pending(UUID jobId, int after, int limit) {
        Parameters parameters =
                Parameters.of("job_id", jobId).and("after", after).and("limit", limit);
        return database.read(session -> session.list(
                PENDING,
                row -> new PendingItem(row.integer("place"), row.integer("book_group"), row.text("normal")),
                parameters));
    }

    /**
     * Lets the plans of this transaction use indexes however small the tables look: an import makes
     * them grow faster than PostgreSQL's statistics follow.
     */
    public void preferIndexes(Session session) {
        session.list(PREFER_INDEXES, row -> row.text("setting"));
    }

    /** As the statement reads it; a name is that of a column. */
    private record Decided(
            int place,
            ImportItem.Outcome outcome,
            @Nullable UUID userbookId,
            String reasonCode,
            String message,
            @Nullable String undo) {
        static Decided of(int place, ImportItem.Verdict verdict) {
            RowTrace trace = verdict.trace();
            return new Decided(
                    place,
                    verdict.outcome(),
                    verdict.userbookId(),
                    verdict.reasonCode(),
                    verdict.message(),
                    trace == null ? null : StoredJson.write(trace));
        }
    }

    /** Writes what became of rows, by their places. */
    public void decide(Session session, UUID jobId, Map<Integer, ImportItem.Verdict> verdicts) {
        if (verdicts.isEmpty()) {
            return;
        }
        var byPlace = new TreeMap<>(verdicts);
        List<Decided> decided = byPlace.entrySet().stream()
                .map(one -> Decided.of(one.getKey(), one.getValue()))
                .toList();
        session.execute(
                DECIDE,
                Parameters.of("job_id", jobId)
                        .and("first", byPlace.firstKey())
                        .and("last", byPlace.lastKey())
                        .and("verdicts", Json.writeText(decided)));
        verdicts.forEach((place, verdict) -> {
            if (!verdict.candidates().isEmpty()) {
                session.execute(
                        ASK,
                        Parameters.of("job_id", jobId)
                                .and("place", place)
                                .and("candidates", Json.writeText(verdict.candidates())));
            }
        });
    }

    /** One row. */
    public Optional<ImportItem> find(Session session, UUID jobId, int place) {
        return session.first(
                ITEM, ItemRepository::item, Parameters.of("job_id", jobId).and("place", place));
    }

    /**
     * Makes rows pending that were understood, between two places.
     *
     * @param failedOnly those that were taken stay as they are
     */
    public void again(Session session, UUID jobId, boolean failedOnly, int after) {
        session.execute(
                failedOnly ? FAILED_AGAIN : ALL_AGAIN,
                Parameters.of("job_id", jobId)
                        .and("after", after)
                        .and("last", after + ImportRepository.ROWS_PER_COMMIT));
    }

    /** Whether a row failed that may be taken another time. */
    public boolean anyFailed(UUID jobId) {
        return database.read(
                session -> session.first(ANY_FAILED, row -> row.integer("place"), Parameters.of("job_id", jobId))
                        .isPresent());
    }

    /** Whether a row changed something that can be taken back. */
    public boolean anyTraced(UUID jobId) {
        return database.read(
                session -> session.first(ANY_TRACED, row -> row.integer("place"), Parameters.of("job_id", jobId))
                        .isPresent());
    }

    /** Gives pending rows an outcome without trying them; returns how many of them. */
    public long skip(Session session, UUID jobId, String code, String message, int limit) {
        return session.execute(
                SKIP,
                Parameters.of("job_id", jobId)
                        .and("reason_code", code)
                        .and("message", message)
                        .and("limit", limit));
    }

    public Map<ImportItem.Outcome, Integer> count(Session session, UUID jobId) {
        Map<ImportItem.Outcome, Integer> counts = new EnumMap<>(ImportItem.Outcome.class);
        session.list(
                        COUNT,
                        row -> Map.entry(row.constant("outcome", ImportItem.Outcome.class), row.integer("items")),
                        Parameters.of("job_id", jobId))
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
                row.textOrNull("message"),
                candidates(row.textOrNull("candidates")));
    }

    private static List<UUID> candidates(@Nullable String json) {
        return json == null ? List.of() : List.of(StoredJson.read(json, UUID[].class));
    }

    /** Removes rows of a job, at most so many; returns how many. */
    public long delete(Session session, UUID jobId, int limit) {
        return session.execute(DELETE_ITEMS, Parameters.of("job_id", jobId).and("limit", limit));
    }
}
