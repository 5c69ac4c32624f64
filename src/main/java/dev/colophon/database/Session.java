package dev.colophon.database;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs statements for as long as the lambda that received it. Parameters are given in the order of
 * the question marks; {@code UUID}, {@code String}, {@code Integer}, {@code Long}, {@code Boolean},
 * {@code Instant}, {@code LocalDate}, {@code byte[]}, enums (stored in lower case) and null are
 * accepted on both databases. Results are read completely before a method returns.
 */
public interface Session {
    /** All rows of a query (a SELECT, or DML with RETURNING). */
    <T> List<T> list(Statement statement, Function<Row, T> mapper, @Nullable Object... parameters);

    /** The only row of a query that returns at most one. */
    <T> Optional<T> first(
            Statement statement, Function<Row, T> mapper, @Nullable Object... parameters);

    /** Runs DML and returns the number of rows it touched. */
    long execute(Statement statement, @Nullable Object... parameters);
}
