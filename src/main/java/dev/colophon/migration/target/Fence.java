package dev.colophon.migration.target;

import dev.colophon.database.DirectSession;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Statement;
import dev.colophon.migration.connection.MigrationFailures;
import dev.colophon.migration.schema.SchemaReader;
import dev.colophon.migration.schema.Script;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.sql.SQLException;
import java.util.List;

/**
 * Keeps a contract migration away from builds that it would break. A normal rolling upgrade never
 * meets it, because a contract demands at most the level of the release before; it is met when a
 * release was skipped. On SQLite the lock of the one serving instance stands in its place.
 */
final class Fence {
    /** Three heartbeats; the clock is the database's. */
    private static final Statement LIVE_BELOW = Statement.split("migration.live-below", """
                    SELECT release, needed_level, count(*) AS live FROM instances
                    WHERE needed_level < :minimum AND seen_at > CURRENT_TIMESTAMP - INTERVAL '90 seconds'
                    GROUP BY release, needed_level ORDER BY needed_level
                    """, """
                    SELECT release, needed_level, count(*) AS live FROM instances
                    WHERE needed_level < :minimum AND seen_at > datetime('now', '-90 seconds')
                    GROUP BY release, needed_level ORDER BY needed_level
                    """);

    private Fence() {}

    /**
     * @throws StartFailure 75 when an instance lives that needs less than the script's minimum
     */
    static void check(DirectSession session, Script script) throws SQLException {
        if (script.contractMinimum().isEmpty() || !SchemaReader.on(session).exists("instances")) {
            return;
        }
        int minimum = script.contractMinimum().getAsInt();
        List<String> live = session.list(LIVE_BELOW, Fence::text, Parameters.of("minimum", minimum));
        if (!live.isEmpty()) {
            throw new StartFailure(
                    ExitCode.TRY_AGAIN,
                    MigrationFailures.WHAT,
                    script.file()
                            + " breaks builds that need a level below "
                            + minimum
                            + ", and these live: "
                            + String.join(", ", live)
                            + "; nothing was changed",
                    "first install a release that needs level "
                            + minimum
                            + " or more everywhere, or scale the instances to 0 and try again"
                            + " after 90 seconds");
        }
    }

    private static String text(Row row) {
        return row.number("live") + " of release " + row.text("release") + " that need level "
                + row.integer("needed_level");
    }
}
