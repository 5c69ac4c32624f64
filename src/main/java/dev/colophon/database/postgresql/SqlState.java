package dev.colophon.database.postgresql;

import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The SQLSTATEs of PostgreSQL that are told apart here. */
public enum SqlState {
    /** Class 08. */
    CONNECTION,
    UNIQUE_VIOLATION("23505", "23P01"),
    FOREIGN_KEY_VIOLATION("23503"),
    NOT_NULL_VIOLATION("23502"),
    CHECK_VIOLATION("23514"),
    READ_ONLY_TRANSACTION("25006"),
    IDLE_IN_TRANSACTION("25P03"),
    WRONG_PASSWORD("28P01"),
    /** The rest of class 28. */
    NOT_LET_IN("28000"),
    UNKNOWN_DATABASE("3D000"),
    /** A lock that was not to be had in time, a deadlock, or a serialization failure. */
    LOCKED("40001", "40P01", "55P03"),
    NO_PRIVILEGE("42501"),
    UNKNOWN_OBJECT("42704"),
    UNKNOWN_TABLE_OR_COLUMN("42P01", "42703"),
    DISK_FULL("53100"),
    TOO_MANY_CONNECTIONS("53300"),
    CANCELLED("57014"),
    SHUTTING_DOWN("57P01", "57P02"),
    CANNOT_CONNECT_NOW("57P03"),
    IDLE_SESSION("57P05"),
    OTHER;

    private static final Map<String, SqlState> BY_CODE = Stream.of(values())
            .flatMap(state -> Stream.of(state.codes).map(code -> Map.entry(code, state)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String[] codes;

    SqlState(String... codes) {
        this.codes = codes;
    }

    public static SqlState of(SQLException failure) {
        return of(failure.getSQLState());
    }

    private static SqlState of(@Nullable String code) {
        if (code == null) {
            return OTHER;
        }
        if (code.startsWith("08")) {
            return CONNECTION;
        }
        SqlState otherwise = code.startsWith("28") ? NOT_LET_IN : OTHER;
        return BY_CODE.getOrDefault(code, otherwise);
    }
}
