package dev.colophon.database.postgresql;

import dev.colophon.database.Dialect;
import dev.colophon.database.NamedSql;
import dev.colophon.database.Statement;
import dev.colophon.database.connection.Trouble;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as PostgreSQL's driver wants them, and what its SQLSTATEs mean. */
public final class PostgresqlDialect implements Dialect {
    @Override
    public NamedSql sql(Statement statement) {
        return statement.postgresql();
    }

    @Override
    public @Nullable Object parameter(@Nullable Object value) {
        return switch (value) {
            case Instant instant -> instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
            case LocalDate date -> date;
            case null, default -> Dialect.common(value);
        };
    }

    @Override
    public @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        // not as java.sql.Timestamp, which counts days before 1582 by Julius Caesar's calendar
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    @Override
    public @Nullable LocalDate date(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    @Override
    public Trouble trouble(SQLException failure) {
        return switch (SqlState.of(failure)) {
            case UNIQUE_VIOLATION -> Trouble.UNIQUE;
            case FOREIGN_KEY_VIOLATION -> Trouble.FOREIGN_KEY;
            case NOT_NULL_VIOLATION -> Trouble.NOT_NULL;
            case CHECK_VIOLATION -> Trouble.CHECK;
            case CANCELLED -> Trouble.TIMEOUT;
            case LOCKED -> Trouble.BUSY;
            case CONNECTION,
                    SHUTTING_DOWN,
                    CANNOT_CONNECT_NOW,
                    IDLE_SESSION,
                    IDLE_IN_TRANSACTION,
                    TOO_MANY_CONNECTIONS -> Trouble.LOST;
            case DISK_FULL, READ_ONLY_TRANSACTION -> Trouble.STORAGE;
            case UNKNOWN_TABLE_OR_COLUMN -> Trouble.SCHEMA;
            default -> Trouble.FAULT;
        };
    }
}
