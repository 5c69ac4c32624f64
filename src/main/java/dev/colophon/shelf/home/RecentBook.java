package dev.colophon.shelf.home;

import dev.colophon.catalogue.BookSummary;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.shelf.Rating;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A book that was finished lately.
 *
 * @param id of its entry
 */
record RecentBook(UUID id, BookSummary book, @Nullable Rating rating, LocalDate finishedOn) {

    /** The reads of a year are few, those of a life need not be; what has no day is none of them. */
    private static final Statement RECENT = Statement.of(
            "shelf.recently-finished",
            "SELECT " + BookSummary.COLUMNS + ", l.id, l.rating, l.finished_on"
                    + " FROM (SELECT u.id, u.book_id, u.rating, r.finished_on, r.id AS read_id"
                    + " FROM userbooks u JOIN reads r ON r.userbook_id = u.id AND r.outcome = 'finished'"
                    + " AND r.finished_on >= :since WHERE u.user_id = :user_id"
                    + " ORDER BY r.finished_on DESC, r.id DESC LIMIT :limit) l"
                    + " JOIN books b ON b.id = l.book_id ORDER BY l.finished_on DESC, l.read_id DESC");

    /** Those of a reader, the latest first. */
    static List<RecentBook> since(Session session, UUID reader, LocalDate since, int limit) {
        Parameters parameters =
                Parameters.of("user_id", reader).and("since", since).and("limit", limit);
        return session.list(RECENT, RecentBook::of, parameters);
    }

    private static RecentBook of(Row row) {
        return new RecentBook(
                row.uuid("id"), BookSummary.of(row), Rating.of(row.integerOrNull("rating")), row.date("finished_on"));
    }
}
