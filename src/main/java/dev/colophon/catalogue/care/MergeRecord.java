package dev.colophon.catalogue.care;

import dev.colophon.catalogue.Book;
import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.Isbn;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What undoing a merge needs to know of the two books; stored as JSON.
 *
 * @param kept the book that stayed, as it was
 * @param identifiers all that the other one was known by, more than its facts show after an earlier merge
 */
record MergeRecord(Side kept, Side removed, @Nullable UUID createdBy, Instant createdAt, List<Identifier> identifiers) {

    /**
     * @param version before the merge
     */
    record Side(BookDraft facts, long version, @Nullable UUID coverId) {
        static Side of(Book book, @Nullable UUID coverId) {
            return new Side(book.facts(), book.version(), coverId);
        }
    }

    record Identifier(String scheme, String value) {}

    /** What the book that stayed is found by since, too. */
    List<Identifier> carried() {
        String isbn = removed.facts().isbn13();
        if (isbn == null || kept.facts().isbn13() == null) {
            return identifiers;
        }
        return Stream.concat(identifiers.stream(), Stream.of(new Identifier(Isbn.MERGED_SCHEME, isbn)))
                .toList();
    }

    /** The ISBNs that the other book had from earlier merges. */
    List<String> mergedIsbns() {
        return identifiers.stream()
                .filter(one -> one.scheme().equals(Isbn.MERGED_SCHEME))
                .map(Identifier::value)
                .toList();
    }

    /** The version that the merge gave to the book that stayed. */
    long keptVersion() {
        return kept.version() + 1;
    }
}
