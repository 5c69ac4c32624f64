package dev.colophon.shelf.list;

import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.text.TextKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a shelf is sorted; equal entries are ordered by their ids, so that paging never skips one.
 *
 * @param key by what
 * @param descending the other way round, ids included
 */
public record ShelfOrder(Key key, boolean descending) {
    /** What was put on the shelf last comes first. */
    public static final ShelfOrder NEWEST_FIRST = new ShelfOrder(Key.ADDED, true);

    private static final String AFTER = "after_";
    private static final String UNTIL = "until_";

    /** What a shelf can be sorted by; each has an index. */
    public enum Key {
        /** Unknown days count as the oldest. */
        ADDED(Column.ADDED),
        TITLE(Column.TITLE),
        /** By the first author's surname, then by title. */
        AUTHOR(Column.AUTHOR, Column.TITLE),
        /** What is not rated counts as the lowest. */
        RATING(Column.RATING),
        UPDATED(Column.UPDATED);

        private final List<Column> columns;

        Key(Column... columns) {
            this.columns = List.of(columns);
        }
    }

    /** A column that is never null, and what sorts before and after all of its values. */
    private enum Column {
        ADDED("added_key", LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31)),
        TITLE("title_key", "", TextKey.LAST),
        AUTHOR("author_sort_key", "", TextKey.LAST),
        RATING("rating_key", -1L, 99L),
        UPDATED("updated_at", Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T00:00:00Z"));

        private final String sql;
        private final Object first;
        private final Object last;

        Column(String sql, Object first, Object last) {
            this.sql = sql;
            this.first = first;
            this.last = last;
        }

        private Object parse(String value) {
            return switch (this) {
                case ADDED -> LocalDate.parse(value);
                case TITLE, AUTHOR -> value;
                case RATING -> Long.valueOf(value);
                case UPDATED -> Instant.parse(value);
            };
        }

        private String print(Row row) {
            return switch (this) {
                case ADDED -> row.date(sql).toString();
                case TITLE, AUTHOR -> row.text(sql);
                case RATING -> String.valueOf(row.number(sql));
                case UPDATED -> row.instant(sql).toString();
            };
        }
    }

    /** Such as {@code title} or {@code -added}. */
    public static Optional<ShelfOrder> parse(String text) {
        return all().stream().filter(order -> order.name().equals(text)).findFirst();
    }

    /** Every order there is. */
    public static List<ShelfOrder> all() {
        return Arrays.stream(Key.values())
                .flatMap(key -> Stream.of(new ShelfOrder(key, false), new ShelfOrder(key, true)))
                .toList();
    }

    /** As in a query. */
    public String name() {
        return (descending ? "-" : "") + key.name().toLowerCase(Locale.ROOT);
    }

    String selected() {
        return key.columns.stream()
                .map(column -> ", u." + column.sql)
                .filter(column -> !EntrySummary.COLUMNS.contains(column))
                .collect(Collectors.joining());
    }

    /** The condition for being after a place; {@link #after(List)} has its values. */
    String after() {
        return compared(descending ? "<" : ">", AFTER);
    }

    /** The condition for being at a place or before it; {@link #until(List)} has its values. */
    String until() {
        return compared(descending ? ">=" : "<=", UNTIL);
    }

    private String compared(String operator, String prefix) {
        return "(%s, u.id) %s (%s, :%sid)"
                .formatted(columns(), operator, join(column -> ":" + prefix + column.sql), prefix);
    }

    /** What a place is made of, but for the id. */
    String columns() {
        return join(column -> "u." + column.sql);
    }

    String orderBy() {
        String direction = descending ? " DESC" : "";
        return join(column -> "u." + column.sql + direction) + ", u.id" + direction;
    }

    /** The values of a place, or of the one before every entry when the place is empty. */
    Parameters after(List<String> place) {
        return values(AFTER, place, descending);
    }

    /** The values of a place, or of the one after every entry when the place is empty. */
    Parameters until(List<String> place) {
        return values(UNTIL, place, !descending);
    }

    /**
     * @param last of an empty place, whether its values are the greatest or the least
     */
    private Parameters values(String prefix, List<String> place, boolean last) {
        UUID end = last ? Ids.LAST : Ids.FIRST;
        Parameters values = Parameters.of(prefix + "id", place.isEmpty() ? end : UUID.fromString(place.getLast()));
        for (int index = 0; index < key.columns.size(); index++) {
            Column column = key.columns.get(index);
            Object extreme = last ? column.last : column.first;
            values.and(prefix + column.sql, place.isEmpty() ? extreme : column.parse(place.get(index)));
        }
        return values;
    }

    List<String> place(Row row) {
        List<String> place = new ArrayList<>();
        key.columns.forEach(column -> place.add(column.print(row)));
        place.add(row.uuid("id").toString());
        return List.copyOf(place);
    }

    private String join(Function<Column, String> part) {
        return key.columns.stream().map(part).collect(Collectors.joining(", "));
    }
}
