package dev.colophon.transfer.source;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.transfer.file.CsvFile;
import dev.colophon.transfer.file.ReportCells;
import dev.colophon.transfer.file.Table;
import dev.colophon.transfer.row.Header;
import dev.colophon.transfer.row.NamedColumn;
import dev.colophon.transfer.row.NamedColumn.Use;
import dev.colophon.transfer.table.TableField;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table with the system that wrote it. */
record KnownTable(Table table, Header header, SourceSystem system) {
    private static final int NAME_CHARACTERS = 60;
    private static final int NAMES_SHOWN = 20;
    private static final String ISBN = "ISBN";
    private static final Pattern ISBN_LIKE = Pattern.compile("=?\"?[\\d -]{9,17}[xX]?(?:\\.0+)?\"?");

    /**
     * Knows a table by its columns.
     *
     * @throws Problem when they are of no system that is read or of another than was said, or one is
     *     missing without which nothing can be made of the rows
     */
    static KnownTable of(Table table, FileReading reading) throws IOException {
        KnownTable known = reading.columns() == null ? of(table) : chosen(table, reading.columns());
        reading.demand(known.system);
        return known;
    }

    /** Rows may be longer than the first, which is why their columns have to be named by hand. */
    private static KnownTable chosen(Table table, ColumnChoice choice) throws IOException {
        int[] width = {table.names().size()};
        table.forEach(row -> width[0] = Math.max(width[0], row.cells().size()));
        if (choice.places().values().stream().anyMatch(place -> place >= width[0])) {
            throw Problem.invalid(
                    "columns", "range", "The file has " + width[0] + " columns; one has a larger number.");
        }
        List<String> names = new ArrayList<>(choice.firstRowIsNames() ? table.names() : List.of());
        for (int place = names.size(); place < width[0]; place++) {
            names.add("column (" + (place + 1) + ")");
        }
        Table read = !choice.firstRowIsNames() && table instanceof CsvFile csv ? csv.named(names) : table;
        return new KnownTable(read, Header.of(names).chosen(choice.places()), SourceSystem.TABLE);
    }

    private static KnownTable of(Table table) throws IOException {
        if (table.names().size() == 1 && table instanceof CsvFile csv) {
            String first = csv.names().getFirst().strip();
            if (first.equalsIgnoreCase(ISBN) || ISBN_LIKE.matcher(first).matches()) {
                Table list = first.equalsIgnoreCase(ISBN) ? csv : csv.named(List.of(ISBN));
                return new KnownTable(list, Header.of(list.names()), SourceSystem.ISBN_LIST);
            }
        }
        Header header = Header.of(table.names());
        SourceSystem system = SourceSystem.of(header.keys()).orElseThrow(() -> unknown(header.keys()));
        system.mapper().columns().stream()
                .filter(column -> column.use() == Use.REQUIRED && !header.has(column))
                .findFirst()
                .ifPresent(column -> {
                    throw missing(system, column);
                });
        Table read = system == SourceSystem.LIBRARYTHING && table instanceof CsvFile csv ? csv.withPlainTabs() : table;
        return new KnownTable(read, header, system);
    }

    /** What was assumed or found about the table, one sentence each. */
    List<String> notes() {
        List<String> notes = new ArrayList<>(table.notes());
        if (system == SourceSystem.TABLE) {
            notes.add("Table whose columns were chosen: " + columns(TableField.values()) + ".");
            return notes;
        }
        notes.add(
                system == SourceSystem.ISBN_LIST
                        ? "List of ISBNs."
                        : system.label() + " export with " + header.keys().size() + " columns.");
        List<? extends NamedColumn> columns = system.mapper().columns();
        Set<String> known =
                columns.stream().flatMap(column -> column.keys().stream()).collect(Collectors.toUnmodifiableSet());
        List<String> unknown = header.keys().stream()
                .filter(key -> !known.contains(key) && !key.startsWith(ReportCells.PREFIX))
                .limit(NAMES_SHOWN)
                .map(KnownTable::bounded)
                .toList();
        if (!unknown.isEmpty()) {
            notes.add("Unknown columns are kept in the raw rows only: " + String.join(", ", unknown) + ".");
        }
        List<String> missing = columns.stream()
                .filter(column -> column.use() == Use.MAPPED && !header.has(column))
                .map(NamedColumn::label)
                .toList();
        if (!missing.isEmpty()) {
            notes.add("Missing columns: " + String.join(", ", missing) + ".");
        }
        return notes;
    }

    private String columns(NamedColumn... columns) {
        return Stream.of(columns).filter(header::has).map(NamedColumn::label).collect(Collectors.joining("; "));
    }

    private static Problem missing(SourceSystem system, NamedColumn column) {
        return refusal(
                "missing_column",
                "The column \"%s\" is missing. Export again from %s and leave the first row as it is."
                        .formatted(column.label(), system.label()));
    }

    private static Problem unknown(Collection<String> keys) {
        if (keys.size() < 2) {
            return refusal(
                    "not_a_csv",
                    "The first row has no columns separated by comma, semicolon or tab. Send the"
                            + " CSV file of the export.");
        }
        return refusal(
                FileReading.UNKNOWN_COLUMNS,
                "The first row does not name the columns of an export that is known ("
                        + SourceSystem.labels()
                        + "). Send the file as it was exported, with its first row, or say what its columns are"
                        + " (at the API by the parameter columns, with the verb by --columns).");
    }

    private static Problem refusal(String code, String detail) {
        return Problem.of(Kind.INVALID, code, detail);
    }

    private static String bounded(String name) {
        String printable = name.replaceAll("\\p{Cntrl}", "?");
        return printable.length() > NAME_CHARACTERS ? printable.substring(0, NAME_CHARACTERS) + "…" : printable;
    }
}
