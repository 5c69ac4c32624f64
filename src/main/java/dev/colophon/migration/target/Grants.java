package dev.colophon.migration.target;

import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the serving role its rights on what the migrator's role owns (PostgreSQL). It may not
 * change what only migrators write.
 */
final class Grants {
    private static final Logger LOG = LoggerFactory.getLogger(Grants.class);

    /** A table that the role cannot read, or one of its own that it cannot change. */
    private static final String MISSING = """
            SELECT count(*) FROM pg_class c
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
              AND c.relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)
              AND (NOT has_table_privilege(?, c.oid, 'SELECT')
                OR NOT has_schema_privilege(?, c.relnamespace, 'USAGE')
                OR (c.relname NOT IN
                        ('flyway_schema_history', 'schema_state', 'migration_attempts')
                    AND NOT has_table_privilege(?, c.oid, 'INSERT')))
            """;

    private final Connection connection;
    private final String role;

    /**
     * @param connection whose transaction it is
     * @param role not the migrator's own
     */
    Grants(Connection connection, String role) {
        this.connection = connection;
        this.role = role;
    }

    /** Does nothing when no right is missing. */
    void giveMissing() throws SQLException {
        if (!isComplete()) {
            give();
            LOG.info("gave {} its rights on the tables", role);
        }
    }

    private boolean isComplete() throws SQLException {
        try (var statement = connection.prepareStatement(MISSING)) {
            for (int index = 1; index <= 3; index++) {
                statement.setString(index, role);
            }
            try (var result = statement.executeQuery()) {
                return result.next() && result.getLong(1) == 0;
            }
        }
    }

    private void give() throws SQLException {
        try (var statement = connection.createStatement()) {
            String schema = statement.enquoteIdentifier(connection.getSchema(), true);
            String to = " TO " + statement.enquoteIdentifier(role, true);
            String future = "ALTER DEFAULT PRIVILEGES IN SCHEMA " + schema + " GRANT ";
            statement.execute("GRANT USAGE ON SCHEMA " + schema + to);
            statement.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA " + schema + to);
            statement.execute("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA " + schema + to);
            statement.execute(future + "SELECT, INSERT, UPDATE, DELETE ON TABLES" + to);
            statement.execute(future + "USAGE, SELECT ON SEQUENCES" + to);
            statement.execute("REVOKE INSERT, UPDATE, DELETE ON flyway_schema_history, schema_state,"
                    + " migration_attempts FROM "
                    + statement.enquoteIdentifier(role, true));
        }
    }
}
