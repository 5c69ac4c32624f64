package dev.colophon.migration.schema;

import dev.colophon.database.DirectSession;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.migration.connection.MigratorConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the schema's state and Flyway's history, without Flyway: through the pool with the rights of
 * the serving role, or past it with the migrator's.
 *
 * @param <E> the failure of a statement, which differs between the two
 */
public final class SchemaReader<E extends Exception> {
    public static final String HISTORY = "flyway_schema_history";

    private static final Statement EXISTS = Statement.split(
            "migration.table-exists",
            "SELECT 1 AS found WHERE to_regclass(:name) IS NOT NULL",
            "SELECT 1 AS found FROM sqlite_master WHERE type = 'table' AND name = :name");

    private static final Statement STATE =
            Statement.of("migration.schema-state", "SELECT level, minimum_reader FROM schema_state WHERE id = 1");

    private static final Statement MOVED = Statement.of(
            "migration.moved-to", "SELECT moved_to FROM schema_state WHERE id = 1 AND moved_to IS NOT NULL");

    private static final Statement APPLIED = Statement.of("migration.history", """
                    SELECT version, description, checksum, success
                    FROM flyway_schema_history WHERE version IS NOT NULL
                    """);

    private static final Statement FAILED = Statement.of("migration.failed-mark", """
                    SELECT version FROM flyway_schema_history WHERE NOT success ORDER BY installed_rank
                    """);

    private static final Statement LAST_ATTEMPT = Statement.of("migration.last-attempt", """
                    SELECT instance, level, started_at, ended_at, exit_code, message
                    FROM migration_attempts ORDER BY id DESC LIMIT 1
                    """);

    private static final Statement LAST_SUCCESS = Statement.of("migration.last-success", """
                    SELECT ended_at FROM migration_attempts
                    WHERE exit_code = 0 ORDER BY id DESC LIMIT 1
                    """);

    private final Query<E> query;

    private SchemaReader(Query<E> query) {
        this.query = query;
    }

    /** Reads in a session of the pool. */
    static SchemaReader<RuntimeException> on(Session session) {
        return new SchemaReader<>(session::list);
    }

    /** Reads past the pool. */
    public static SchemaReader<SQLException> on(DirectSession session) {
        return new SchemaReader<>(session::list);
    }

    /** Reads on a connection of its own. */
    public static Snapshot snapshot(MigratorConnections connections) throws SQLException {
        try (Connection connection = connections.open()) {
            return on(connections.session(connection)).snapshot();
        }
    }

    /** What either session offers. */
    private interface Query<E extends Exception> {
        <T> List<T> list(Statement statement, Function<Row, T> mapper, Parameters parameters) throws E;
    }

    /** One row of the history. */
    public record Applied(int level, String description, int checksum, boolean success) {
        /** What a record brings by itself is made when it is first used, and every start compares these. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Applied row
                    && level == row.level
                    && checksum == row.checksum
                    && success == row.success
                    && description.equals(row.description);
        }

        @Override
        public int hashCode() {
            return level;
        }
    }

    /**
     * All that the migrator wants to know before it decides.
     *
     * @param movedTo where the data lives now, when that is elsewhere
     */
    public record Snapshot(SchemaState state, List<Applied> history, Optional<String> movedTo) {
        public Optional<Applied> failed() {
            return history.stream().filter(row -> !row.success()).findFirst();
        }

        /**
         * Whether every migration of this build was applied as it is here. Then there is nothing to
         * do, and Flyway, which costs a fifth of the whole start, is not loaded.
         */
        public boolean isUpToDate(Scripts scripts) {
            int needed = scripts.neededLevel();
            List<Applied> own =
                    history.stream().filter(row -> row.level() <= needed).toList();
            return state.level() >= needed && own.equals(wanted(scripts));
        }

        /** Whether what was applied so far is what this build would have applied. */
        public boolean isOfThisBuild(Scripts scripts) {
            List<Applied> wanted = wanted(scripts);
            return history.size() <= wanted.size()
                    && wanted.subList(0, history.size()).equals(history);
        }

        private static List<Applied> wanted(Scripts scripts) {
            return scripts.all().stream()
                    .map(script -> new Applied(script.level(), script.description(), script.checksum(), true))
                    .toList();
        }
    }

    /**
     * What the gate looks at.
     *
     * @param failedLevel a migration that is marked as failed; looked for on every sight
     * @param movedTo where the data lives now, when that is elsewhere
     */
    record View(
            SchemaState state,
            @Nullable Integer failedLevel,
            Optional<Attempt> lastAttempt,
            Optional<Instant> lastSuccess,
            Optional<String> movedTo) {
        static final View NOTHING =
                new View(SchemaState.EMPTY, null, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same in the transaction of the session. */
    public Snapshot snapshot() throws E {
        return new Snapshot(state(), history(), movedTo());
    }

    View view() throws E {
        if (!exists("schema_state")) {
            return View.NOTHING;
        }
        Integer failedLevel = exists(HISTORY)
                ? first(FAILED, row -> row.text("version"))
                        .map(Integer::valueOf)
                        .orElse(null)
                : null;
        return new View(
                first(STATE, SchemaReader::state).orElse(SchemaState.EMPTY),
                failedLevel,
                first(LAST_ATTEMPT, SchemaReader::attempt),
                first(LAST_SUCCESS, row -> row.instant("ended_at")),
                movedTo());
    }

    /** The mark came with the table of installations. */
    private Optional<String> movedTo() throws E {
        return exists("installation") ? first(MOVED, row -> row.text("moved_to")) : Optional.empty();
    }

    public boolean exists(String table) throws E {
        return !query.list(EXISTS, row -> row.integer("found"), Parameters.of("name", table))
                .isEmpty();
    }

    private SchemaState state() throws E {
        return exists("schema_state") ? first(STATE, SchemaReader::state).orElse(SchemaState.EMPTY) : SchemaState.EMPTY;
    }

    private List<Applied> history() throws E {
        if (!exists(HISTORY)) {
            return List.of();
        }
        return query.list(APPLIED, SchemaReader::applied, Parameters.none()).stream()
                .sorted(Comparator.comparingInt(Applied::level))
                .toList();
    }

    private <T> Optional<T> first(Statement statement, Function<Row, T> mapper) throws E {
        return query.list(statement, mapper, Parameters.none()).stream().findFirst();
    }

    private static SchemaState state(Row row) {
        return new SchemaState(row.integer("level"), row.integer("minimum_reader"));
    }

    private static Applied applied(Row row) {
        return new Applied(
                level(row.text("version")),
                row.text("description"),
                Objects.requireNonNullElse(row.integerOrNull("checksum"), 0),
                row.bool("success"));
    }

    /** Somebody else's version, such as 1.1, is no level of ours: it can only be a mismatch. */
    private static int level(String version) {
        return version.matches("\\d{1,9}") ? Integer.parseInt(version) : -1;
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
