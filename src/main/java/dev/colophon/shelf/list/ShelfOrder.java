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

    private static final String AFTER_ID = "after_id";

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

        /** The parameter for its value at a place. */
        private String after() {
            return "after_" + sql;
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
        return "(%s, u.id) %s (%s, :%s)"
                .formatted(
                        join(column -> "u." + column.sql),
                        descending ? "<" : ">",
                        join(column -> ":" + column.after()),
                        AFTER_ID);
    }

    String orderBy() {
        String direction = descending ? " DESC" : "";
        return join(column -> "u." + column.sql + direction) + ", u.id" + direction;
    }

    /** The values of a place, or of the one before every entry when the place is empty. */
    Parameters after(List<String> place) {
        if (place.isEmpty()) {
            Parameters before = Parameters.of(AFTER_ID, descending ? Ids.LAST : Ids.FIRST);
            key.columns.forEach(column -> before.and(column.after(), descending ? column.last : column.first));
            return before;
        }
        Parameters after = Parameters.of(AFTER_ID, UUID.fromString(place.getLast()));
        for (int index = 0; index < key.columns.size(); index++) {
            Column column = key.columns.get(index);
            after.and(column.after(), column.parse(place.get(index)));
        }
        return after;
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
