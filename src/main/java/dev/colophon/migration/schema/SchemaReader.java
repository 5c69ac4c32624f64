package dev.colophon.migration.schema;

import dev.colophon.migration.connection.MigratorConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the schema's state and Flyway's history without Flyway, over a connection of its own. */
public final class SchemaReader {
    public static final String HISTORY = "flyway_schema_history";

    /** One row of the history. */
    public record Applied(int level, String description, int checksum, boolean success) {}

    /** All that the migrator wants to know before it decides. */
    public record Snapshot(SchemaState state, List<Applied> history) {
        public Optional<Applied> failed() {
            return history.stream().filter(row -> !row.success()).findFirst();
        }

        /**
         * Whether every migration of this build was applied as it is here. Then there is nothing to
         * do, and Flyway, which costs a fifth of the whole start, is not loaded.
         */
        public boolean isUpToDate(Scripts scripts) {
            int needed = scripts.neededLevel();
            var own = history.stream().filter(row -> row.level() <= needed).toList();
            var wanted = scripts.all().stream().map(script -> applied(script)).toList();
            return state.level() >= needed && own.equals(wanted);
        }

        /** Whether what was applied so far is what this build would have applied. */
        public boolean isOfThisBuild(Scripts scripts) {
            var wanted = scripts.all().stream().map(script -> applied(script)).toList();
            return history.size() <= wanted.size()
                    && wanted.subList(0, history.size()).equals(history);
        }

        private static Applied applied(Script script) {
            return new Applied(script.level(), script.description(), script.checksum(), true);
        }
    }

    private final MigratorConnections connections;

    public SchemaReader(MigratorConnections connections) {
        this.connections = connections;
    }

    public Snapshot read() throws SQLException {
        try (var connection = connections.open()) {
            return new Snapshot(state(connection), history(connection));
        }
    }

    /** Takes the mark of a failed migration away, and nothing else. */
    public void removeFailed(int level) throws SQLException {
        String sql = "DELETE FROM " + HISTORY + " WHERE NOT success AND ltrim(version, '0') = ?";
        try (var connection = connections.open();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, Integer.toString(level));
            statement.executeUpdate();
        }
    }

    public boolean exists(Connection connection, String table) throws SQLException {
        String sql = connections.isPostgresql()
                ? "SELECT 1 WHERE to_regclass(?) IS NOT NULL"
                : "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, table);
            try (var result = statement.executeQuery()) {
                return result.next();
            }
        }
    }

    private SchemaState state(Connection connection) throws SQLException {
        if (!exists(connection, "schema_state")) {
            return SchemaState.EMPTY;
        }
        String sql = "SELECT level, minimum_reader FROM schema_state WHERE id = 1";
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            return result.next() ? new SchemaState(result.getInt(1), result.getInt(2)) : SchemaState.EMPTY;
        }
    }

    /** Somebody else's version, such as 1.1, is no level of ours: it can only be a mismatch. */
    private static int number(String version) {
        return version.matches("\\d{1,9}") ? Integer.parseInt(version) : -1;
    }

    private List<Applied> history(Connection connection) throws SQLException {
        if (!exists(connection, HISTORY)) {
            return List.of();
        }
        String sql = "SELECT version, description, checksum, success FROM " + HISTORY + " WHERE version IS NOT NULL";
        var rows = new ArrayList<Applied>();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(new Applied(
                        number(result.getString(1)), result.getString(2), result.getInt(3), result.getBoolean(4)));
            }
        }
        rows.sort((left, right) -> Integer.compare(left.level(), right.level()));
        return rows;
    }
}
