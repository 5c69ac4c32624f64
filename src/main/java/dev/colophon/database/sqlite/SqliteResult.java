package dev.colophon.database.sqlite;

import org.sqlite.SQLiteException;

/** Families of SQLite's result codes. */
public enum SqliteResult {
    /** Somebody else holds a lock: SQLITE_BUSY, SQLITE_LOCKED. */
    BUSY,
    /** Nothing can be written: SQLITE_READONLY, SQLITE_IOERR. */
    STORAGE,
    /** The disk is full: SQLITE_FULL. */
    FULL,
    /** SQLITE_CANTOPEN. */
    CANNOT_OPEN,
    /** SQLITE_CORRUPT, SQLITE_NOTADB. */
    DAMAGED,
    OTHER;

    /** Extended codes carry the family in the lowest byte. */
    public static SqliteResult of(SQLiteException failure) {
        return switch (failure.getResultCode().code & 0xff) {
            case 5, 6 -> BUSY;
            case 8, 10 -> STORAGE;
            case 13 -> FULL;
            case 14 -> CANNOT_OPEN;
            case 11, 26 -> DAMAGED;
            default -> OTHER;
        };
    }
}
