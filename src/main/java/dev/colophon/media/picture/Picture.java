package dev.colophon.media.picture;

import dev.colophon.media.StoredFile;

/**
 * A picture that is stored in its two sizes; {@link Pictures#attach} makes it belong to something.
 *
 * @param width of the large one, in pixels
 * @param height of the large one, in pixels
 */
public record Picture(StoredFile large, StoredFile small, int width, int height, Source source) {
    /** Who gave it. */
    public enum Source {
        UPLOAD,
        GOOGLE_BOOKS,
        OPEN_LIBRARY
    }
}
