package dev.colophon.transfer.source;

import dev.colophon.problem.Problem;
import dev.colophon.transfer.table.TableField;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a table are, as its reader says.
 *
 * @param places of the fields, counted from 0
 * @param firstRowIsNames whether the first row is no row as all others
 */
public record ColumnChoice(Map<TableField, Integer> places, boolean firstRowIsNames) {
    private static final String POINTER = "columns";
    private static final int MAX_COLUMNS = 200;
    private static final Pattern ONE = Pattern.compile("([a-z_0-9]{1,30}):([1-9]\\d{0,2})");

    /** What the first row of a table is, as the API and the verb spell it. */
    public enum FirstRow {
        NAMES,
        BOOK
    }

    /**
     * @throws Problem of kind INVALID when nothing tells which book a row is about
     */
    public ColumnChoice {
        places = Collections.unmodifiableMap(new EnumMap<>(places));
        if (!places.containsKey(TableField.TITLE) && !places.containsKey(TableField.ISBN)) {
            throw Problem.invalid(POINTER, "required", "Say which column is the title, or which is the ISBN.");
        }
    }

    /**
     * Reads {@code title:1,authors:2}; columns are counted from 1.
     *
     * @param first names unless it is said
     * @throws Problem of kind MALFORMED when a field is unknown or named twice, or a number is none
     */
    public static ColumnChoice parse(String text, @Nullable FirstRow first) {
        Map<TableField, Integer> places = new EnumMap<>(TableField.class);
        for (String part : text.split(",", MAX_COLUMNS)) {
            Matcher matcher = ONE.matcher(part.strip());
            if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > MAX_COLUMNS) {
                throw Problem.malformed(POINTER, "format", "Write fields with the numbers of columns: title:1,isbn:3.");
            }
            if (places.putIfAbsent(field(matcher.group(1)), Integer.parseInt(matcher.group(2)) - 1) != null) {
                throw Problem.malformed(POINTER, "duplicate", "Two columns cannot be the same; choose one of them.");
            }
        }
        return new ColumnChoice(places, first != FirstRow.BOOK);
    }

    private static TableField field(String code) {
        return Stream.of(TableField.values())
                .filter(field -> field.code().equals(code.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Problem.malformed(POINTER, "unknown", "There is no such field."));
    }
}
