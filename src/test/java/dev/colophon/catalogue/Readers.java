package dev.colophon.catalogue;

import dev.colophon.testing.TestDatabase;
import dev.colophon.web.session.Caller;
import java.util.UUID;

/** Rows of users for tests of the shelf. */
public final class Readers {
    private Readers() {}

    public static Caller add(TestDatabase database, String name) {
        return add(database, name, false);
    }

    public static Caller add(TestDatabase database, String name, boolean admin) {
        UUID id = UUID.randomUUID();
        String moment = "'2024-01-01T00:00:00.000000Z'";
        database.run("INSERT INTO users (id, username, username_key, password_hash, display_name, role,"
                + " visibility, token_epoch, created_at, updated_at) VALUES ('"
                + id
                + "', '"
                + name
                + "', '"
                + name
                + "', 'none', '"
                + name
                + "', 'user', 'private', 0, "
                + moment
                + ", "
                + moment
                + ")");
        return new Caller(id, name, admin, UUID.randomUUID());
    }
}
