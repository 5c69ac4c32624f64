package dev.colophon.backup.capture;

import dev.colophon.backup.codec.RowWriter;
import dev.colophon.backup.codec.UnportableValue;
import dev.colophon.backup.format.ColumnKind;
import dev.colophon.backup.format.ColumnLayout;
import dev.colophon.backup.format.TableLayout;
import dev.colophon.backup.schema.Quoted;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A table's rows, encoded here: SQLite has no COPY. */
final class SqliteExport {
    private final Connection connection;
    private final TableLayout table;
    private final ColumnKind[] kinds;

    SqliteExport(Connection connection, TableLayout table) {
        this.connection = connection;
        this.table = table;
        kinds = table.columns().stream().map(ColumnLayout::kind).toArray(ColumnKind[]::new);
    }

    void write(OutputStream canonical) throws SQLException, IOException {
        RowWriter writer = new RowWriter(canonical);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(select())) {
            while (rows.next()) {
                write(rows, writer);
            }
        }
        writer.flush();
    }

    private String select() {
        List<String> names = table.columns().stream().map(ColumnLayout::name).toList();
        return "SELECT " + Quoted.names(names) + " FROM " + Quoted.name(table.name()) + " ORDER BY "
                + Quoted.names(table.primaryKey()).replace(",", " COLLATE BINARY,") + " COLLATE BINARY";
    }

    private void write(ResultSet row, RowWriter writer) throws SQLException, IOException {
        try {
            for (int column = 0; column < kinds.length; column++) {
                write(row, column, writer);
            }
            writer.end();
        } catch (UnportableValue value) {
            String column = table.columns().get(value.column()).name();
            throw CaptureFailures.unportable(RowName.of(table, key(row)), column + ": " + value.getMessage());
        }
    }

    /** Texts are taken as their bytes, so that nothing is replaced on the way. */
    private void write(ResultSet row, int column, RowWriter writer) throws SQLException, IOException {
        switch (kinds[column]) {
            case TEXT -> writer.utf8(row.getBytes(column + 1));
            case BYTES -> writer.bytes(row.getBytes(column + 1));
            case INTEGER -> {
                long value = row.getLong(column + 1);
                if (value == 0 && row.wasNull()) {
                    writer.nothing();
                } else {
                    writer.integer(value);
                }
            }
            case BOOLEAN -> {
                long value = row.getLong(column + 1);
                if (value == 0 && row.wasNull()) {
                    writer.nothing();
                } else {
                    writer.truth(value == 1);
                }
            }
        }
    }

    private List<String> key(ResultSet row) throws SQLException {
        List<String> key = new ArrayList<>();
        for (String name : table.primaryKey()) {
            key.add(row.getString(name));
        }
        return key;
    }
}
