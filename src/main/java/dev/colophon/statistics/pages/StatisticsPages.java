package dev.colophon.statistics.pages;

import dev.colophon.problem.Problem;
import dev.colophon.statistics.Statistics;
import dev.colophon.statistics.Statistics.Overview;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.page.Page;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the own reads come to, in all time and in one year. */
public final class StatisticsPages implements Routes {
    private static final String PATH = "/statistics";

    private final Statistics statistics;

    public StatisticsPages(Statistics statistics) {
        this.statistics = statistics;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.page(PATH).get(exchange -> show(exchange, null)),
                Resource.page(PATH + "/{year}").get(exchange -> show(exchange, year(exchange))));
    }

    private void show(Exchange exchange, @Nullable Integer year) {
        UUID reader = exchange.caller().id();
        Overview overview = statistics.overview(reader, year, exchange.dates().zone());
        StatisticsView view = StatisticsView.of(overview.report(), overview.years());
        exchange.page(new Page("statistics/pages/statistics.jte", Map.of("shown", view)));
    }

    private static Integer year(Exchange exchange) {
        return Statistics.year(exchange.path("year")).orElseThrow(Problem::notFound);
    }
}
