package dev.colophon.database;

import dev.colophon.database.connection.Trouble;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the two databases differ in what is said to them and what they answer. */
public interface Dialect {
    /** The text of a statement for this database. */
    NamedSql sql(Statement statement);

    /** A value as the driver wants it. */
    @Nullable
    Object parameter(@Nullable Object value);

    /** A point in time, as the column of a row holds it. */
    @Nullable
    Instant instant(ResultSet row, String column) throws SQLException;

    /** A day, as the column of a row holds it. */
    @Nullable
    LocalDate date(ResultSet row, String column) throws SQLException;

    /** What a failure means. */
    Trouble trouble(SQLException failure);

    /** Conversions that both databases share; whatever else is our own mistake. */
    static @Nullable Object common(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Long number -> number;
            case Integer number -> number;
            case Boolean truth -> truth;
            case byte[] bytes -> bytes;
            case UUID uuid -> uuid.toString();
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
            case Object other ->
                throw new IllegalArgumentException(
                        "a parameter cannot be a " + other.getClass().getName());
        };
    }
}
