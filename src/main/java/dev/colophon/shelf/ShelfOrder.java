package dev.colophon.shelf;

import dev.colophon.database.Ids;
import dev.colophon.text.TextKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * How a shelf is sorted; equal entries are ordered by their ids, so that paging never skips one.
 *
 * @param key by what
 * @param descending the other way round, ids included
 */
public record ShelfOrder(Key key, boolean descending) {
    /** What was put on the shelf last comes first. */
    public static final ShelfOrder NEWEST_FIRST = new ShelfOrder(Key.ADDED, true);

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

        private String print(dev.colophon.database.Row row) {
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
                .flatMap(key -> java.util.stream.Stream.of(new ShelfOrder(key, false), new ShelfOrder(key, true)))
                .toList();
    }

    /** As in a query. */
    public String name() {
        return (descending ? "-" : "") + key.name().toLowerCase(java.util.Locale.ROOT);
    }

    String selected() {
        return key.columns.stream()
                .map(column -> ", u." + column.sql)
                .filter(column -> !ShelfItem.COLUMNS.contains(column))
                .collect(Collectors.joining());
    }

    /** The condition for being after a place, with a question mark for each of its values. */
    String after() {
        return "("
                + columns("")
                + ", u.id) "
                + (descending ? "<" : ">")
                + " ("
                + "?, ".repeat(key.columns.size())
                + "?)";
    }

    String orderBy() {
        String direction = descending ? " DESC" : "";
        return columns(direction) + ", u.id" + direction;
    }

    /** The values of a place, or of the one before every entry when the place is empty. */
    List<Object> values(List<String> place) {
        List<Object> values = new ArrayList<>();
        for (int index = 0; index < key.columns.size(); index++) {
            Column column = key.columns.get(index);
            if (place.isEmpty()) {
                values.add(descending ? column.last : column.first);
            } else {
                values.add(column.parse(place.get(index)));
            }
        }
        if (place.isEmpty()) {
            values.add(descending ? Ids.LAST : Ids.FIRST);
        } else {
            values.add(UUID.fromString(place.getLast()));
        }
        return values;
    }

    List<String> place(dev.colophon.database.Row row) {
        List<String> place = new ArrayList<>();
        key.columns.forEach(column -> place.add(column.print(row)));
        place.add(row.uuid("id").toString());
        return List.copyOf(place);
    }

    private String columns(String direction) {
        return key.columns.stream().map(column -> "u." + column.sql + direction).collect(Collectors.joining(", "));
    }
}
