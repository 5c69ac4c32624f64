package dev.colophon.statistics.api;

import dev.colophon.problem.Problem;
import dev.colophon.statistics.Statistics;
import dev.colophon.statistics.share.Shares;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import java.util.List;

/** The caller's links that show a year to anybody, at {@code /api/v1/me/shares}. */
public final class ShareRoutes implements Routes {
    private static final String PATH = "/api/v1/me/shares";
    private static final String LIST = "shares";

    private final Shares shares;

    public ShareRoutes(Shares shares) {
        this.shares = shares;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.at(PATH).get(this::list).query("cursor", "limit"),
                Resource.at(PATH + "/{year}").get(this::show).put(this::share).delete(this::revoke));
    }

    private void list(Exchange exchange) {
        exchange.reply(LIST, shares.list(exchange.caller().id(), exchange.cursor(LIST), exchange.limit()));
    }

    private void show(Exchange exchange) {
        exchange.reply(shares.link(exchange.caller().id(), year(exchange)).orElseThrow(Problem::notFound));
    }

    private void share(Exchange exchange) {
        exchange.reply(shares.share(exchange.caller().id(), year(exchange)));
    }

    private void revoke(Exchange exchange) {
        shares.revoke(exchange.caller().id(), year(exchange));
        exchange.done();
    }

    private static int year(Exchange exchange) {
        return Statistics.year(exchange.path("year")).orElseThrow(Problem::notFound);
    }
}
