package dev.colophon.transfer.goodreads;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.transfer.file.ReportCells;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The first row of a Goodreads export: columns are found by name, for the export has lost and moved
 * columns over the years.
 *
 * @param names as printed, made unique
 * @param notes columns that are unknown or missing, one sentence each
 */
record Header(List<String> names, Map<String, Integer> places, List<String> notes) {
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0]+");
    private static final Pattern ISBN_LIKE = Pattern.compile("[\\d -]{9,17}[xX]?");
    private static final int MAX_COLUMNS = 200;
    private static final int NAME_CHARACTERS = 60;

    /**
     * Reads the first row.
     *
     * @throws Problem when it is of another system or of none
     */
    static Header of(List<String> cells) {
        if (cells.size() > MAX_COLUMNS) {
            throw refusal("unknown_columns", "The first row has more than 200 columns.");
        }
        List<String> names = new ArrayList<>();
        Map<String, Integer> places = new LinkedHashMap<>();
        for (String cell : cells) {
            String name = SPACES.matcher(cell).replaceAll(" ").strip();
            String key = name.toLowerCase(Locale.ROOT);
            boolean first = !key.isEmpty() && places.putIfAbsent(key, names.size()) == null;
            names.add(first ? name : unique(name, names));
        }
        requireGoodreads(places.keySet(), cells);
        return new Header(List.copyOf(names), Map.copyOf(places), notes(places.keySet(), places.size()));
    }

    /** Whether the file is our own report of an earlier import, mended by its reader. */
    boolean ownReport() {
        return places.containsKey(ReportCells.OUTCOME);
    }

    private static String unique(String name, Collection<String> names) {
        String base = name.isEmpty() ? "column" : name;
        return base + " (" + (names.size() + 1) + ")";
    }

    private static void requireGoodreads(Collection<String> keys, List<String> cells) {
        SourceSystem system = SourceSystem.of(keys).orElseThrow(() -> unknown(cells.getFirst(), keys));
        if (system != SourceSystem.GOODREADS) {
            throw refusal(
                    "other_system",
                    "This looks like an export of "
                            + system.label()
                            + ". Only Goodreads exports can be imported so far; the file was not"
                            + " stored.");
        }
        if (!keys.contains(Column.TITLE.key())) {
            throw refusal(
                    "missing_column",
                    "The column \"Title\" is missing. Export again from Goodreads and leave the"
                            + " first row as it is.");
        }
    }

    private static Problem unknown(String firstCell, Collection<String> keys) {
        if (ISBN_LIKE.matcher(firstCell.strip()).matches()) {
            return refusal(
                    "other_system",
                    "This looks like a list of ISBNs. Only Goodreads exports can be imported so"
                            + " far; the file was not stored.");
        }
        if (keys.size() < 2) {
            return refusal(
                    "not_a_csv",
                    "The first row has no columns separated by comma, semicolon or tab. Send the"
                            + " CSV file of the export.");
        }
        return refusal(
                "unknown_columns",
                "The first row does not name the columns of a Goodreads export (Title, Author,"
                        + " ISBN13, Exclusive Shelf and so on). Send the file as it was exported,"
                        + " with its first row.");
    }

    private static Problem refusal(String code, String detail) {
        return Problem.of(Kind.INVALID, code, detail);
    }

    private static List<String> notes(Collection<String> keys, int columns) {
        List<String> notes = new ArrayList<>();
        notes.add("Goodreads export with " + columns + " columns.");
        List<String> unknown = keys.stream()
                .filter(key -> !Column.isKnown(key) && !key.startsWith(ReportCells.PREFIX))
                .toList();
        if (!unknown.isEmpty()) {
            String list = String.join(
                    ", ", unknown.stream().limit(20).map(Header::bounded).toList());
            notes.add("Unknown columns are kept in the raw rows only: " + list + ".");
        }
        List<String> missing = Column.EXPECTED.stream()
                .filter(column -> !keys.contains(column.key()))
                .map(Column::label)
                .toList();
        if (!missing.isEmpty()) {
            notes.add("Missing columns: " + String.join(", ", missing) + ".");
        }
        return List.copyOf(notes);
    }

    private static String bounded(String name) {
        String printable = name.replaceAll("\\p{Cntrl}", "?");
        return printable.length() > NAME_CHARACTERS ? printable.substring(0, NAME_CHARACTERS) + "…" : printable;
    }
}
