package dev.colophon.database.sqlite;

import dev.colophon.database.Dialect;
import dev.colophon.database.NamedSql;
import dev.colophon.database.Statement;
import dev.colophon.database.connection.Trouble;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/** What SQLite stores as text, and what its result codes mean. */
public final class SqliteDialect implements Dialect {
    /** Always 27 characters, so that text sorts as time does. */
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Override
    public NamedSql sql(Statement statement) {
        return statement.sqlite();
    }

    @Override
    public @Nullable Object parameter(@Nullable Object value) {
        return switch (value) {
            case Instant instant -> INSTANT.format(instant);
            case LocalDate date -> date.toString();
            case null, default -> Dialect.common(value);
        };
    }

    @Override
    public @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : Instant.parse(text);
    }

    @Override
    public @Nullable LocalDate date(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : LocalDate.parse(text);
    }

    @Override
    public Trouble trouble(SQLException failure) {
        if (!(failure instanceof SQLiteException sqlite)) {
            // HikariCP's: no connection in time, or the pool is closed
            return failure instanceof SQLTransientException ? Trouble.LOST : Trouble.FAULT;
        }
        return switch (sqlite.getResultCode()) {
            case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID -> Trouble.UNIQUE;
            case SQLITE_CONSTRAINT_FOREIGNKEY -> Trouble.FOREIGN_KEY;
            case SQLITE_CONSTRAINT_NOTNULL -> Trouble.NOT_NULL;
            case SQLITE_CONSTRAINT_CHECK, SQLITE_CONSTRAINT_DATATYPE -> Trouble.CHECK;
            case SQLITE_INTERRUPT -> Trouble.TIMEOUT;
            case SQLITE_ERROR -> missing(sqlite) ? Trouble.SCHEMA : Trouble.FAULT;
            default -> byFamily(sqlite);
        };
    }

    private static Trouble byFamily(SQLiteException failure) {
        return switch (SqliteResult.of(failure)) {
            case BUSY -> Trouble.BUSY;
            case STORAGE, FULL -> Trouble.STORAGE;
            case CANNOT_OPEN, DAMAGED -> Trouble.LOST;
            case OTHER -> Trouble.FAULT;
        };
    }

    /** SQLite has no code of its own for this. */
    private static boolean missing(SQLiteException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("no such table") || message.contains("no such column");
    }
}
