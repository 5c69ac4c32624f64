package dev.colophon.statistics.pages;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.statistics.Report;
import dev.colophon.statistics.Sight;
import dev.colophon.statistics.Statistics;
import dev.colophon.statistics.goal.GoalProgress;
import dev.colophon.statistics.goal.Goals;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.page.Page;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the own reads come to, in all time and in one year, and the goals of a year. */
public final class StatisticsPages implements Routes {
    private static final String PATH = "/statistics";

    private final Statistics statistics;
    private final Goals goals;

    public StatisticsPages(Statistics statistics, Goals goals) {
        this.statistics = statistics;
        this.goals = goals;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.page(PATH).get(exchange -> exchange.page(page(exchange, null, Map.of()))),
                Resource.page(PATH + "/{year}").get(this::showYear),
                Resource.page(PATH + "/{year}/goals").post(this::setGoals));
    }

    private void showYear(Exchange exchange) {
        int year = year(exchange);
        exchange.page(page(exchange, year, goals(exchange, year, null)));
    }

    private void setGoals(Exchange exchange) {
        UUID reader = exchange.caller().id();
        int year = year(exchange);
        GoalForm form = GoalForm.of(year, exchange.form());
        try {
            goals.replace(reader, year, form.wanted(), form.unwanted());
        } catch (Problem problem) {
            if (problem.kind() != Kind.INVALID) {
                throw problem;
            }
            exchange.page(page(exchange, year, goals(exchange, year, form.refused(problem))), problem);
            return;
        }
        exchange.redirect(StatisticsView.href(year) + "#goals");
    }

    /**
     * @param typed what could not be stored; null to show what is
     */
    private Map<String, Object> goals(Exchange exchange, int year, @Nullable GoalForm typed) {
        UUID reader = exchange.caller().id();
        List<GoalProgress> found = goals.ofYear(reader, year, exchange.dates().zone());
        return Map.of(
                "goals",
                found,
                "form",
                typed == null ? GoalForm.of(year, found) : typed,
                "undated",
                found.isEmpty() ? 0L : statistics.undated(Sight.own(reader)));
    }

    private Page page(Exchange exchange, @Nullable Integer year, Map<String, Object> more) {
        ZoneId zone = exchange.dates().zone();
        Sight own = Sight.own(exchange.caller().id());
        Report report = statistics.report(own, year, zone);
        Map<String, Object> parameters = new HashMap<>(more);
        parameters.put("shown", StatisticsView.of(report, years(statistics.years(own), zone), exchange.dates()));
        return new Page("statistics/pages/statistics.jte", parameters);
    }

    /** This year, too, in which nothing may have been finished yet and there may be goals. */
    private List<Integer> years(List<Integer> read, ZoneId zone) {
        return Stream.concat(Stream.of(goals.today(zone).getYear()), read.stream())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    static Integer year(Exchange exchange) {
        return Statistics.year(exchange.path("year")).orElseThrow(Problem::notFound);
    }
}
