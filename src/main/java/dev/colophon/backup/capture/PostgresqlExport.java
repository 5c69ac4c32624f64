package dev.colophon.backup.capture;

import dev.colophon.backup.codec.RowLimit;
import dev.colophon.backup.format.TableLayout;
import dev.colophon.backup.schema.LiveColumn;
import dev.colophon.backup.schema.Quoted;
import dev.colophon.problem.StartFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table's rows by COPY, whose bytes are the canonical ones. */
final class PostgresqlExport {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresqlExport.class);

    private final Connection connection;
    private final String from;
    private final TableLayout table;
    private final List<LiveColumn> columns;

    /**
     * @param schema quoted
     */
    PostgresqlExport(Connection connection, String schema, TableLayout table, List<LiveColumn> columns) {
        this.connection = connection;
        this.from = " FROM " + schema + "." + Quoted.name(table.name());
        this.table = table;
        this.columns = columns;
    }

    void write(OutputStream canonical) throws SQLException, IOException {
        requireTimesInRange();
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY (" + select() + ") TO STDOUT");
        try {
            // the server sends one row at a time
            for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                if (row.length > RowLimit.MAX_BYTES) {
                    throw tooLarge(row);
                }
                canonical.write(row);
            }
        } finally {
            cancel(copy);
        }
    }

    /** After a failure only, whose own message must not be lost by this. */
    private static void cancel(CopyOut copy) {
        try {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException failure) {
            LOG.debug("cannot cancel an export: {}", failure.getMessage());
        }
    }

    private String select() {
        String values = columns.stream().map(PostgresqlExport::canonical).collect(Collectors.joining(", "));
        String order = columns.stream()
                .filter(column -> column.keyPlace() > 0)
                .sorted((left, right) -> Integer.compare(left.keyPlace(), right.keyPlace()))
                .map(column -> Quoted.name(column.name()) + (column.type().equals("text") ? " COLLATE \"C\"" : ""))
                .collect(Collectors.joining(", "));
        return "SELECT " + values + from + " ORDER BY " + order;
    }

    /** PostgreSQL cuts zeros off a fraction; SQLite holds six digits. */
    private static String canonical(LiveColumn column) {
        String name = Quoted.name(column.name());
        return column.type().equals(LiveColumn.INSTANT)
                ? "to_char(" + name + ", 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                : name;
    }

    /** PostgreSQL knows infinity and years before the first and after the 9999th, which have no canonical form. */
    private void requireTimesInRange() throws SQLException {
        List<LiveColumn> times = columns.stream().filter(LiveColumn::isTime).toList();
        if (times.isEmpty()) {
            return;
        }
        List<String> outside = times.stream().map(PostgresqlExport::outside).toList();
        StringBuilder which = new StringBuilder("CASE");
        for (int place = 0; place < outside.size(); place++) {
            which.append(" WHEN ").append(outside.get(place)).append(" THEN ").append(place);
        }
        String sql = "SELECT " + which + " END, " + Quoted.names(table.primaryKey()) + from + " WHERE "
                + String.join(" OR ", outside) + " LIMIT 1";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (row.next()) {
                throw outside(times.get(row.getInt(1)), row);
            }
        }
    }

    private static String outside(LiveColumn column) {
        return Quoted.name(column.name()) + " NOT BETWEEN "
                + (column.type().equals(LiveColumn.DATE)
                        ? "'0001-01-01' AND '9999-12-31'"
                        : "'0001-01-01 00:00:00Z' AND '9999-12-31 23:59:59.999999Z'");
    }

    private StartFailure outside(LiveColumn column, ResultSet row) throws SQLException {
        List<String> key = new ArrayList<>();
        for (String name : table.primaryKey()) {
            key.add(row.getString(name));
        }
        return CaptureFailures.unportable(
                RowName.of(table, key), "its " + column.name() + " is not within the years 0001 to 9999");
    }

    private StartFailure tooLarge(byte[] row) {
        String[] values = new String(row, StandardCharsets.UTF_8).split("\t", -1);
        List<String> key = table.primaryKey().stream()
                .map(name -> values[names().indexOf(name)])
                .toList();
        return CaptureFailures.unportable(
                RowName.of(table, key), "it is larger than " + (RowLimit.MAX_BYTES >> 20) + " MiB");
    }

    private List<String> names() {
        return columns.stream().map(LiveColumn::name).toList();
    }
}
