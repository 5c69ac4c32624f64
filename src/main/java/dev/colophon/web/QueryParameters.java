package dev.colophon.web;

import dev.colophon.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parameters of a query, read alike everywhere; a wrong one is answered by 400 with its name. */
public final class QueryParameters {
    private static final int MAX_CHARACTERS = 200;

    private QueryParameters() {}

    /** A text; null when absent or blank. */
    public static @Nullable String text(Exchange exchange, String name) {
        String text = exchange.query(name).map(String::strip).orElse("");
        if (text.length() > MAX_CHARACTERS) {
            throw Problem.malformed(name, "too_long", "At most " + MAX_CHARACTERS + " characters are allowed.");
        }
        return text.isEmpty() ? null : text;
    }

    /** True or false; false when absent. */
    public static boolean flag(Exchange exchange, String name) {
        return switch (exchange.query(name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Problem.malformed(name, "type", "This is true or false.");
        };
    }

    /** A constant by its name in lower case; null when absent or blank. */
    public static <E extends Enum<E>> @Nullable E constant(Exchange exchange, String name, Class<E> type) {
        String text = text(exchange, name);
        if (text == null) {
            return null;
        }
        return find(type, text).orElseThrow(() -> unknown(name, wires(type)));
    }

    /** The same on a page, from its address or a form, where a name that nobody knows counts as none. */
    public static <E extends Enum<E>> @Nullable E constantOrNull(Optional<String> text, Class<E> type) {
        return text.flatMap(name -> find(type, name)).orElse(null);
    }

    /** The value is none of those that are allowed. */
    public static Problem unknown(String name, List<String> allowed) {
        return Problem.malformed(
                name, "unknown", "This is one of " + allowed.stream().collect(Collectors.joining(", ")) + ".");
    }

    private static <E extends Enum<E>> Optional<E> find(Class<E> type, String text) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> wire(constant).equals(text))
                .findFirst();
    }

    private static List<String> wires(Class<? extends Enum<?>> type) {
        return Stream.of(type.getEnumConstants()).map(QueryParameters::wire).toList();
    }

    private static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
