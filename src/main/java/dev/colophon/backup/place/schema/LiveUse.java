package dev.colophon.backup.place.schema;

import dev.colophon.database.postgresql.SessionLock;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Who stands against a restore of this database. */
final class LiveUse {
    private static final String WHAT = "have the database for a restore";

    /** Of a beat's transaction, which shares the lock, nothing is left after this. */
    private static final int LOCK_TRIES = 50;

    private static final int BETWEEN_TRIES_MILLISECONDS = 100;

    private static final String RIGHTS = """
            SELECT has_database_privilege(current_database(), 'CREATE')
                AND has_schema_privilege(current_schema(), 'CREATE'), current_user, current_database(), current_schema()
            """;

    /** The two halves of the key, as the view shows them. */
    private static final String RESTORES = """
            SELECT pid FROM pg_locks
            WHERE locktype = 'advisory' AND granted AND mode = 'ExclusiveLock' AND objsubid = 1
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND ((classid::bigint << 32) | objid::bigint) = ?
            """;

    /** Three heartbeats; the clock is the database's. */
    private static final String LIVE = """
            SELECT id, release, round(extract(epoch FROM CURRENT_TIMESTAMP - seen_at))::bigint AS age FROM instances
            WHERE seen_at > CURRENT_TIMESTAMP - INTERVAL '90 seconds' ORDER BY seen_at DESC
            """;

    /** Who holds a lock in the live schema that a restore waits for. */
    private static final String WRITERS = """
            SELECT DISTINCT 'process ' || a.pid || ' of ' || COALESCE(a.usename, '?') || ' ('
                || COALESCE(NULLIF(a.application_name, ''), 'nameless') || ')' AS writer
            FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.granted AND l.pid <> pg_backend_pid() AND c.relnamespace = current_schema()::regnamespace
              AND c.relkind IN ('r', 'p') AND l.mode <> 'AccessShareLock'
            ORDER BY 1
            """;

    private final Connection connection;

    LiveUse(Connection connection) {
        this.connection = connection;
    }

    void requireRights() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(RIGHTS)) {
            row.next();
            if (!row.getBoolean(1)) {
                throw new StartFailure(
                        ExitCode.DATABASE_REFUSED,
                        WHAT,
                        "the role " + row.getString(2) + " may not make a schema beside the live one in the database "
                                + row.getString(3) + "; nothing was changed",
                        "GRANT CREATE ON DATABASE " + row.getString(3) + " TO " + row.getString(2)
                                + ", and CREATE ON SCHEMA " + row.getString(4));
            }
        }
    }

    /** Takes the lock of the session that instances share for their beats. */
    void lockRestores(long key) throws SQLException {
        for (int tries = 0; tries < LOCK_TRIES; tries++) {
            if (SessionLock.take(connection, key)) {
                return;
            }
            requireNoOther(key);
            pause();
        }
        throw locked("the lock of restores is not to be had");
    }

    private void requireNoOther(long key) throws SQLException {
        try (var statement = connection.prepareStatement(RESTORES)) {
            statement.setLong(1, key);
            try (var row = statement.executeQuery()) {
                if (row.next()) {
                    throw locked("another restore of this database runs, in the server's process " + row.getInt(1));
                }
            }
        }
    }

    private static StartFailure locked(String why) {
        return new StartFailure(ExitCode.BACKUP_LOCKED, WHAT, why + "; nothing was changed", "wait until it has ended");
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_TRIES_MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new StartFailure(ExitCode.TERMINATED, WHAT, "it was told to stop", "nothing to mend");
        }
    }

    void requireNobodyServing() throws SQLException {
        try (var statement = connection.createStatement()) {
            try (var row = statement.executeQuery("SELECT to_regclass('instances') IS NULL")) {
                if (row.next() && row.getBoolean(1)) {
                    return;
                }
            }
            List<String> live = new ArrayList<>();
            try (var row = statement.executeQuery(LIVE)) {
                while (row.next()) {
                    live.add(row.getString("id") + " of release " + row.getString("release") + ", seen "
                            + row.getLong("age") + " s ago");
                }
            }
            if (!live.isEmpty()) {
                throw refused(
                        "instances serve it: " + String.join("; ", live),
                        "scale the instances to 0; one that was killed counts for 90 seconds");
            }
        }
    }

    /** For people. */
    String writers() throws SQLException {
        List<String> writers = new ArrayList<>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(WRITERS)) {
            while (row.next()) {
                writers.add(row.getString(1));
            }
        }
        return writers.isEmpty() ? "nobody who still does" : String.join(", ", writers);
    }

    static StartFailure refused(String why, String remedy) {
        return new StartFailure(ExitCode.BACKUP_REFUSED, WHAT, why + "; nothing was changed", remedy);
    }
}
