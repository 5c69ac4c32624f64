package dev.colophon.catalogue.search;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.Catalogue;
import dev.colophon.catalogue.Drafts;
import dev.colophon.catalogue.Readers;
import dev.colophon.testing.TestDatabase;
import dev.colophon.web.session.Caller;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Books of a test, and what searches find of them. */
final class SearchedBooks {
    final Catalogue catalogue;
    final Caller mary;
    private final TestDatabase lent;

    SearchedBooks(TestDatabase lent) {
        this.lent = lent;
        this.catalogue = new Catalogue(lent.database(), Clock.systemUTC());
        this.mary = Readers.add(lent, "mary");
    }

    UUID add(String title, String author) {
        return add(Drafts.book(title, author));
    }

    UUID add(BookDraft draft) {
        return catalogue.add(mary, draft).book().id();
    }

    void addAll(Map<String, String> authorByTitle) {
        authorByTitle.forEach(this::add);
    }

    /** The titles in order, a page of three at a time; the walk finds all of them, or the index does. */
    List<String> titles(String text, boolean walk) {
        BookSearch search = new BookSearch(lent.database(), walk);
        List<String> titles = new ArrayList<>();
        List<String> after = List.of();
        List<FoundBook> page;
        do {
            page = search.find(text, after, 3);
            for (FoundBook book : page) {
                titles.add(catalogue.book(book.id()).title());
                after = book.place();
            }
        } while (page.size() == 3);
        return titles;
    }

    List<String> titles(String text) {
        return titles(text, false);
    }
}
