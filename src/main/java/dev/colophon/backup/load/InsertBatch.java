package dev.colophon.backup.load;

import dev.colophon.backup.codec.RowReader;
import dev.colophon.backup.format.ColumnKind;
import dev.colophon.backup.format.ColumnLayout;
import dev.colophon.backup.format.TableLayout;
import dev.colophon.backup.schema.Quoted;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collections;
import java.util.List;

/** Rows that are inserted together; the driver keeps them until then, so that few large ones fill a batch, too. */
final class InsertBatch implements AutoCloseable {
    private static final int MOST_ROWS = 1_000;
    private static final int MOST_BYTES = 4 << 20;

    private final ColumnKind[] kinds;
    private final PreparedStatement insert;
    private int rows;
    private long bytes;

    InsertBatch(Connection connection, TableLayout table) throws SQLException {
        kinds = table.columns().stream().map(ColumnLayout::kind).toArray(ColumnKind[]::new);
        List<String> names = table.columns().stream().map(ColumnLayout::name).toList();
        insert = connection.prepareStatement("INSERT INTO " + Quoted.name(table.name()) + " (" + Quoted.names(names)
                + ") VALUES (" + String.join(", ", Collections.nCopies(kinds.length, "?")) + ")");
    }

    void add(RowReader row) throws SQLException {
        for (int column = 0; column < kinds.length; column++) {
            bind(row, column);
        }
        insert.addBatch();
        rows++;
        bytes += row.rowBytes();
        if (rows == MOST_ROWS || bytes >= MOST_BYTES) {
            run();
        }
    }

    private void bind(RowReader row, int column) throws SQLException {
        if (row.isNull(column)) {
            insert.setNull(column + 1, Types.NULL);
            return;
        }
        switch (kinds[column]) {
            case TEXT -> insert.setString(column + 1, row.text(column));
            case INTEGER -> insert.setLong(column + 1, row.integer(column));
            case BOOLEAN -> insert.setInt(column + 1, row.truth(column) ? 1 : 0);
            case BYTES -> insert.setBytes(column + 1, row.bytes(column));
        }
    }

    /** Inserts what was added since the last time. */
    void run() throws SQLException {
        insert.executeBatch();
        rows = 0;
        bytes = 0;
    }

    @Override
    public void close() throws SQLException {
        insert.close();
    }
}
