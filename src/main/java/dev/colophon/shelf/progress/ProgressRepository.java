package dev.colophon.shelf.progress;

import dev.colophon.database.Columns;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of progress. Each statement that takes an id from outside takes its owner too. */
public final class ProgressRepository {
    /** Of one read: three a day for four years and a half. */
    public static final int MAX_PER_READ = 5_000;

    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private static final Columns COLUMNS = Columns.of("id", "read_id", "unit", "amount", "reached_at");

    private static final Statement INSERT = Statement.of("shelf.progress-insert", COLUMNS.insertInto("progress"));

    private static final Statement UPDATE = Statement.of("shelf.progress-update", """
                    UPDATE progress SET unit = :unit, amount = :amount, reached_at = :reached_at
                    WHERE id = :id AND read_id = :read_id
                    """);

    private static final Statement DELETE = Statement.of("shelf.progress-delete", """
                    DELETE FROM progress WHERE id = :id
                      AND read_id IN (SELECT id FROM reads WHERE userbook_id = :userbook_id)
                    """);

    private static final Statement FIND = Statement.of(
            "shelf.progress-by-id",
            "SELECT " + COLUMNS.list("p") + ", r.userbook_id, b.page_count, b.duration_seconds" + """
                     FROM progress p JOIN reads r ON r.id = p.read_id
                    JOIN userbooks u ON u.id = r.userbook_id JOIN books b ON b.id = u.book_id
                    WHERE p.id = :id AND u.user_id = :user_id
                    """);

    private static final Statement LENGTH = Statement.of("shelf.length-of-entry", """
                    SELECT b.page_count, b.duration_seconds FROM userbooks u JOIN books b ON b.id = u.book_id
                    WHERE u.id = :id
                    """);

    private static final Statement OF_READ = Statement.of(
            "shelf.progress-of-read", "SELECT " + COLUMNS.list("p") + ", b.page_count, b.duration_seconds" + """
                     FROM (SELECT id, read_id, unit, amount, reached_at FROM progress WHERE read_id = :read_id
                        AND (reached_at, id) < (:after_at, :after_id)
                        ORDER BY reached_at DESC, id DESC LIMIT :limit) p
                    JOIN reads r ON r.id = p.read_id
                    JOIN userbooks u ON u.id = r.userbook_id JOIN books b ON b.id = u.book_id
                    WHERE u.id = :userbook_id
                    ORDER BY p.reached_at DESC, p.id DESC
                    """);

    /** Of each read of an entry the latest, so that a page about it takes one statement. */
    private static final Statement LATEST = Statement.of(
            "shelf.progress-latest", "SELECT " + COLUMNS.list("p") + ", b.page_count, b.duration_seconds" + """
                     FROM (SELECT l.id, l.read_id, l.unit, l.amount, l.reached_at, r.userbook_id,
                          ROW_NUMBER() OVER (PARTITION BY l.read_id ORDER BY l.reached_at DESC, l.id DESC) AS place
                        FROM reads r JOIN progress l ON l.read_id = r.id
                        WHERE r.userbook_id = :userbook_id) p
                    JOIN userbooks u ON u.id = p.userbook_id JOIN books b ON b.id = u.book_id
                    WHERE p.place <= :limit
                    ORDER BY p.reached_at DESC, p.id DESC
                    """);

    private static final Statement COUNT =
            Statement.of("shelf.progress-count", "SELECT COUNT(*) AS total FROM progress WHERE read_id = :read_id");

    /** A row and the entry it belongs to. */
    public record Placed(ReadingProgress progress, UUID entryId) {}

    /**
     * @throws Problem of kind INVALID when the read has too many then
     */
    public ReadingProgress insert(Session session, UUID readId, Position position, Length length, Instant reachedAt) {
        Parameters read = Parameters.of("read_id", readId);
        long noted = session.first(COUNT, row -> row.number("total"), read).orElseThrow();
        if (noted >= MAX_PER_READ) {
            throw Problem.invalid("", "too_many", "A read has at most " + MAX_PER_READ + " notes of progress.");
        }
        ReadingProgress added = ReadingProgress.of(Ids.next(), readId, position, length, reachedAt);
        session.execute(INSERT, added.parameters());
        return added;
    }

    /** Writes another position or time of what is there. */
    public ReadingProgress update(
            Session session, ReadingProgress old, Position position, Length length, Instant reachedAt) {
        ReadingProgress changed = ReadingProgress.of(old.id(), old.readId(), position, length, reachedAt);
        session.execute(UPDATE, changed.parameters());
        return changed;
    }

    public void delete(Session session, UUID entryId, UUID id) {
        session.execute(DELETE, Parameters.of("id", id).and("userbook_id", entryId));
    }

    public Optional<Placed> find(Session session, UUID userId, UUID id) {
        return session.first(
                FIND,
                row -> new Placed(ReadingProgress.of(row, row.uuid("id")), row.uuid("userbook_id")),
                Parameters.of("id", id).and("user_id", userId));
    }

    /** How long the book of an entry is. */
    public Length length(Session session, UUID entryId) {
        return session.first(LENGTH, Length::of, Parameters.of("id", entryId)).orElseThrow(Problem::notFound);
    }

    /**
     * The latest progress of every read of an entry, latest first.
     *
     * @param limit of each read
     */
    public List<ReadingProgress> latest(Session session, UUID entryId, int limit) {
        return session.list(
                LATEST,
                row -> ReadingProgress.of(row, row.uuid("id")),
                Parameters.of("userbook_id", entryId).and("limit", limit));
    }

    /**
     * The progress of one read, latest first.
     *
     * @param entryId whose read it must be; of another's nothing is found
     * @param after the place of the last one that was shown; empty at the start
     */
    public List<ReadingProgress> list(Session session, UUID entryId, UUID readId, List<String> after, int limit) {
        return session.list(
                OF_READ,
                row -> ReadingProgress.of(row, row.uuid("id")),
                Parameters.of("userbook_id", entryId)
                        .and("read_id", readId)
                        .and("after_at", after.isEmpty() ? LAST : Instant.parse(after.getFirst()))
                        .and("after_id", after.isEmpty() ? Ids.LAST : UUID.fromString(after.getLast()))
                        .and("limit", limit));
    }
}
