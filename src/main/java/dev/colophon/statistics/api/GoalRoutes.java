package dev.colophon.statistics.api;

import dev.colophon.problem.Problem;
import dev.colophon.statistics.Sight;
import dev.colophon.statistics.Statistics;
import dev.colophon.statistics.goal.Goal;
import dev.colophon.statistics.goal.GoalPace;
import dev.colophon.statistics.goal.GoalProgress;
import dev.colophon.statistics.goal.Goals;
import dev.colophon.statistics.goal.Metric;
import dev.colophon.web.Exchange;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.session.Scope;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The caller's own goals at {@code /api/v1/goals}. */
public final class GoalRoutes implements Routes {
    private static final String PATH = "/api/v1/goals";
    private static final String LIST = "goals";

    private final Goals goals;
    private final Statistics statistics;

    public GoalRoutes(Goals goals, Statistics statistics) {
        this.goals = goals;
        this.statistics = statistics;
    }

    /** A goal as callers send it. */
    private record GoalBody(@Nullable Integer target) {}

    /**
     * A goal as callers see it.
     *
     * @param undated finished reads that are in no year
     */
    private record GoalView(
            int year,
            Metric metric,
            int target,
            long done,
            boolean reached,
            long withoutLength,
            long undated,
            GoalPace pace) {

        static GoalView of(GoalProgress progress, long undated) {
            Goal goal = progress.goal();
            return new GoalView(
                    goal.year(),
                    goal.metric(),
                    goal.target(),
                    progress.done(),
                    progress.isReached(),
                    progress.withoutLength(),
                    undated,
                    progress.pace());
        }
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.at(PATH).needs(Scope.STATISTICS_READ).get(this::list).query("cursor", "limit"),
                Resource.at(PATH + "/{year}/{metric}")
                        .needs(Scope.STATISTICS_READ, Scope.STATISTICS_WRITE)
                        .get(this::show)
                        .put(this::set)
                        .delete(this::remove));
    }

    private void list(Exchange exchange) {
        UUID reader = exchange.caller().id();
        long undated = statistics.undated(Sight.own(reader));
        exchange.reply(
                LIST,
                goals.list(
                                reader,
                                exchange.cursor(LIST),
                                exchange.limit(),
                                exchange.dates().zone())
                        .map(one -> GoalView.of(one, undated)));
    }

    private void show(Exchange exchange) {
        UUID reader = exchange.caller().id();
        GoalProgress progress = goals.goal(
                reader, year(exchange), metric(exchange), exchange.dates().zone());
        exchange.reply(GoalView.of(progress, statistics.undated(Sight.own(reader))));
    }

    private void set(Exchange exchange) {
        UUID reader = exchange.caller().id();
        int year = year(exchange);
        Metric metric = metric(exchange);
        goals.set(
                reader,
                Goal.of(year, metric, "/target", exchange.body(GoalBody.class).target()));
        show(exchange);
    }

    private void remove(Exchange exchange) {
        goals.remove(exchange.caller().id(), year(exchange), metric(exchange));
        exchange.done();
    }

    private static int year(Exchange exchange) {
        return Statistics.year(exchange.path("year")).orElseThrow(Problem::notFound);
    }

    private static Metric metric(Exchange exchange) {
        Metric metric = QueryParameters.constantOrNull(Optional.of(exchange.path("metric")), Metric.class);
        if (metric == null) {
            throw Problem.notFound();
        }
        return metric;
    }
}
