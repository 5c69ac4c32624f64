package dev.colophon.statistics.pages;

import dev.colophon.problem.Problem;
import dev.colophon.statistics.Sight;
import dev.colophon.statistics.review.YearReviews;
import dev.colophon.statistics.share.SharedYear;
import dev.colophon.statistics.share.Shares;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.page.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A year in review: for its reader, and by a link for anybody. */
public final class YearPages implements Routes {
    private static final String YEAR = "/statistics/{year}";

    private final YearReviews reviews;
    private final Shares shares;

    public YearPages(YearReviews reviews, Shares shares) {
        this.reviews = reviews;
        this.shares = shares;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.page(YEAR + "/review").get(this::show),
                Resource.page(YEAR + "/share").post(this::share),
                Resource.page(Shares.PATH + "{token}").get(this::showShared));
    }

    private void show(Exchange exchange) {
        UUID reader = exchange.caller().id();
        int year = StatisticsPages.year(exchange);
        ReviewView view = ReviewView.of(
                reviews.review(Sight.own(reader), year, exchange.dates().zone()), true, true, exchange.dates());
        Map<String, Object> parameters = new HashMap<>(Map.of("shown", view, "year", year));
        shares.link(reader, year).ifPresent(link -> parameters.put("link", link));
        exchange.page(new Page("statistics/pages/review.jte", parameters));
    }

    private void share(Exchange exchange) {
        UUID reader = exchange.caller().id();
        int year = StatisticsPages.year(exchange);
        switch (exchange.form().exact("action")) {
            case "share" -> shares.share(reader, year);
            case "revoke" -> shares.revoke(reader, year);
            default -> throw Problem.invalid("action", "unknown", "The form does not say what to do.");
        }
        exchange.redirect(StatisticsView.href(year) + "/review#share");
    }

    private void showShared(Exchange exchange) {
        // whoever has the link may pass it on; machines that list pages may not
        exchange.header("X-Robots-Tag", "noindex,nofollow");
        SharedYear shared = shares.shared(exchange.path("token"));
        boolean pictures = exchange.callerIfAny().isPresent();
        ReviewView view = ReviewView.of(
                reviews.review(shared.sight(), shared.year(), shared.zone()), false, pictures, exchange.dates());
        exchange.page(new Page(
                "statistics/pages/shared.jte", Map.of("shown", view, "year", shared.year(), "name", shared.name())));
    }
}
