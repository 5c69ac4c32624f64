package dev.colophon.media;

import dev.colophon.database.Columns;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * What one reader's files may come to. All that a reader gave counts while something refers to it, and for a day after
 * it was given in any case: so who gives and removes again and again cannot fill the disk before the sweep.
 */
final class Quota {
    private static final Statement GIVE = Statement.of(
            "media.upload-give",
            Columns.of("user_id", "blob_name", "size_bytes", "given_at").insertInto("uploads")
                    + " ON CONFLICT (user_id, blob_name) DO UPDATE SET given_at = excluded.given_at");

    private static final Statement TAKE_BACK = Statement.of(
            "media.upload-take-back",
            "UPDATE uploads SET given_at = :since WHERE user_id = :user_id AND blob_name = :blob_name");

    /** The limits keep PostgreSQL from reading all pictures at once into a table of hashes. */
    private static final Statement USED = Statement.of("media.upload-bytes", """
                    SELECT COALESCE(SUM(u.size_bytes), 0) AS bytes FROM uploads u WHERE u.user_id = :user_id AND (
                      u.given_at > :since
                      OR EXISTS (SELECT 1 FROM attachments a WHERE a.user_id = :user_id AND a.blob_name = u.blob_name)
                      OR 1 = (SELECT 1 FROM pictures p WHERE p.large = u.blob_name LIMIT 1)
                      OR 1 = (SELECT 1 FROM pictures p WHERE p.small = u.blob_name LIMIT 1))
                    """);

    private static final Statement OWN =
            Statement.of("media.own-quota", "SELECT quota_bytes FROM users WHERE id = :user_id");

    private static final String READER = "SELECT id FROM users WHERE id = :user_id";

    /** One upload of a reader after the other; on SQLite a transaction that writes holds everything. */
    private static final Statement LOCK_READER =
            Statement.split("media.reader-lock", READER + " FOR NO KEY UPDATE", READER);

    private final long usualBytes;
    private final InstantSource clock;

    /**
     * @param usualBytes of a reader to whom no admin has given a quota of their own
     */
    Quota(long usualBytes, InstantSource clock) {
        this.usualBytes = usualBytes;
        this.clock = clock;
    }

    /** For the beginning of a transaction that gives a file. */
    void lock(Session session, UUID reader) {
        session.list(LOCK_READER, row -> row.uuid("id"), Parameters.of("user_id", reader));
    }

    /**
     * How many bytes the reader may still give.
     *
     * @throws Problem TOO_LARGE when there are none
     */
    long left(Session session, UUID reader) {
        long bytes = bytes(session, reader);
        long left = bytes - used(session, reader);
        if (left <= 0) {
            throw exceeded(bytes);
        }
        return left;
    }

    /**
     * Counts a file whose row is there; the reader is locked.
     *
     * @throws Problem TOO_LARGE when it is too much
     */
    void give(Session session, UUID reader, StoredFile file) {
        session.execute(
                GIVE, key(reader, file).and("size_bytes", file.sizeBytes()).and("given_at", clock.instant()));
        long bytes = bytes(session, reader);
        if (used(session, reader) > bytes) {
            throw exceeded(bytes);
        }
    }

    /** What could not be stored after all counts only if it was there before. */
    long takeBack(Session session, UUID reader, StoredFile file) {
        return session.execute(TAKE_BACK, key(reader, file).and("since", since()));
    }

    /** What the reader's files may come to. */
    long bytes(Session session, UUID reader) {
        return session.first(
                        OWN,
                        row -> Optional.ofNullable(row.numberOrNull("quota_bytes")),
                        Parameters.of("user_id", reader))
                .flatMap(own -> own)
                .orElse(usualBytes);
    }

    static Problem exceeded(long bytes) {
        return Problem.of(
                Kind.TOO_LARGE,
                "quota",
                "All your files together may have at most " + bytes
                        + " bytes; remove some first. What you remove within"
                        + " a day of sending it counts until that day is over.");
    }

    private long used(Session session, UUID reader) {
        return session.first(
                        USED,
                        row -> row.number("bytes"),
                        Parameters.of("user_id", reader).and("since", since()))
                .orElseThrow();
    }

    private Instant since() {
        return clock.instant().minus(BlobSweep.GRACE);
    }

    private static Parameters key(UUID reader, StoredFile file) {
        return Parameters.of("user_id", reader).and("blob_name", file.name());
    }
}
