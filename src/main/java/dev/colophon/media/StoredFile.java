package dev.colophon.media;

/**
 * A file that is stored, whether or not a row refers to it yet.
 *
 * @param name such as {@code notes/<sha256>}; the key of a row that refers to it
 * @param mediaType what the bytes are, as whoever stored them found out
 */
public record StoredFile(String name, long sizeBytes, String mediaType) {
    /** The hash of its bytes in lower-case hexadecimal digits. */
    public String sha256() {
        return name.substring(name.indexOf('/') + 1);
    }
}
