package dev.colophon.transfer.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.database.Columns;
import dev.colophon.database.Database;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.json.Json;
import dev.colophon.transfer.choice.FileShelves;
import dev.colophon.transfer.source.SourceSystem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs in the database, and which of them this instance works on. */
public final class ImportRepository {
    /** So that other writers get their turn; a promise of the environment contract. */
    public static final int ROWS_PER_COMMIT = 2_000;

    /** A job whose worker was not heard of for so long is taken over. */
    public static final Duration LEASE = Duration.ofSeconds(30);

    private static final Columns STORED = Columns.of(
            "id", "user_id", "source", "status", "dry_run", "row_count", "counts", "notes", "shelves", "created_at");

    private static final String SELECT =
            "SELECT " + STORED.and("error", "finished_at").list() + " FROM import_jobs ";

    private static final String UNFINISHED = " status IN ('storing', 'preparing', 'queued', 'running', 'undoing')";

    private static final Statement INSERT_JOB = Statement.of(
            "transfer.insert-job", STORED.and("lease_owner", "lease_until").insertInto("import_jobs"));

    private static final Statement JOB_OF_USER =
            Statement.of("transfer.job-of-user", SELECT + "WHERE id = :id AND user_id = :user_id");

    private static final Statement LOCK_JOB = Statement.split(
            "transfer.lock-job",
            SELECT + "WHERE id = :id AND user_id = :user_id FOR UPDATE",
            SELECT + "WHERE id = :id AND user_id = :user_id");

    private static final Statement JOBS = Statement.of(
            "transfer.jobs", SELECT + "WHERE user_id = :user_id AND id < :before ORDER BY id DESC LIMIT :limit");

    private static final Statement CLAIMABLE = Statement.of(
            "transfer.claimable-jobs",
            SELECT + "WHERE" + UNFINISHED + " AND (lease_until IS NULL OR lease_until < :now) ORDER BY id");

    private static final Statement CLAIM = Statement.of("transfer.claim-job", """
                    UPDATE import_jobs SET status = CASE WHEN status = 'queued' THEN 'running' ELSE status END,
                        lease_owner = :lease_owner, lease_until = :lease_until
                    WHERE id = :id AND status IN ('preparing', 'queued', 'running', 'undoing')
                        AND (lease_until IS NULL OR lease_until < :now)""");

    private static final Statement RENEW = Statement.of(
            "transfer.renew-lease",
            "UPDATE import_jobs SET lease_until = :lease_until WHERE id = :id AND lease_owner = :lease_owner AND"
                    + UNFINISHED);

    private static final Statement JOB_STORED = Statement.of("transfer.job-stored", """
                    UPDATE import_jobs SET status = :status, counts = :counts, shelves = :shelves,
                        lease_until = :lease_until
                    WHERE id = :id AND lease_owner = :lease_owner AND status = 'storing'""");

    private static final Statement BEGIN = Statement.of("transfer.begin-job-again", """
                    UPDATE import_jobs SET status = :next, shelves = :shelves, error = NULL, finished_at = NULL
                    WHERE id = :id AND user_id = :user_id AND status = :status AND dry_run = :dry_run""");

    private static final Statement PREPARED = Statement.of("transfer.job-prepared", """
                    UPDATE import_jobs SET status = 'running', dry_run = :dry_run, counts = :counts
                    WHERE id = :id AND status = 'preparing'""");

    private static final Statement COUNTED =
            Statement.of("transfer.job-counted", "UPDATE import_jobs SET counts = :counts WHERE id = :id");

    private static final Statement FINISH = Statement.of(
            "transfer.finish-job",
            "UPDATE import_jobs SET status = :status, counts = :counts, error = :error, finished_at = :finished_at,"
                    + " lease_owner = NULL, lease_until = NULL WHERE id = :id AND"
                    + UNFINISHED);

