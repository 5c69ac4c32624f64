package dev.colophon.catalogue.copy;

import dev.colophon.catalogue.Book;
import dev.colophon.catalogue.BookDraft;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a book is called in exports: its id on the server that it was first exported from. Elsewhere it
 * is kept among the book's identifiers, so that the next export calls it so again.
 */
public final class BookKey {
    private BookKey() {}

    /** The key that a book came with, or else its id. */
    static UUID of(UUID bookId, Map<String, String> identifiers) {
        UUID given = parse(identifiers.get(Book.EXPORT_KEY));
        return given == null ? bookId : given;
    }

    private static @Nullable UUID parse(@Nullable String value) {
        try {
            return value == null ? null : UUID.fromString(value);
        } catch (IllegalArgumentException byHand) {
            return null;
        }
    }

    /** The facts with it, as a match needs them. */
    public static BookDraft with(BookDraft facts, UUID key) {
        return facts.with(changes -> {
            changes.identifiers = new TreeMap<>(facts.identifiers());
            changes.identifiers.put(Book.EXPORT_KEY, key.toString());
        });
    }

    /** The facts without it, as an export has them. */
    static BookDraft without(BookDraft facts) {
        if (parse(facts.identifiers().get(Book.EXPORT_KEY)) == null) {
            return facts;
        }
        return facts.with(changes -> {
            changes.identifiers = new TreeMap<>(facts.identifiers());
            changes.identifiers.remove(Book.EXPORT_KEY);
        });
    }
}
