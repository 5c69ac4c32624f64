package dev.colophon.library;

import dev.colophon.problem.Problem;
import dev.colophon.web.Exchange;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the filters of lists from a query. */
final class Filters {
    private static final int MAX_CHARACTERS = 200;

    private Filters() {}

    /** The list of a shelf that a query asks for. */
    static ShelfQuery shelf(Exchange exchange) {
        return new ShelfQuery(
                constant(exchange, "status", Status.class),
                constant(exchange, "format", Format.class),
                constant(exchange, "ownership", Ownership.class),
                text(exchange, "tag"),
                rating(exchange),
                text(exchange, "q"),
                order(exchange));
    }

    /** A text; null when absent or blank. */
    static @Nullable String text(Exchange exchange, String name) {
        String text = exchange.query(name).map(String::strip).orElse("");
        if (text.length() > MAX_CHARACTERS) {
            throw Problem.malformed(name, "too_long", "At most " + MAX_CHARACTERS + " characters are allowed.");
        }
        return text.isEmpty() ? null : text;
    }

    static boolean flag(Exchange exchange, String name) {
        return switch (exchange.query(name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Problem.malformed(name, "type", "This is true or false.");
        };
    }

    private static <E extends Enum<E>> @Nullable E constant(Exchange exchange, String name, Class<E> type) {
        String text = text(exchange, name);
        if (text == null) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> wire(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.malformed(
                        name,
                        "unknown",
                        "This is one of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(Filters::wire)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    private static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Rating rating(Exchange exchange) {
        String text = text(exchange, "rating_min");
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
        String text = text(exchange, "sort");
        if (text == null) {
            return ShelfOrder.NEWEST_FIRST;
        }
        return ShelfOrder.parse(text)
                .orElseThrow(() -> Problem.malformed(
                        "sort",
                        "unknown",
                        "This is one of "
                                + ShelfOrder.all().stream()
                                        .map(ShelfOrder::name)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
