package dev.colophon.account.picture;

import dev.colophon.database.Database;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.media.picture.Picture;
import dev.colophon.media.picture.Pictures;
import dev.colophon.problem.Problem;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The pictures of readers, each given and removed by the reader alone. */
public final class ReaderPictures {
    private static final String FIND = "SELECT u.picture_id FROM users u WHERE u.id = :id";

    private static final Statement LOCK = Statement.split("account.picture-lock", FIND + " FOR NO KEY UPDATE", FIND);

    private static final Statement SET =
            Statement.of("account.picture-set", "UPDATE users SET picture_id = :picture_id WHERE id = :id");

    private static final Statement LARGE = Statement.of("account.picture-large", """
                    SELECT p.large FROM users u JOIN pictures p ON p.id = u.picture_id WHERE u.id = :id
                    """);

    private final Database database;
    private final Pictures pictures;

    public ReaderPictures(Database database, Pictures pictures) {
        this.database = database;
        this.pictures = pictures;
    }

    private record Held(@Nullable UUID pictureId) {}

    /** Shows this picture of the reader in place of the one there is. */
    public void put(UUID readerId, Picture picture) {
        database.write(session -> replace(session, readerId, picture));
    }

    public void remove(UUID readerId) {
        database.write(session -> replace(session, readerId, null));
    }

    /** The hash of the large picture. */
    public Optional<String> large(UUID readerId) {
        return database.read(session ->
                session.first(LARGE, row -> Pictures.sha256(row.text("large")), Parameters.of("id", readerId)));
    }

    private UUID replace(Session session, UUID readerId, @Nullable Picture picture) {
        Held held = session.first(LOCK, row -> new Held(row.uuidOrNull("picture_id")), Parameters.of("id", readerId))
                .orElseThrow(Problem::notFound);
        UUID pictureId = picture == null ? null : pictures.attach(session, picture);
        session.execute(SET, Parameters.of("id", readerId).and("picture_id", pictureId));
        if (held.pictureId() != null) {
            pictures.remove(session, held.pictureId());
        }
        return readerId;
    }
}
