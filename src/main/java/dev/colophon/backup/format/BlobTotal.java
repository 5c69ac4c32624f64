package dev.colophon.backup.format;

/**
 * What is known of the files beside the rows. They are not listed one by one: the rows of the table {@code blobs} name
 * them, and each name is a hash.
 *
 * @param bytes of all together
 * @param sha256 of a line for each, in their order, as {@code sha256sum} writes it
 */
public record BlobTotal(long files, long bytes, String sha256) {}
