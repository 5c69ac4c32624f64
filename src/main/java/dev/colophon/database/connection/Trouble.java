package dev.colophon.database.connection;

/** What a failed statement means, told the same way for both databases. */
public enum Trouble {
    UNIQUE,
    FOREIGN_KEY,
    NOT_NULL,
    CHECK,
    /** The statement ran longer than it may. */
    TIMEOUT,
    /** Somebody else holds a lock, or two transactions stood in each other's way. */
    BUSY,
    /** The connection, the server or the file is gone. */
    LOST,
    /** Nothing can be written: full disk, read-only, or a standby server. */
    STORAGE,
    /** A table or column is missing: the schema is behind this build. */
    SCHEMA,
    /** Our own mistake. */
    FAULT
}
