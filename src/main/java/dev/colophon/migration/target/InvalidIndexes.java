package dev.colophon.migration.target;

import dev.colophon.migration.connection.MigratorConnections;
import dev.colophon.migration.schema.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A CREATE INDEX CONCURRENTLY that failed leaves an invalid index behind, which IF NOT EXISTS would
 * take for the index (PostgreSQL). It is dropped before the migration runs again.
 */
public final class InvalidIndexes {
    private static final Logger LOG = LoggerFactory.getLogger(InvalidIndexes.class);
    public static final Pattern CREATES = Pattern.compile(
            "(?i)^create\\s+(?:unique\\s+)?index\\s+concurrently\\s+if\\s+not\\s+exists" + "\\s+([a-z0-9_]+)\\s");

    private InvalidIndexes() {}

    static void drop(MigratorConnections connections, List<Script> pending) throws SQLException {
        for (Script script : pending) {
            var name = CREATES.matcher(script.bare());
            if (name.find()) {
                try (var connection = connections.open()) {
                    dropIfInvalid(connection, name.group(1));
                }
            }
        }
    }

    private static void dropIfInvalid(Connection connection, String index) throws SQLException {
        String sql = "SELECT 1 FROM pg_index WHERE indexrelid = to_regclass(?) AND NOT indisvalid";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, index);
            try (var result = statement.executeQuery()) {
                if (!result.next()) {
                    return;
                }
            }
        }
        try (var statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = 0");
            statement.execute("DROP INDEX CONCURRENTLY IF EXISTS " + statement.enquoteIdentifier(index, true));
            LOG.info("dropped the invalid index {} that a failed migration left", index);
        }
    }
}
