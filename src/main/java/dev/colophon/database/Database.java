package dev.colophon.database;

import java.util.function.Function;

/**
 * The database of this instance. While it is known to be away every call fails at once with {@code
 * Problem.unavailable}; a call never waits longer than its budget for a connection.
 */
public interface Database extends AutoCloseable {
    /**
     * Reads outside a transaction: each statement sees what is committed when it starts. This is
     * the cheapest way and the right one for a single query.
     */
    <T> T read(Function<Session, T> work);

    /**
     * Runs the lambda in one transaction and commits it when the lambda returns; an exception rolls
     * it back. Violated constraints surface as {@link ConstraintViolation}. Not nestable.
     */
    <T> T write(Function<Session, T> work);

    @Override
    void close();
}
