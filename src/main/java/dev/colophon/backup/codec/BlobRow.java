package dev.colophon.backup.codec;

import dev.colophon.backup.format.ColumnLayout;
import dev.colophon.backup.format.ForeignKey;
import dev.colophon.backup.format.TableLayout;
import java.util.List;

/** A row of the table that names the files which are archived beside the rows. */
public record BlobRow(String name, long bytes) {
    /** The table. */
    public static final String TABLE = "blobs";

    private static final String NAME = "name";
    private static final String BYTES = "size_bytes";

    /** Whether the rows of this table name files. */
    public static boolean isIn(TableLayout table) {
        return table.name().equals(TABLE);
    }

    /** The row that the reader is at. */
    public static BlobRow of(RowReader row, TableLayout table) {
        return new BlobRow(row.text(place(table, NAME)), row.integer(place(table, BYTES)));
    }

    /** The columns of a table that refer to files, by their places. */
    public static List<Integer> references(TableLayout table) {
        return table.foreignKeys().stream()
                .filter(key -> key.table().equals(TABLE) && key.referenced().equals(List.of(NAME)))
                .map(ForeignKey::columns)
                .map(columns -> place(table, columns.getFirst()))
                .toList();
    }

    private static int place(TableLayout table, String column) {
        return table.columns().stream().map(ColumnLayout::name).toList().indexOf(column);
    }
}
