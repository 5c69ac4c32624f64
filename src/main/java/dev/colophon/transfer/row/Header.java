package dev.colophon.transfer.row;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.transfer.file.ReportCells;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The names of the columns of a file: columns are found by name, for exports lose and move columns
 * over the years.
 */
public final class Header {
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0]+");
    private static final int MAX_COLUMNS = 200;
    private static final int NOWHERE = -1;

    private final List<String> names;
    private final Map<String, Integer> places;

    /** Asked for every cell of a file. */
    private final Map<NamedColumn, Integer> placesOfColumns;

    /**
     * @param places by the name in lower case
     */
    private Header(List<String> names, Map<String, Integer> places, Map<? extends NamedColumn, Integer> chosen) {
        this.names = List.copyOf(names);
        this.places = places;
        this.placesOfColumns = new ConcurrentHashMap<>(chosen);
    }

    /**
     * Reads the first row.
     *
     * @throws Problem when it has too many cells for one of names
     */
    public static Header of(List<String> cells) {
        if (cells.size() > MAX_COLUMNS) {
            throw Problem.of(Kind.INVALID, "unknown_columns", "The first row has more than 200 columns.");
        }
        List<String> names = new ArrayList<>();
        Map<String, Integer> places = new LinkedHashMap<>();
        for (String cell : cells) {
            String name = SPACES.matcher(cell).replaceAll(" ").strip();
            String key = name.toLowerCase(Locale.ROOT);
            boolean first = !key.isEmpty() && places.putIfAbsent(key, names.size()) == null;
            names.add(first ? name : unique(name, names));
        }
        return new Header(names, places, Map.of());
    }

    /**
     * The same columns where somebody says that they are.
     *
     * @param columns all that there are, with their places
     */
    public Header chosen(Map<? extends NamedColumn, Integer> columns) {
        return new Header(names, ownReport() ? Map.of(ReportCells.OUTCOME, 0) : Map.of(), columns);
    }

    /** As printed, made unique. */
    List<String> names() {
        return names;
    }

    /** The different names in lower case, in their order. */
    public Set<String> keys() {
        return places.keySet();
    }

    /** Whether the file is our own report of an earlier import, mended by its reader. */
    public boolean ownReport() {
        return places.containsKey(ReportCells.OUTCOME);
    }

    /** Whether there is the column under any of its names. */
    public boolean has(NamedColumn column) {
        return place(column) != NOWHERE;
    }

    /** Where a column stands, or a negative number. */
    int place(NamedColumn column) {
        return placesOfColumns.computeIfAbsent(
                column,
                it -> it.keys().stream()
                        .map(places::get)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(NOWHERE));
    }

    private static String unique(String name, Collection<String> names) {
        String base = name.isEmpty() ? "column" : name;
        return base + " (" + (names.size() + 1) + ")";
    }
}
