package dev.colophon.media;

import dev.colophon.database.Columns;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import java.time.Instant;
import java.util.List;

/** The table of blobs. Whoever changes a row holds it until the transaction ends, and with it the bytes. */
final class BlobRows {
    private static final Statement RENEW = Statement.of(
            "media.blob-renew",
            Columns.of("name", "size_bytes", "media_type", "stored_at").insertInto("blobs")
                    + " ON CONFLICT (name) DO UPDATE SET stored_at = excluded.stored_at");

    private static final Statement CLAIM =
            Statement.of("media.blob-claim", "UPDATE blobs SET stored_at = :stored_at WHERE name = :name");

    /** Every column that refers to blobs; BlobSweepTest compares them with the schema. */
    static final String UNUSED = """
                    stored_at < :before
                    AND NOT EXISTS (SELECT 1 FROM pictures WHERE pictures.large = blobs.name)
                    AND NOT EXISTS (SELECT 1 FROM pictures WHERE pictures.small = blobs.name)
                    AND NOT EXISTS (SELECT 1 FROM attachments WHERE attachments.blob_name = blobs.name)
                    """;

    private static final Statement FIND_UNUSED = Statement.of(
            "media.blobs-unused", "SELECT name FROM blobs WHERE " + UNUSED + " ORDER BY stored_at, name LIMIT :limit");

    private static final Statement DELETE_UNUSED =
            Statement.of("media.blob-delete-unused", "DELETE FROM blobs WHERE name = :name AND " + UNUSED);

    /** Of books, readers and uploads that are gone; one that is new may be about to be referred to. */
    private static final Statement DELETE_UNUSED_PICTURES = Statement.of("media.pictures-delete-unused", """
                    DELETE FROM pictures WHERE created_at < :before
                      AND NOT EXISTS (SELECT 1 FROM books WHERE books.cover_id = pictures.id)
                      AND NOT EXISTS (SELECT 1 FROM users WHERE users.picture_id = pictures.id)
                    """);

    private static final Statement TOTAL = Statement.of(
            "media.blobs-total", "SELECT COUNT(*) AS files, COALESCE(SUM(size_bytes), 0) AS bytes FROM blobs");

    private BlobRows() {}

    /** What all blobs come to. */
    record Total(long files, long bytes) {}

    /** Makes its row, or makes it as young as a new one. */
    static void renew(Session session, StoredFile file, Instant now) {
        session.execute(
                RENEW,
                Parameters.of("name", file.name())
                        .and("size_bytes", file.sizeBytes())
                        .and("media_type", file.mediaType())
                        .and("stored_at", now));
    }

    /** Whether there is such a row, which nobody sweeps now. */
    static boolean claim(Session session, String name, Instant now) {
        return session.execute(CLAIM, Parameters.of("name", name).and("stored_at", now)) == 1;
    }

    /** Blobs that were last given before that and that no row refers to, the oldest first. */
    static List<String> findUnused(Session session, Instant before, int limit) {
        return session.list(
                FIND_UNUSED,
                row -> row.text("name"),
                Parameters.of("before", before).and("limit", limit));
    }

    /** Deletes the row, unless it is used or was given again meanwhile. */
    static boolean deleteUnused(Session session, String name, Instant before) {
        return session.execute(DELETE_UNUSED, Parameters.of("name", name).and("before", before)) == 1;
    }

    /** Deletes pictures that neither a book nor a reader has. */
    static long deleteUnusedPictures(Session session, Instant before) {
        return session.execute(DELETE_UNUSED_PICTURES, Parameters.of("before", before));
    }

    static Total total(Session session) {
        return session.first(TOTAL, row -> new Total(row.number("files"), row.number("bytes")))
                .orElseThrow();
    }
}
