package dev.colophon.shelf.home;

import dev.colophon.database.Database;
import dev.colophon.database.Parameters;
import dev.colophon.database.Statement;
import dev.colophon.shelf.Shelf;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Page;
import dev.colophon.web.session.Caller;
import java.util.List;
import java.util.Map;

/** The books that were finished last, of the last year. */
public final class RecentlyFinished implements HomeSection {
    private static final int SHOWN = 6;

    /** The reads of a year are few, those of a life need not be; what has no day is none of them. */
    private static final Statement RECENT = Statement.of(
            "shelf.recently-finished",
            "SELECT " + RecentBook.COLUMNS + " FROM (SELECT u.id, u.book_id, u.rating, r.finished_on, r.id AS read_id"
                    + " FROM userbooks u JOIN reads r ON r.userbook_id = u.id AND r.outcome = 'finished'"
                    + " AND r.finished_on >= :since WHERE u.user_id = :user_id"
                    + " ORDER BY r.finished_on DESC, r.id DESC LIMIT :limit) l"
                    + " JOIN books b ON b.id = l.book_id ORDER BY l.finished_on DESC, l.read_id DESC");

    private final Database database;
    private final Shelf shelf;

    public RecentlyFinished(Database database, Shelf shelf) {
        this.database = database;
        this.shelf = shelf;
    }

    @Override
    public Page of(Caller reader, Dates dates) {
        Parameters parameters = Parameters.of("user_id", reader.id())
                .and("since", shelf.today(reader).minusYears(1))
                .and("limit", SHOWN);
        List<RecentBook> books =
                database.read(session -> session.list(RECENT, row -> RecentBook.of(row, dates), parameters));
        return new Page("shelf/home/finished.jte", Map.of("books", books));
    }
}
