package dev.colophon.statistics.goal;

import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The rows of goals; every statement has their owner. */
final class GoalRepository {
    private static final Statement PUT = Statement.of("statistics.goal-put", """
                    INSERT INTO goals (user_id, year, metric, target, created_at, updated_at)
                    VALUES (:user_id, :year, :metric, :target, :now, :now)
                    ON CONFLICT (user_id, year, metric) DO UPDATE
                        SET target = excluded.target, updated_at = excluded.updated_at
                        WHERE goals.target <> excluded.target
                    """);

    private static final String FIND = "SELECT " + Goal.COLUMNS.list() + " FROM goals WHERE user_id = :user_id AND ";

    private static final Statement ONE = Statement.of("statistics.goal", FIND + "year = :year AND metric = :metric");

    private static final Statement OF_YEAR =
            Statement.of("statistics.goals-of-year", FIND + "year = :year ORDER BY metric");

    private static final Statement PAGE = Statement.of(
            "statistics.goals",
            FIND + "(year, metric) < (:after_year, :after_metric) ORDER BY year DESC, metric DESC LIMIT :limit");

    private static final Statement DELETE = Statement.of(
            "statistics.goal-delete",
            "DELETE FROM goals WHERE user_id = :user_id AND year = :year AND metric = :metric");

    /** Whether it is another goal than before. */
    boolean put(Session session, UUID owner, Goal goal, Instant now) {
        return session.execute(
                        PUT,
                        key(owner, goal.year(), goal.metric())
                                .and("target", goal.target())
                                .and("now", now))
                == 1;
    }

    Optional<Goal> find(Session session, UUID owner, int year, Metric metric) {
        return session.first(ONE, Goal::of, key(owner, year, metric));
    }

    List<Goal> ofYear(Session session, UUID owner, int year) {
        return session.list(OF_YEAR, Goal::of, Parameters.of("user_id", owner).and("year", year));
    }

    /** One part of all of them, the latest year first. */
    List<Goal> page(Session session, UUID owner, List<String> after, int limit) {
        boolean first = after.isEmpty();
        return session.list(
                PAGE,
                Goal::of,
                Parameters.of("user_id", owner)
                        .and("after_year", first ? Goal.LAST_YEAR + 1 : Integer.parseInt(after.get(0)))
                        .and("after_metric", first ? "" : after.get(1).toLowerCase(Locale.ROOT))
                        .and("limit", limit));
    }

    /** Whether there was one. */
    boolean delete(Session session, UUID owner, int year, Metric metric) {
        return session.execute(DELETE, key(owner, year, metric)) == 1;
    }

    private static Parameters key(UUID owner, int year, Metric metric) {
        return Parameters.of("user_id", owner).and("year", year).and("metric", metric);
    }
}
