package dev.colophon.catalogue.bulk;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.Isbn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * By what {@link dev.colophon.catalogue.BookMatch} finds the book of a draft.
 *
 * @param called what other systems call it
 * @param isbn13 empty when it has none
 */
record BookKeys(List<Called> called, String isbn13, Titled titled) {
    /** An identifier in a system. */
    record Called(String scheme, String value) {}

    /** Title and first author as keys. */
    record Titled(String titleKey, String authorKey) {}

    static BookKeys of(BookDraft draft) {
        List<Called> called = new ArrayList<>();
        draft.identifiers().forEach((scheme, value) -> called.add(new Called(scheme, value)));
        String isbn = draft.isbn13() == null ? "" : draft.isbn13();
        if (!isbn.isEmpty()) {
            called.add(ofIsbn(isbn));
        }
        return new BookKeys(List.copyOf(called), isbn, new Titled(draft.titleKey(), draft.authorKey()));
    }

    /** The ISBN as one that a book has since another was merged into it; it stands for both. */
    static Called ofIsbn(String isbn13) {
        return new Called(Isbn.MERGED_SCHEME, isbn13);
    }

    /** All of them; two drafts that have one in common may mean the same book. */
    Set<Object> all() {
        Set<Object> all = new HashSet<>(called);
        all.add(titled);
        return all;
    }
}
