package dev.colophon.shelf.api;

import dev.colophon.problem.Problem;
import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.EntryFacts.Ownership;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.list.ShelfOrder;
import dev.colophon.shelf.list.ShelfQuery;
import dev.colophon.web.Exchange;
import dev.colophon.web.QueryParameters;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads the filters of lists from a query. */
final class Filters {
    private Filters() {}

    /** The list of a shelf that a query asks for. */
    static ShelfQuery shelf(Exchange exchange) {
        return new ShelfQuery(
                QueryParameters.constant(exchange, "status", Status.class),
                QueryParameters.constant(exchange, "format", Format.class),
                QueryParameters.constant(exchange, "ownership", Ownership.class),
                QueryParameters.text(exchange, "tag"),
                rating(exchange),
                QueryParameters.text(exchange, "q"),
                order(exchange));
    }

    private static @Nullable Rating rating(Exchange exchange) {
        String text = QueryParameters.text(exchange, "rating_min");
        if (text == null) {
            return null;
        }
        Problem wrong = Problem.malformed("rating_min", "rating", "This is 0.25 to 5 stars in steps of 0.25.");
        try {
            return Rating.ofStars(new BigDecimal(text)).orElseThrow(() -> wrong);
        } catch (NumberFormatException notANumber) {
            throw wrong;
        }
    }

    private static ShelfOrder order(Exchange exchange) {
        String text = QueryParameters.text(exchange, "sort");
        if (text == null) {
            return ShelfOrder.NEWEST_FIRST;
        }
        return ShelfOrder.parse(text)
                .orElseThrow(() -> QueryParameters.unknown(
                        "sort", ShelfOrder.all().stream().map(ShelfOrder::name).toList()));
    }
}
