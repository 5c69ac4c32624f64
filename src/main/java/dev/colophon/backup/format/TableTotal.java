package dev.colophon.backup.format;

/**
 * What is known of a table's canonical stream, which is the same for equal rows on either database.
 *
 * @param bytes of the stream, not compressed
 * @param sha256 of the stream, in small hexadecimal digits
 */
public record TableTotal(String table, long rows, long bytes, String sha256) {}
