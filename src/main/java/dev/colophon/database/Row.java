package dev.colophon.database;

import io.helidon.dbclient.DbRow;

import org.jspecify.annotations.Nullable;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.UUID;

/**
 * One row of a result. A method named for a type demands a value; its {@code …OrNull} twin does
 * not. Columns are named as in the SELECT list. What the two databases store differently (a UUID,
 * an instant, a boolean) reads the same here; a number may be read as either width if it fits.
 */
public final class Row {
    private static final long GREGORIAN_START_MILLISECONDS = -12_219_292_800_000L;

    private final DbRow row;

    Row(DbRow row) {
        this.row = row;
    }

    public UUID uuid(String column) {
        return present(column, uuidOrNull(column));
    }

    public @Nullable UUID uuidOrNull(String column) {
        return switch (value(column)) {
            case null -> null;
            case UUID uuid -> uuid;
            case String text -> UUID.fromString(text);
            case Object other -> throw unexpected(column, "a UUID", other);
        };
    }

    public String text(String column) {
        return present(column, textOrNull(column));
    }

    public @Nullable String textOrNull(String column) {
        return switch (value(column)) {
            case null -> null;
            case String text -> text;
            case Object other -> throw unexpected(column, "text", other);
        };
    }

    public int integer(String column) {
        return Math.toIntExact(number(column));
    }

    public @Nullable Integer integerOrNull(String column) {
        Long number = numberOrNull(column);
        return number == null ? null : Math.toIntExact(number);
    }

    public long number(String column) {
        return present(column, numberOrNull(column));
    }

    public @Nullable Long numberOrNull(String column) {
        return switch (value(column)) {
            case null -> null;
            case Long number -> number;
            case Integer number -> number.longValue();
            // PostgreSQL's sum of a bigint column is a numeric
            case java.math.BigDecimal number -> number.longValueExact();
            case Object other -> throw unexpected(column, "a whole number", other);
        };
    }

    public boolean bool(String column) {
        return switch (value(column)) {
            case Boolean truth -> truth;
            case Number number when number.longValue() == 0 -> false;
            case Number number when number.longValue() == 1 -> true;
            case null -> throw missing(column);
            case Object other -> throw unexpected(column, "a boolean", other);
        };
    }

    public Instant instant(String column) {
        return present(column, instantOrNull(column));
    }

    public @Nullable Instant instantOrNull(String column) {
        return switch (value(column)) {
            case null -> null;
            case Timestamp timestamp -> proleptic(timestamp);
            case String text -> Instant.parse(text);
            case Object other -> throw unexpected(column, "an instant", other);
        };
    }

    /** On PostgreSQL the ten days that the calendar of 1582 left out read ten days later. */
    public LocalDate date(String column) {
        return present(column, dateOrNull(column));
    }

    public @Nullable LocalDate dateOrNull(String column) {
        return switch (value(column)) {
            case null -> null;
            case Date date -> date.toLocalDate();
            case String text -> LocalDate.parse(text);
            case Object other -> throw unexpected(column, "a date", other);
        };
    }

    public byte[] bytes(String column) {
        return switch (value(column)) {
            case byte[] bytes -> bytes;
            case null -> throw missing(column);
            case Object other -> throw unexpected(column, "bytes", other);
        };
    }

    /** An enum constant stored in lower case. */
    public <E extends Enum<E>> E constant(String column, Class<E> type) {
        return Enum.valueOf(type, text(column).toUpperCase(Locale.ROOT));
    }

    /** An enum constant stored in lower case, or nothing. */
    public <E extends Enum<E>> Optional<E> constantOrEmpty(String column, Class<E> type) {
        return Optional.ofNullable(textOrNull(column))
                .map(name -> Enum.valueOf(type, name.toUpperCase(Locale.ROOT)));
    }

    /** The driver counts days before 1582-10-15 by Julius Caesar's calendar; java.time does not. */
    private static Instant proleptic(Timestamp timestamp) {
        if (timestamp.getTime() >= GREGORIAN_START_MILLISECONDS) {
            return timestamp.toInstant();
        }
        GregorianCalendar calendar =
                new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        calendar.setTimeInMillis(timestamp.getTime());
        return LocalDateTime.of(
                        calendar.get(Calendar.YEAR),
                        calendar.get(Calendar.MONTH) + 1,
                        calendar.get(Calendar.DAY_OF_MONTH),
                        calendar.get(Calendar.HOUR_OF_DAY),
                        calendar.get(Calendar.MINUTE),
                        calendar.get(Calendar.SECOND),
                        timestamp.getNanos())
                .toInstant(ZoneOffset.UTC);
    }

    private @Nullable Object value(String column) {
        return row.column(column).get(Object.class);
    }

    private static <T> T present(String column, @Nullable T value) {
        if (value == null) {
            throw missing(column);
        }
        return value;
    }

    private static IllegalStateException missing(String column) {
        return new IllegalStateException("column " + column + " is null, a value was expected");
    }

    private static IllegalStateException unexpected(String column, String wanted, Object value) {
        return new IllegalStateException(
                "column " + column + " is not " + wanted + " but " + value.getClass().getName());
    }
}
