package dev.colophon.catalogue.copy;

import dev.colophon.catalogue.BookDraft;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line about a book in an export.
 *
 * @param key see {@link BookKey}
 * @param cover the SHA-256 of its picture among the files; null without one
 */
public record BookCopy(UUID key, BookDraft facts, @Nullable String cover) {
    public BookCopy {
        Objects.requireNonNull(key);
        Objects.requireNonNull(facts);
    }
}
