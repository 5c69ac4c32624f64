package dev.colophon.statistics.api;

import dev.colophon.problem.Problem;
import dev.colophon.statistics.Sight;
import dev.colophon.statistics.Statistics;
import dev.colophon.web.Exchange;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.session.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the caller's own reads come to, at {@code /api/v1/stats}. */
public final class StatisticsRoutes implements Routes {
    private static final String PATH = "/api/v1/stats";

    private final Statistics statistics;

    public StatisticsRoutes(Statistics statistics) {
        this.statistics = statistics;
    }

    private record Years(List<Integer> years) {}

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.at(PATH).needs(Scope.STATISTICS_READ).get(this::report).query("year"),
                Resource.at(PATH + "/years").needs(Scope.STATISTICS_READ).get(this::years));
    }

    private void report(Exchange exchange) {
        Sight own = Sight.own(exchange.caller().id());
        exchange.reply(statistics.report(own, year(exchange), exchange.dates().zone()));
    }

    private void years(Exchange exchange) {
        exchange.reply(new Years(statistics.years(Sight.own(exchange.caller().id()))));
    }

    private static @Nullable Integer year(Exchange exchange) {
        String text = QueryParameters.text(exchange, "year");
        return text == null
                ? null
                : Statistics.year(text)
                        .orElseThrow(() -> Problem.malformed("year", "range", "A year has four digits, such as 2026."));
    }
}
