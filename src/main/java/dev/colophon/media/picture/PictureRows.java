package dev.colophon.media.picture;

import dev.colophon.database.Columns;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.media.StoredFile;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The table of pictures. */
final class PictureRows {
    private static final Statement INSERT = Statement.of(
            "media.picture-insert",
            Columns.of("id", "large", "small", "width", "height", "source", "created_at")
                    .insertInto("pictures"));

    private static final Statement DELETE = Statement.of("media.picture-delete", "DELETE FROM pictures WHERE id = :id");

    private static final Statement FILE = Statement.of("media.picture-file", """
                    SELECT name, size_bytes, media_type FROM blobs WHERE name = :name
                      AND (EXISTS (SELECT 1 FROM pictures WHERE pictures.large = blobs.name)
                        OR EXISTS (SELECT 1 FROM pictures WHERE pictures.small = blobs.name))
                    """);

    private PictureRows() {}

    static UUID insert(Session session, Picture picture, Instant now) {
        UUID id = Ids.next();
        session.execute(
                INSERT,
                Parameters.of("id", id)
                        .and("large", picture.large().name())
                        .and("small", picture.small().name())
                        .and("width", picture.width())
                        .and("height", picture.height())
                        .and("source", picture.source())
                        .and("created_at", now));
        return id;
    }

    static void delete(Session session, UUID id) {
        session.execute(DELETE, Parameters.of("id", id));
    }

    /** A file that a picture has. */
    static Optional<StoredFile> file(Session session, String name) {
        return session.first(
                FILE,
                row -> new StoredFile(row.text("name"), row.number("size_bytes"), row.text("media_type")),
                Parameters.of("name", name));
    }
}
