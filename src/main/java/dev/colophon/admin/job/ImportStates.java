package dev.colophon.admin.job;

import dev.colophon.database.Database;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Statement;
import dev.colophon.web.Part;
import java.util.List;
import java.util.UUID;

/** Reads the imports of all readers. */
public final class ImportStates {
    private static final Statement LIST = Statement.of(
            "admin.imports",
            "SELECT " + ImportState.COLUMNS + " FROM import_jobs j JOIN users u ON u.id = j.user_id"
                    + " WHERE j.id < :before ORDER BY j.id DESC LIMIT :limit");

    private final Database database;

    public ImportStates(Database database) {
        this.database = database;
    }

    /** Latest first. */
    public Part<ImportState> list(List<String> after, int limit) {
        UUID before = after.isEmpty() ? Ids.LAST : UUID.fromString(after.getFirst());
        Parameters parameters = Parameters.of("before", before).and("limit", limit + 1);
        List<ImportState> found = database.read(session -> session.list(LIST, ImportState::of, parameters));
        return Part.of(found, limit, one -> one, one -> List.of(one.id().toString()));
    }
}
