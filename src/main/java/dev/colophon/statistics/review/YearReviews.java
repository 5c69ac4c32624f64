package dev.colophon.statistics.review;

import dev.colophon.database.Database;
import dev.colophon.database.Statement;
import dev.colophon.people.Policy;
import dev.colophon.statistics.Sight;
import dev.colophon.statistics.Statistics;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** Makes reviews of years. */
public final class YearReviews {
    private static final Statement FINISHED = Statement.of(
            "statistics.books-of-year",
            "SELECT " + ReviewBook.COLUMNS + " FROM userbooks u"
                    + " JOIN reads r ON r.userbook_id = u.id AND r.outcome = 'finished'"
                    + " AND r.finished_on BETWEEN :first_day AND :last_day"
                    + " JOIN books b ON b.id = u.book_id WHERE u.user_id = :owner_id AND "
                    + Policy.holds("u", ":reach") + " ORDER BY r.finished_on, r.id");

    private final Database database;
    private final Statistics statistics;

    public YearReviews(Database database, Statistics statistics) {
        this.database = database;
        this.statistics = statistics;
    }

    /**
     * @param zone of its reader, decides on which day progress was noted
     */
    public YearReview review(Sight sight, int year, ZoneId zone) {
        List<ReviewBook> finished = database.read(session -> session.list(
                FINISHED,
                ReviewBook::of,
                sight.parameters()
                        .and("first_day", LocalDate.of(year, 1, 1))
                        .and("last_day", LocalDate.of(year, 12, 31))));
        return new YearReview(statistics.report(sight, year, zone), finished);
    }
}
