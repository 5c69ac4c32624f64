package dev.colophon.settings.variable;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the text of a variable becomes a value.
 *
 * @param name what the value is, for the documents: "a whole number from 1 to 65535"
 * @param secret whether the value must never be shown
 */
public record Type<T>(String name, boolean secret, Parser<T> parser) {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");
    private static final Pattern SERVICE_LINK = Pattern.compile("(tcp|udp|sctp)://.*");

    /** Takes a text that is not blank; any other text is a broken rule. */
    public interface Parser<T> {
        T parse(String text) throws RuleBroken;
    }

    /**
     * The value of a text.
     *
     * @throws RuleBroken when the text, which is not blank, is none of these values
     */
    public T parse(String text) throws RuleBroken {
        return parser.parse(text);
    }

    /** On or off. */
    public static Type<Boolean> flag() {
        String name = "1 or 0 (also true or false)";
        return new Type<>(name, false, text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "1", "true" -> true;
            case "0", "false" -> false;
            default -> throw new RuleBroken("must be " + name);
        });
    }

    /** Digits alone; the unit is in the name of the variable. */
    public static Type<Integer> number(int minimum, int maximum) {
        Type<Long> type = largeNumber(minimum, maximum);
        return new Type<>(type.name, false, text -> Math.toIntExact(type.parser.parse(text)));
    }

    /** The same beyond the range of an int. */
    public static Type<Long> largeNumber(long minimum, long maximum) {
        String name = "a whole number from " + minimum + " to " + maximum;
        return new Type<>(name, false, text -> whole(text, minimum, maximum, "must be " + name));
    }

    private static long whole(String text, long minimum, long maximum, String rule) throws RuleBroken {
        if (isServiceLink(text)) {
            throw new RuleBroken(
                    rule,
                    "Kubernetes sets this address for a Service of that name; set"
                            + " enableServiceLinks: false on the pod, or the variable yourself");
        }
        if (!DIGITS.matcher(text).matches()) {
            throw new RuleBroken(rule + ", digits only and without a unit");
        }
        long number = Long.parseLong(text);
        if (number < minimum || number > maximum) {
            throw new RuleBroken(rule);
        }
        return number;
    }

    /** Whether Kubernetes made this value for a Service, such as {@code tcp://10.0.0.7:5432}. */
    public static boolean isServiceLink(String text) {
        return SERVICE_LINK.matcher(text).matches();
    }

    /** One of the constants; letters of either case. */
    public static <E extends Enum<E>> Type<E> choice(Class<E> constants, Function<E, String> label) {
        String name = "one of "
                + Arrays.stream(constants.getEnumConstants()).map(label).collect(Collectors.joining(", "));
        return new Type<>(name, false, text -> {
            for (E constant : constants.getEnumConstants()) {
                if (label.apply(constant).equalsIgnoreCase(text)) {
                    return constant;
                }
            }
            throw new RuleBroken("must be " + name);
        });
    }

    /** The same; a constant is written in small letters. */
    public static <E extends Enum<E>> Type<E> choice(Class<E> constants) {
        return choice(constants, constant -> constant.name().toLowerCase(Locale.ROOT));
    }

    /** A file or a folder, which need not exist. */
    public static Type<Path> path() {
        return new Type<>("a path", false, text -> {
            try {
                return Path.of(line(text));
            } catch (InvalidPathException failure) {
                throw new RuleBroken("must be a path");
            }
        });
    }

    /** One line. */
    public static Type<String> text() {
        return new Type<>("text", false, Type::line);
    }

    /** Text of a bounded length, for what is shown again and again. */
    public static Type<String> text(int mostCharacters) {
        String name = "text of at most " + mostCharacters + " characters";
        return new Type<>(name, false, text -> {
            if (text.codePointCount(0, text.length()) > mostCharacters) {
                throw new RuleBroken("must be " + name, "say it in fewer words");
            }
            return line(text);
        });
    }

    /** Text that is never shown, wrapped by something that does not print it. */
    public static <T> Type<T> secret(Function<String, T> wrap) {
        return new Type<>("text", true, text -> wrap.apply(line(text)));
    }

    private static String line(String text) throws RuleBroken {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new RuleBroken(
                    "must be one line without control characters",
                    "remove line ends, tabs and other control characters");
        }
        return text;
    }
}
