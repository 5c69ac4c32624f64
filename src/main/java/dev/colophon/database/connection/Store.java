package dev.colophon.database.connection;

import java.util.Optional;
import java.util.OptionalLong;

/** Where the data lies, a server or a file: opened, watched and given back in ways of its own. */
public interface Store extends AutoCloseable {
    /** Opens the pool for reading; the writer's may be the same. */
    Lane openReader();

    /** The lane for transactions. */
    Lane openWriter(Lane reader);

    /** Looks whether the database is still there. */
    Probe probe();

    /** Ends statements that run longer than they may, if the server does not do so by itself. */
    void endOverdue(Lane lane);

    /** Marks this process as the serving one where only one may serve. */
    AutoCloseable holdInstanceLock();

    /** Free space on the disk of a file; a server does not tell. */
    OptionalLong freeBytes();

    /** Lets others have what only one may have. */
    @Override
    default void close() {}

    /** Looks whether the database is there, on a way of its own beside the pools. */
    interface Probe extends AutoCloseable {
        /** Why the database cannot be used, without a secret; empty when it answers. */
        Optional<String> trouble();

        @Override
        void close();
    }
}
