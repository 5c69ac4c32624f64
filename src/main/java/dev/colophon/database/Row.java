package dev.colophon.database;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * One row of a result. A method named for a type demands a value; its {@code …OrNull} twin does
 * not. Columns are named as in the SELECT list.
 */
public interface Row {
    UUID uuid(String column);

    @Nullable UUID uuidOrNull(String column);

    String text(String column);

    @Nullable String textOrNull(String column);

    int integer(String column);

    @Nullable Integer integerOrNull(String column);

    long number(String column);

    @Nullable Long numberOrNull(String column);

    boolean bool(String column);

    Instant instant(String column);

    @Nullable Instant instantOrNull(String column);

    LocalDate date(String column);

    @Nullable LocalDate dateOrNull(String column);

    byte[] bytes(String column);

    /** An enum constant stored in lower case. */
    default <E extends Enum<E>> E constant(String column, Class<E> type) {
        return Enum.valueOf(type, text(column).toUpperCase(java.util.Locale.ROOT));
    }

    /** An enum constant stored in lower case, or nothing. */
    default <E extends Enum<E>> Optional<E> constantOrEmpty(String column, Class<E> type) {
        return Optional.ofNullable(textOrNull(column))
                .map(name -> Enum.valueOf(type, name.toUpperCase(java.util.Locale.ROOT)));
    }
}
