package dev.colophon.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.database.Database;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs in the database. */
final class ImportRepository {
    private static final String JOB_COLUMNS =
            "id, user_id, status, dry_run, row_count, counts, notes, error, created_at, " + "finished_at";

    private static final String UNFINISHED = " status IN ('storing', 'queued', 'running')";

    private static final Statement INSERT_JOB = Statement.of("transfer.insert-job", """
                    INSERT INTO import_jobs (id, user_id, source, status, dry_run, row_count,
                        counts, notes, lease_owner, lease_until, created_at)
                    VALUES (?, ?, 'goodreads', 'storing', ?, ?, ?, ?, ?, ?, ?)""");

    private static final Statement JOB_OF_USER = Statement.of(
            "transfer.job-of-user", "SELECT " + JOB_COLUMNS + " FROM import_jobs WHERE id = ? AND user_id = ?");

    private static final Statement JOBS = Statement.of(
            "transfer.jobs",
            "SELECT " + JOB_COLUMNS + " FROM import_jobs WHERE user_id = ? AND id < ?" + " ORDER BY id DESC LIMIT ?");

    private static final Statement CLAIMABLE = Statement.of(
            "transfer.claimable-jobs",
            "SELECT "
                    + JOB_COLUMNS
                    + " FROM import_jobs WHERE"
                    + UNFINISHED
                    + " AND (lease_until IS NULL OR lease_until < ?) ORDER BY id");

    private static final Statement CLAIM = Statement.of("transfer.claim-job", """
                    UPDATE import_jobs SET status = 'running', lease_owner = ?, lease_until = ?
                    WHERE id = ? AND status IN ('queued', 'running')
                        AND (lease_until IS NULL OR lease_until < ?)""");

    private static final Statement RENEW = Statement.of(
            "transfer.renew-lease",
            "UPDATE import_jobs SET lease_until = ? WHERE id = ? AND lease_owner = ? AND" + UNFINISHED);

    private static final Statement STORED = Statement.of("transfer.job-stored", """
                    UPDATE import_jobs SET status = ?, counts = ?, lease_until = ?
                    WHERE id = ? AND lease_owner = ? AND status = 'storing'""");

    private static final Statement COUNTED =
            Statement.of("transfer.job-counted", "UPDATE import_jobs SET counts = ? WHERE id = ?");

    private static final Statement FINISH = Statement.of(
            "transfer.finish-job",
            "UPDATE import_jobs SET status = ?, counts = ?, error = ?, finished_at = ?,"
                    + " lease_owner = NULL, lease_until = NULL WHERE id = ? AND"
                    + UNFINISHED);

    private static final Statement RELEASE = Statement.of(
            "transfer.release-lease",
            "UPDATE import_jobs SET lease_until = NULL WHERE lease_owner = ? AND" + " status IN ('queued', 'running')");

    private static final Statement DELETE_JOB =
            Statement.of("transfer.delete-job", "DELETE FROM import_jobs WHERE id = ?");

    private static final Statement FINISHED_DRY_RUNS = Statement.of(
            "transfer.finished-dry-runs",
            "SELECT " + JOB_COLUMNS + " FROM import_jobs WHERE user_id = ? AND dry_run = ? AND NOT" + UNFINISHED);

    private final Database database;
    private final ItemRepository items;

    ImportRepository(Database database) {
        this.database = database;
        this.items = new ItemRepository(database);
    }

    ItemRepository items() {
        return items;
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

    Optional<ImportJob> job(UUID jobId, UUID userId) {
        return database.read(session -> session.first(JOB_OF_USER, ImportRepository::job, jobId, userId));
    }

    /** Newest first, those before the given id. */
    List<ImportJob> jobs(UUID userId, UUID before, int limit) {
        return database.read(session -> session.list(JOBS, ImportRepository::job, userId, before, (long) limit));
    }

    /** Unfinished jobs that nobody works on, oldest first. */
    List<ImportJob> claimable(Instant now) {
        return database.read(session -> session.list(CLAIMABLE, ImportRepository::job, now));
    }

    /** Whether the job is the lease owner's from now on. */
    boolean claim(UUID jobId, Lease lease, Instant now) {
        return database.write(session -> session.execute(CLAIM, lease.owner(), lease.until(), jobId, now) == 1);
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
                session -> session.execute(STORED, status, Json.writeText(counts), until, jobId, lease.owner()) == 1);
    }

    void counted(Session session, UUID jobId, Map<ImportItem.Outcome, Integer> counts) {
        session.execute(COUNTED, Json.writeText(counts), jobId);
    }

    boolean finish(Session session, UUID jobId, ImportJob.Status status, @Nullable String error, Instant now) {
        String counts = Json.writeText(items.count(session, jobId));
        return session.execute(FINISH, status, counts, error, now, jobId) == 1;
    }

    void release(String owner) {
        database.write(session -> session.execute(RELEASE, owner));
    }

    List<ImportJob> finishedDryRuns(UUID userId) {
        return database.read(session -> session.list(FINISHED_DRY_RUNS, ImportRepository::job, userId, true));
    }

    /** Removes a job with its items, at most so many rows in a transaction. */
    void delete(UUID jobId, int rowsPerCommit) {
        long deleted = rowsPerCommit;
        while (deleted == rowsPerCommit) {
            deleted = database.write(session -> items.delete(session, jobId, rowsPerCommit));
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
}
