package dev.colophon.migration;

import dev.colophon.database.Database;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;

/**
 * Tells that a restore of a PostgreSQL database runs, to those who would serve it or write to it. The
 * restore has an advisory lock in its session, which ends with it; others try to share it for the
 * length of a transaction, so that this works through PgBouncer too. On SQLite the lock on the file
 * does this work, and there is no restore to be seen here.
 */
public final class RestoreLock {
    /** The migrators' with another last letter: "colophor". */
    public static final long KEY = 0x636f6c6f70686f72L;

    private static final Statement IS_FREE = Statement.split(
            "migration.no-restore-runs",
            "SELECT pg_try_advisory_xact_lock_shared(:key) AS free",
            "SELECT :key IS NOT NULL AS free");

    private RestoreLock() {}

    /** Whether none runs, nor begins before the transaction of this session ends. */
    static boolean share(Session session) {
        return session.first(IS_FREE, row -> row.bool("free"), Parameters.of("key", KEY))
                .orElse(false);
    }

    /**
     * Asks now, before a verb writes; one that begins later keeps writers out by locks on the tables.
     *
     * @throws StartFailure 75 while one runs
     */
    public static void requireNone(Database database) {
        if (!database.read(RestoreLock::share)) {
            throw running("use the database");
        }
    }

    static StartFailure running(String what) {
        return new StartFailure(
                ExitCode.TRY_AGAIN, what, "a restore of the database is running", "wait until it has ended");
    }
}
