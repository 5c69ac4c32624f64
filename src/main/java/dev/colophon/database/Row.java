package dev.colophon.database;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The row of a result that a mapper is given, for as long as the mapper runs. A method named for a
 * type demands a value; its {@code …OrNull} twin does not. Columns are named as in the SELECT list.
 * What the two databases store differently (a UUID, an instant, a boolean) reads the same here; a
 * number may be read as either width if it fits.
 */
public final class Row {
    private final ResultSet result;
    private final Dialect dialect;

    /**
     * @param result stands on the row; the next row is read through the same object
     */
    Row(ResultSet result, Dialect dialect) {
        this.result = result;
        this.dialect = dialect;
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
            case BigDecimal number -> number.longValueExact();
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
        return read(column, dialect::instant);
    }

    public LocalDate date(String column) {
        return present(column, dateOrNull(column));
    }

    public @Nullable LocalDate dateOrNull(String column) {
        return read(column, dialect::date);
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
        return Optional.ofNullable(textOrNull(column)).map(name -> Enum.valueOf(type, name.toUpperCase(Locale.ROOT)));
    }

    private @Nullable Object value(String column) {
        return read(column, ResultSet::getObject);
    }

    private interface Reading<T> {
        @Nullable
        T read(ResultSet result, String column) throws SQLException;
    }

    private <T> @Nullable T read(String column, Reading<T> reading) {
        try {
            return reading.read(result, column);
        } catch (SQLException failure) {
            throw new IllegalStateException("column " + column + " cannot be read", failure);
        }
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
        return new IllegalStateException("column " + column + " is not " + wanted + " but "
                + value.getClass().getName());
    }
}