    private static final Statement RELEASE = Statement.of("transfer.release-lease", """
                    UPDATE import_jobs SET lease_until = NULL
                    WHERE lease_owner = :lease_owner AND status IN ('preparing', 'queued', 'running', 'undoing')""");

    private static final Statement DELETE_JOB =
            Statement.of("transfer.delete-job", "DELETE FROM import_jobs WHERE id = :id");

    private static final Statement FINISHED_DRY_RUNS = Statement.of(
            "transfer.finished-dry-runs",
            SELECT + "WHERE user_id = :user_id AND dry_run = :dry_run AND NOT" + UNFINISHED);

    private final Database database;
    private final InstantSource clock;
    private final ItemRepository items;

    /** Whose leases are ours. */
    private final String owner = UUID.randomUUID().toString();

    public ImportRepository(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.items = new ItemRepository(database);
    }

    public ItemRepository items() {
        return items;
    }

    /**
     * A job with our lease.
     *
     * @throws dev.colophon.database.connection.ConstraintViolation of the type UNIQUE when its
     *     reader has an unfinished job
     */
    public void insert(ImportJob job) {
        Parameters parameters = Parameters.of("id", job.id())
                .and("user_id", job.userId())
                .and("source", job.source())
                .and("status", job.status())
                .and("dry_run", job.dryRun())
                .and("row_count", job.rowCount())
                .and("counts", Json.writeText(job.counts()))
                .and("notes", Json.writeText(job.notes()))
                .and("shelves", Json.writeText(job.shelves()))
                .and("created_at", job.createdAt())
                .and("lease_owner", owner)
                .and("lease_until", leaseEnd());
        database.write(session -> session.execute(INSERT_JOB, parameters));
    }

    public Optional<ImportJob> job(UUID jobId, UUID userId) {
        Parameters parameters = Parameters.of("id", jobId).and("user_id", userId);
        return database.read(session -> session.first(JOB_OF_USER, ImportRepository::job, parameters));
    }

    /** A job of the reader, which nobody else can change until the transaction ends. */
    public Optional<ImportJob> lock(Session session, UUID jobId, UUID userId) {
        return session.first(
                LOCK_JOB, ImportRepository::job, Parameters.of("id", jobId).and("user_id", userId));
    }

    /** Newest first, those before the given id. */
    public List<ImportJob> jobs(UUID userId, UUID before, int limit) {
        Parameters parameters =
                Parameters.of("user_id", userId).and("before", before).and("limit", limit);
        return database.read(session -> session.list(JOBS, ImportRepository::job, parameters));
    }

    /** Unfinished jobs that nobody works on, oldest first. */
    public List<ImportJob> claimable() {
        Parameters parameters = Parameters.of("now", clock.instant());
        return database.read(session -> session.list(CLAIMABLE, ImportRepository::job, parameters));
    }

    /** Whether the job is ours from now on. */
    public boolean claim(UUID jobId) {
        Parameters parameters = lease(jobId).and("now", clock.instant());
        return database.write(session -> session.execute(CLAIM, parameters) == 1);
    }

    /** Locks the job's row until the transaction ends; false when the job is not ours any more. */
    public boolean renew(Session session, UUID jobId) {
        return session.execute(RENEW, lease(jobId)) == 1;
    }

    /** Ends the storing of a job that is ours; a queued one is for whoever comes first. */
    public boolean stored(
            UUID jobId, ImportJob.Status status, Map<ImportItem.Outcome, Integer> counts, FileShelves shelves) {
        Parameters parameters = Parameters.of("id", jobId)
                .and("lease_owner", owner)
                .and("lease_until", status == ImportJob.Status.QUEUED ? null : leaseEnd())
                .and("status", status)
                .and("counts", Json.writeText(counts))
                .and("shelves", Json.writeText(shelves));
        return database.write(session -> session.execute(JOB_STORED, parameters) == 1);
    }

