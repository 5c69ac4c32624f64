package dev.colophon.backup.format;

/**
 * How a value is written in the canonical stream, which is PostgreSQL's COPY text and the same for both databases.
 * uuid, date and timestamptz are TEXT here: 36 small characters, {@code 2026-01-02}, and UTC with six digits as in
 * {@code 2026-01-02T03:04:05.678900Z}, which is how SQLite stores them.
 */
public enum ColumnKind {
    TEXT,
    /** Decimal digits, with a minus sign. */
    INTEGER,
    /** {@code t} or {@code f}. */
    BOOLEAN,
    /** {@code \x} and hexadecimal digits in small letters, the backslash escaped as in all texts. */
    BYTES
}
