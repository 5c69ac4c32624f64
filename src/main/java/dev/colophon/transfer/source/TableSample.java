package dev.colophon.transfer.source;

import dev.colophon.transfer.file.Table;
import dev.colophon.transfer.table.TableField;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The beginning of a table, for its reader to say what the columns are.
 *
 * @param guesses numbers of columns whose names suggest a field
 */
public record TableSample(List<Column> columns, Map<TableField, Integer> guesses) {
    private static final int ROWS = 4;
    private static final int MAX_COLUMNS = 200;
    private static final int CELL_CHARACTERS = 60;

    /**
     * One column.
     *
     * @param number counted from 1
     * @param cells of the first rows, shortened
     */
    public record Column(int number, String name, List<String> cells) {}

    /**
     * Reads the file to its end, so that what is broken in it is told before anybody chooses.
     *
     * @throws dev.colophon.problem.Problem when the file holds no table, or a row cannot be read
     */
    public static TableSample of(Path file, long maxBytes) throws IOException {
        Table table = Table.open(file, maxBytes);
        List<List<String>> rows = new ArrayList<>();
        int[] width = {table.names().size()};
        table.forEach(row -> {
            if (rows.size() < ROWS) {
                rows.add(row.cells());
            }
            width[0] = Math.max(width[0], row.cells().size());
        });
        List<Column> columns = new ArrayList<>();
        for (int place = 0; place < Math.min(width[0], MAX_COLUMNS); place++) {
            int at = place;
            List<String> cells = rows.stream().map(row -> cell(row, at)).toList();
            columns.add(new Column(place + 1, cell(table.names(), place), cells));
        }
        return new TableSample(List.copyOf(columns), guesses(columns));
    }

    public int rowCount() {
        return columns.isEmpty() ? 0 : columns.getFirst().cells().size();
    }

    private static Map<TableField, Integer> guesses(List<Column> columns) {
        Map<TableField, Integer> guesses = new EnumMap<>(TableField.class);
        for (Column column : columns) {
            String key = column.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            for (TableField field : TableField.values()) {
                if (field.code().equals(key) || field.keys().contains(key)) {
                    guesses.putIfAbsent(field, column.number());
                }
            }
        }
        return guesses;
    }

    private static String cell(List<String> row, int place) {
        String text = place < row.size() ? row.get(place).strip() : "";
        return text.length() <= CELL_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, CELL_CHARACTERS / 2)) + "…";
    }
}
