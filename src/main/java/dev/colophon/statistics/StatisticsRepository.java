package dev.colophon.statistics;

import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Reads what statistics are made of: the reads and the progress of one reader. */
final class StatisticsRepository {
    private static final Statement FINISHED = Statement.of(
            "statistics.finished-reads",
            "SELECT " + FinishedRead.COLUMNS + " FROM userbooks u"
                    + " JOIN reads r ON r.userbook_id = u.id AND r.outcome = 'finished'"
                    + " JOIN books b ON b.id = u.book_id WHERE u.user_id = :owner_id");

    private static final Statement MOMENTS = Statement.of("statistics.moments-of-progress", """
                    SELECT p.reached_at FROM userbooks u
                    JOIN reads r ON r.userbook_id = u.id
                    JOIN progress p ON p.read_id = r.id
                    WHERE u.user_id = :owner_id AND p.reached_at >= :since
                    """);

    List<FinishedRead> finished(Session session, UUID owner) {
        return session.list(FINISHED, FinishedRead::of, Parameters.of("owner_id", owner));
    }

    /** When progress was noted, in no order. */
    List<Instant> moments(Session session, UUID owner, Instant since) {
        return session.list(
                MOMENTS,
                row -> row.instant("reached_at"),
                Parameters.of("owner_id", owner).and("since", since));
    }
}
