package dev.colophon.transfer;

import com.fasterxml.jackson.databind.JsonNode;

import dev.colophon.database.Database;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.json.Json;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Jobs and items in the database. */
final class ImportRepository {
    /** Rows of one INSERT: a round trip for each row would take most of the time of storing. */
    private static final int ROWS_PER_INSERT = 25;

    private static final String JOB_COLUMNS =
            "id, user_id, status, dry_run, row_count, counts, notes, error, created_at, finished_at";

    private static final String ITEM_COLUMNS =
            "place, line, book_group, raw, normal, outcome, userbook_id, reason_code, message";

    private static final String UNFINISHED = " status IN ('storing', 'queued', 'running')";

    private static final Statement INSERT_JOB =
            Statement.of(
                    "transfer.insert-job",
                    """
                    INSERT INTO import_jobs (id, user_id, source, status, dry_run, row_count,
                        counts, notes, lease_owner, lease_until, created_at)
                    VALUES (?, ?, 'goodreads', 'storing', ?, ?, ?, ?, ?, ?, ?)""");

    private static final String INSERT_ITEM =
            """
            INSERT INTO import_items (job_id, place, line, book_group, raw, normal, outcome,
                reason_code, message) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final Statement INSERT_ONE = Statement.of("transfer.insert-item", INSERT_ITEM);

    private static final Statement INSERT_MANY =
            Statement.of(
                    "transfer.insert-items",
                    INSERT_ITEM + ", (?, ?, ?, ?, ?, ?, ?, ?, ?)".repeat(ROWS_PER_INSERT - 1));

    private static final Statement JOB_OF_USER =
            Statement.of(
                    "transfer.job-of-user",
                    "SELECT " + JOB_COLUMNS + " FROM import_jobs WHERE id = ? AND user_id = ?");

    private static final Statement JOBS =
            Statement.of(
                    "transfer.jobs",
                    "SELECT "
                            + JOB_COLUMNS
                            + " FROM import_jobs WHERE user_id = ? AND id < ?"
                            + " ORDER BY id DESC LIMIT ?");

    private static final Statement ITEMS =
            Statement.of(
                    "transfer.items",
                    "SELECT "
                            + ITEM_COLUMNS
                            + " FROM import_items WHERE job_id = ? AND place > ?"
                            + " ORDER BY place LIMIT ?");

    private static final Statement ITEMS_BY_OUTCOME =
            Statement.of(
                    "transfer.items-by-outcome",
                    "SELECT "
                            + ITEM_COLUMNS
                            + " FROM import_items WHERE job_id = ? AND outcome = ? AND place > ?"
                            + " ORDER BY place LIMIT ?");

    private static final Statement PENDING =
            Statement.of(
                    "transfer.pending-items",
                    """
                    SELECT place, book_group, normal FROM import_items
                    WHERE job_id = ? AND outcome = 'pending' ORDER BY place LIMIT ?""");

    private static final Statement CLAIMABLE =
            Statement.of(
                    "transfer.claimable-jobs",
                    "SELECT "
                            + JOB_COLUMNS
                            + " FROM import_jobs WHERE"
                            + UNFINISHED
                            + " AND (lease_until IS NULL OR lease_until < ?) ORDER BY id");

    private static final Statement CLAIM =
            Statement.of(
                    "transfer.claim-job",
                    """
                    UPDATE import_jobs SET status = 'running', lease_owner = ?, lease_until = ?
                    WHERE id = ? AND status IN ('queued', 'running')
                        AND (lease_until IS NULL OR lease_until < ?)""");

    private static final Statement RENEW =
            Statement.of(
                    "transfer.renew-lease",
                    "UPDATE import_jobs SET lease_until = ? WHERE id = ? AND lease_owner = ? AND"
                            + UNFINISHED);

    private static final Statement STORED =
            Statement.of(
                    "transfer.job-stored",
                    """
                    UPDATE import_jobs SET status = ?, counts = ?, lease_until = ?
                    WHERE id = ? AND lease_owner = ? AND status = 'storing'""");

    private static final Statement COUNTED =
            Statement.of("transfer.job-counted", "UPDATE import_jobs SET counts = ? WHERE id = ?");

    private static final Statement FINISH =
            Statement.of(
                    "transfer.finish-job",
                    "UPDATE import_jobs SET status = ?, counts = ?, error = ?, finished_at = ?,"
                            + " lease_owner = NULL, lease_until = NULL WHERE id = ? AND"
                            + UNFINISHED);

    private static final Statement RELEASE =
            Statement.of(
                    "transfer.release-lease",
                    "UPDATE import_jobs SET lease_until = NULL WHERE lease_owner = ? AND"
                            + " status IN ('queued', 'running')");

    private static final Statement DECIDE =
            Statement.of(
                    "transfer.decide-item",
                    """
                    UPDATE import_items
                    SET outcome = ?, userbook_id = ?, reason_code = ?, message = ?
                    WHERE job_id = ? AND place = ?""");

    private static final Statement SKIP =
            Statement.of(
                    "transfer.skip-items",
                    """
                    UPDATE import_items SET outcome = 'skipped', reason_code = ?, message = ?
                    WHERE job_id = ? AND place IN (
                        SELECT place FROM import_items
                        WHERE job_id = ? AND outcome = 'pending' ORDER BY place LIMIT ?)""");

    private static final Statement COUNT =
            Statement.of(
                    "transfer.count-items",
                    """
                    SELECT outcome, COUNT(*) AS items FROM import_items
                    WHERE job_id = ? GROUP BY outcome""");

    private static final Statement DELETE_ITEMS =
            Statement.of(
                    "transfer.delete-items",
                    """
                    DELETE FROM import_items WHERE job_id = ? AND place IN (
                        SELECT place FROM import_items WHERE job_id = ? ORDER BY place LIMIT ?)""");

    private static final Statement DELETE_JOB =
            Statement.of("transfer.delete-job", "DELETE FROM import_jobs WHERE id = ?");

    private static final Statement FINISHED_DRY_RUNS =
            Statement.of(
                    "transfer.finished-dry-runs",
                    "SELECT "
                            + JOB_COLUMNS
                            + " FROM import_jobs WHERE user_id = ? AND dry_run = ? AND NOT"
                            + UNFINISHED);

    private final Database database;

    ImportRepository(Database database) {
        this.database = database;
    }

    /** What the worker needs of a row. */
    record PendingItem(int place, int bookGroup, String normal) {
        Mapping mapping() {
            return Json.read(normal.getBytes(StandardCharsets.UTF_8), Mapping.class);
        }
    }

    /** A lease: whose it is and until when. */
    record Lease(String owner, Instant until) {}

    void insert(Session session, ImportJob job, Lease lease) {
        session.execute(
                INSERT_JOB,
                job.id(),
                job.userId(),
                job.dryRun(),
                (long) job.rowCount(),
                Json.writeText(job.counts()),
                Json.writeText(job.notes()),
                lease.owner(),
                lease.until(),
                job.createdAt());
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

    Optional<ImportJob> job(UUID jobId, UUID userId) {
        return database.read(
                session -> session.first(JOB_OF_USER, ImportRepository::job, jobId, userId));
    }

    /** Newest first, those before the given id. */
    List<ImportJob> jobs(UUID userId, UUID before, int limit) {
        return database.read(
                session -> session.list(JOBS, ImportRepository::job, userId, before, (long) limit));
    }

    /** Items after a place, of one outcome or of all. */
    List<ImportItem> items(UUID jobId, ImportItem.@Nullable Outcome outcome, int after, int limit) {
        return database.read(
                session ->
                        outcome == null
                                ? session.list(
                                        ITEMS,
                                        ImportRepository::item,
                                        jobId,
                                        (long) after,
                                        (long) limit)
                                : session.list(
                                        ITEMS_BY_OUTCOME,
                                        ImportRepository::item,
                                        jobId,
                                        outcome,
                                        (long) after,
                                        (long) limit));
    }

    /** The next rows without an outcome, without their raw form. */
    List<PendingItem> pending(Session session, UUID jobId, int limit) {
        return session.list(
                PENDING,
                row ->
                        new PendingItem(
                                row.integer("place"),
                                row.integer("book_group"),
                                row.text("normal")),
                jobId,
                (long) limit);
    }

    /** Unfinished jobs that nobody works on, oldest first. */
    List<ImportJob> claimable(Instant now) {
        return database.read(session -> session.list(CLAIMABLE, ImportRepository::job, now));
    }

    /** Whether the job is the lease owner's from now on. */
    boolean claim(UUID jobId, Lease lease, Instant now) {
        return database.write(
                session -> session.execute(CLAIM, lease.owner(), lease.until(), jobId, now) == 1);
    }

    /** Locks the job's row until the transaction ends; false when the job is not ours any more. */
    boolean renew(Session session, UUID jobId, Lease lease) {
        return session.execute(RENEW, lease.until(), jobId, lease.owner()) == 1;
    }

    boolean stored(
            UUID jobId,
            ImportJob.Status status,
            Map<ImportItem.Outcome, Integer> counts,
            Lease lease,
            @Nullable Instant until) {
        return database.write(
                session ->
                        session.execute(
                                        STORED,
                                        status,
                                        Json.writeText(counts),
                                        until,
                                        jobId,
                                        lease.owner())
                                == 1);
    }

    void counted(Session session, UUID jobId, Map<ImportItem.Outcome, Integer> counts) {
        session.execute(COUNTED, Json.writeText(counts), jobId);
    }

    boolean finish(
            Session session,
            UUID jobId,
            ImportJob.Status status,
            @Nullable String error,
            Instant now) {
        String counts = Json.writeText(count(session, jobId));
        return session.execute(FINISH, status, counts, error, now, jobId) == 1;
    }

    void release(String owner) {
        database.write(session -> session.execute(RELEASE, owner));
    }

    void decide(Session session, UUID jobId, int place, Verdict verdict) {
        session.execute(
                DECIDE,
                verdict.outcome(),
                verdict.userbookId(),
                verdict.reasonCode(),
                verdict.message(),
                jobId,
                (long) place);
    }

    /** Gives pending rows an outcome without trying them; returns how many of them. */
    long skip(Session session, UUID jobId, String code, String message, int limit) {
        return session.execute(SKIP, code, message, jobId, jobId, (long) limit);
    }

    Map<ImportItem.Outcome, Integer> count(Session session, UUID jobId) {
        Map<ImportItem.Outcome, Integer> counts = new EnumMap<>(ImportItem.Outcome.class);
        session.list(
                        COUNT,
                        row ->
                                Map.entry(
                                        row.constant("outcome", ImportItem.Outcome.class),
                                        Math.toIntExact(row.number("items"))),
                        jobId)
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    List<ImportJob> finishedDryRuns(UUID userId) {
        return database.read(
                session -> session.list(FINISHED_DRY_RUNS, ImportRepository::job, userId, true));
    }

    /** Removes a job with its items, at most so many rows in a transaction. */
    void delete(UUID jobId, int rowsPerCommit) {
        long deleted = rowsPerCommit;
        while (deleted == rowsPerCommit) {
            deleted =
                    database.write(
                            session ->
                                    session.execute(
                                            DELETE_ITEMS, jobId, jobId, (long) rowsPerCommit));
        }
        database.write(session -> session.execute(DELETE_JOB, jobId));
    }

    private static ImportJob job(Row row) {
        return new ImportJob(
                row.uuid("id"),
                row.uuid("user_id"),
                row.constant("status", ImportJob.Status.class),
                row.bool("dry_run"),
                Math.toIntExact(row.number("row_count")),
                counts(row.text("counts")),
                texts(row.text("notes")),
                row.textOrNull("error"),
                row.instant("created_at"),
                row.instantOrNull("finished_at"));
    }

    private static Map<ImportItem.Outcome, Integer> counts(String json) {
        Map<ImportItem.Outcome, Integer> counts = new EnumMap<>(ImportItem.Outcome.class);
        for (Map.Entry<String, JsonNode> field : tree(json).properties()) {
            counts.put(
                    ImportItem.Outcome.valueOf(field.getKey().toUpperCase(Locale.ROOT)),
                    field.getValue().intValue());
        }
        return counts;
    }

    private static List<String> texts(String json) {
        List<String> texts = new ArrayList<>();
        tree(json).forEach(node -> texts.add(node.textValue()));
        return texts;
    }

    private static JsonNode tree(String json) {
        return Json.readTree(json.getBytes(StandardCharsets.UTF_8));
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
}
