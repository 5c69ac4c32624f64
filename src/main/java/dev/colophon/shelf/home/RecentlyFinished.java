package dev.colophon.shelf.home;

import dev.colophon.database.Database;
import dev.colophon.shelf.Shelf;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Page;
import dev.colophon.web.session.Caller;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The books that were finished last, of the last year. */
public final class RecentlyFinished implements HomeSection {
    private static final int SHOWN = 6;

    private final Database database;
    private final Shelf shelf;

    public RecentlyFinished(Database database, Shelf shelf) {
        this.database = database;
        this.shelf = shelf;
    }

    @Override
    public Page of(Caller reader, Dates dates) {
        LocalDate since = shelf.today(reader).minusYears(1);
        List<RecentBook> books = database.read(session -> RecentBook.since(session, reader.id(), since, SHOWN));
        return new Page("shelf/home/finished.jte", Map.of("books", books));
    }
}