    /**
     * Begins work on a job that has ended once more, by whoever comes first.
     *
     * @param shelves with what is chosen for them from now on
     * @param next what the work is: {@code PREPARING} or {@code UNDOING}
     * @return false when it is not as it was read any more
     * @throws dev.colophon.database.connection.ConstraintViolation of the type UNIQUE when its
     *     reader has an unfinished job
     */
    public boolean begin(ImportJob ended, FileShelves shelves, ImportJob.Status next) {
        Parameters parameters = Parameters.of("id", ended.id())
                .and("user_id", ended.userId())
                .and("status", ended.status())
                .and("dry_run", ended.dryRun())
                .and("next", next)
                .and("shelves", Json.writeText(shelves));
        return database.write(session -> session.execute(BEGIN, parameters) == 1);
    }

    /** All rows of a job that is ours are pending that are to be taken; a trial is the import from now on. */
    public void prepared(Session session, UUID jobId) {
        session.execute(
                PREPARED,
                Parameters.of("id", jobId)
                        .and("dry_run", false)
                        .and("counts", Json.writeText(items.count(session, jobId))));
    }

    public void counted(Session session, UUID jobId, Map<ImportItem.Outcome, Integer> counts) {
        session.execute(COUNTED, Parameters.of("id", jobId).and("counts", Json.writeText(counts)));
    }

    /** Ends a job; false when it has ended already. */
    public boolean finish(UUID jobId, ImportJob.Status status, @Nullable String error) {
        return database.write(session -> finish(session, jobId, status, error));
    }

    /** The same in the caller's transaction. */
    public boolean finish(Session session, UUID jobId, ImportJob.Status status, @Nullable String error) {
        Parameters parameters = Parameters.of("id", jobId)
                .and("status", status)
                .and("counts", Json.writeText(items.count(session, jobId)))
                .and("error", error)
                .and("finished_at", clock.instant());
        return session.execute(FINISH, parameters) == 1;
    }

    /** Gives rows without an outcome one that says why they were not tried. */
    public void skipPending(UUID jobId, String code, String message) {
        long skipped = ROWS_PER_COMMIT;
        while (skipped == ROWS_PER_COMMIT) {
            skipped = database.write(session -> items.skip(session, jobId, code, message, ROWS_PER_COMMIT));
        }
        database.write(session -> {
            counted(session, jobId, items.count(session, jobId));
            return jobId;
        });
    }

    /** Gives up all leases that are ours. */
    public void release() {
        database.write(session -> session.execute(RELEASE, Parameters.of("lease_owner", owner)));
    }

    public List<ImportJob> finishedDryRuns(UUID userId) {
        Parameters parameters = Parameters.of("user_id", userId).and("dry_run", true);
        return database.read(session -> session.list(FINISHED_DRY_RUNS, ImportRepository::job, parameters));
    }

    /** Removes a job with its items, a bounded number of rows in a transaction. */
    public void delete(UUID jobId) {
        long deleted = ROWS_PER_COMMIT;
        while (deleted == ROWS_PER_COMMIT) {
            deleted = database.write(session -> items.delete(session, jobId, ROWS_PER_COMMIT));
        }
        database.write(session -> session.execute(DELETE_JOB, Parameters.of("id", jobId)));
    }

    private Parameters lease(UUID jobId) {
        return Parameters.of("id", jobId).and("lease_owner", owner).and("lease_until", leaseEnd());
    }

    private Instant leaseEnd() {
        return clock.instant().plus(LEASE);
    }

    private static ImportJob job(Row row) {
        return new ImportJob(
                row.uuid("id"),
                row.uuid("user_id"),
                row.constant("source", SourceSystem.class),
                row.constant("status", ImportJob.Status.class),
                row.bool("dry_run"),
                row.integer("row_count"),
                counts(row.text("counts")),
                texts(row.text("notes")),
                FileShelves.parse(row.text("shelves")),
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
