package dev.colophon.migration.schema;

import dev.colophon.database.Database;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Looks at the schema through the pool, with the rights of the serving role. */
final class SchemaLook {
    private static final Statement EXISTS = Statement.split(
            "migration.table-exists",
            "SELECT 1 AS found WHERE to_regclass(?) IS NOT NULL",
            "SELECT 1 AS found FROM sqlite_master WHERE type = 'table' AND name = ?");

    private static final Statement STATE =
            Statement.of("migration.schema-state", "SELECT level, minimum_reader FROM schema_state WHERE id = 1");

    private static final Statement FAILED = Statement.of(
            "migration.failed-mark",
            "SELECT version FROM flyway_schema_history WHERE NOT success" + " ORDER BY installed_rank");

    private static final Statement LAST_ATTEMPT = Statement.of("migration.last-attempt", """
                    SELECT instance, level, started_at, ended_at, exit_code, message
                    FROM migration_attempts ORDER BY id DESC LIMIT 1
                    """);

    private static final Statement LAST_SUCCESS = Statement.of("migration.last-success", """
                    SELECT ended_at FROM migration_attempts
                    WHERE exit_code = 0 ORDER BY id DESC LIMIT 1
                    """);

    private final Database database;

    SchemaLook(Database database) {
        this.database = database;
    }

    /**
     * @param failedLevel a migration that is marked as failed; looked for on every sight
     */
    record View(
            SchemaState state,
            @Nullable Integer failedLevel,
            Optional<Attempt> lastAttempt,
            Optional<Instant> lastSuccess) {
        static final View NOTHING = new View(SchemaState.EMPTY, null, Optional.empty(), Optional.empty());
    }

    View take() {
        return database.read(SchemaLook::read);
    }

    private static View read(Session session) {
        if (!exists(session, "schema_state")) {
            return View.NOTHING;
        }
        var state = session.first(STATE, row -> new SchemaState(row.integer("level"), row.integer("minimum_reader")));
        return new View(
                state.orElse(SchemaState.EMPTY),
                failedLevel(session),
                session.first(LAST_ATTEMPT, SchemaLook::attempt),
                session.first(LAST_SUCCESS, row -> row.instant("ended_at")));
    }

    private static boolean exists(Session session, String table) {
        return session.first(EXISTS, row -> row.integer("found"), table).isPresent();
    }

    private static @Nullable Integer failedLevel(Session session) {
        return exists(session, SchemaReader.HISTORY)
                ? session.first(FAILED, row -> Integer.valueOf(row.text("version")))
                        .orElse(null)
                : null;
    }

    private static Attempt attempt(Row row) {
        Integer exitCode = row.integerOrNull("exit_code");
        return new Attempt(
                row.text("instance"),
                row.integer("level"),
                row.instant("started_at"),
                Optional.ofNullable(row.instantOrNull("ended_at")),
                exitCode == null ? OptionalInt.empty() : OptionalInt.of(exitCode),
                row.text("message"));
    }
}
