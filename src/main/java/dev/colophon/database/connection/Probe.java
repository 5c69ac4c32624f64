package dev.colophon.database.connection;

import java.util.Optional;

/** Looks whether the database is there, on a way of its own beside the pools. */
public interface Probe extends AutoCloseable {
    /** Why the database cannot be used, without a secret; empty when it answers. */
    Optional<String> trouble();

    @Override
    void close();
}
