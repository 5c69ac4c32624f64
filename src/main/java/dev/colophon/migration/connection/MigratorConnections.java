package dev.colophon.migration.connection;

import dev.colophon.database.Dialect;
import dev.colophon.database.DirectSession;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Opens connections past the pool and past PgBouncer, with the rights to change the schema. A
 * statement may take as long as it needs; waiting for a lock may not, for what waits behind a
 * waiting DDL is the traffic.
 */
public interface MigratorConnections {
    Connection open() throws SQLException;

    Dialect dialect();

    /** Which database, for messages. */
    String where();

    /** For statements of ours on such a connection. */
    default DirectSession session(Connection connection) {
        return new DirectSession(connection, dialect());
    }
}
