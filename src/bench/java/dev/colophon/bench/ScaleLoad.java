package dev.colophon.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * Fills a migrated database with the data of a size, in one transaction, without the indexes that are no constraint's
 * and without looking at foreign keys; the indexes are made again behind the rows, from what the database said of them.
 */
record ScaleLoad(Connection connection) {
    private static final Map<Boolean, String> INDEXES = Map.of(
            true,
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()"
                    + " AND indexname NOT IN (SELECT conname FROM pg_constraint)",
            false,
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL");

    /**
     * @param account whose password everybody gets; somebody the program has made
     */
    void run(ScaleSize size, String account) throws Exception {
        boolean postgresql = connection.isWrapperFor(PGConnection.class);
        execute(postgresql ? "SET session_replication_role = replica" : "PRAGMA synchronous = OFF");
        execute(postgresql ? "SET maintenance_work_mem = '512MB'" : "PRAGMA cache_size = -512000");
        connection.setAutoCommit(false);
        Map<String, String> indexes = pairs(INDEXES.get(postgresql));
        for (String index : indexes.keySet()) {
            execute("DROP INDEX " + index);
        }
        String hash = pairs("SELECT username, password_hash FROM users").get(account);
        ScaleBooks books = new ScaleBooks(size);
        books.load(connection);
        new ScaleShelves(size, books).load(connection, hash);
        for (String create : indexes.values()) {
            execute(create);
        }
        connection.commit();
        connection.setAutoCommit(true);
        // what PostgreSQL's autovacuum would do in the background of a measurement
        execute(postgresql ? "VACUUM (ANALYZE)" : "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private Map<String, String> pairs(String sql) throws SQLException {
        Map<String, String> pairs = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                pairs.put(rows.getString(1), rows.getString(2));
            }
        }
        return pairs;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
