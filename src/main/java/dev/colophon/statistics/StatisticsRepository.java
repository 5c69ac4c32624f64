package dev.colophon.statistics;

import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.people.Policy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads what statistics are made of: the reads and the progress of one reader, as far as they may be seen. */
final class StatisticsRepository {
    private static final String READS = " FROM userbooks u"
            + " JOIN reads r ON r.userbook_id = u.id AND r.outcome = 'finished'"
            + " JOIN books b ON b.id = u.book_id WHERE u.user_id = :owner_id AND " + Policy.holds("u", ":reach");

    private static final String IN_YEARS = " AND r.finished_on BETWEEN :first_day AND :last_day";

    /** A life's reads without their books, which would come with each read again. */
    private static final Statement FINISHED = Statement.of(
            "statistics.finished-reads",
            "SELECT u.id AS entry_id, r.started_on, r.finished_on FROM userbooks u"
                    + " JOIN reads r ON r.userbook_id = u.id AND r.outcome = 'finished'"
                    + " WHERE u.user_id = :owner_id AND " + Policy.holds("u", ":reach"));

    private static final Statement BOOKS = Statement.of(
            "statistics.finished-books",
            "SELECT " + FinishedBook.COLUMNS + " FROM userbooks u JOIN books b ON b.id = u.book_id"
                    + " WHERE u.user_id = :owner_id AND " + Policy.holds("u", ":reach")
                    + " AND EXISTS (SELECT 1 FROM reads r WHERE r.userbook_id = u.id AND r.outcome = 'finished')");

    private static final Statement FINISHED_IN =
            Statement.of("statistics.finished-reads-of-years", "SELECT " + FinishedRead.COLUMNS + READS + IN_YEARS);

    /** ISO days begin with their year on either database. */
    private static final Statement YEARS = Statement.of(
            "statistics.years",
            "SELECT DISTINCT SUBSTR(CAST(r.finished_on AS text), 1, 4) AS year FROM userbooks u"
                    + " JOIN reads r ON r.userbook_id = u.id AND r.outcome = 'finished' AND r.finished_on IS NOT NULL"
                    + " WHERE u.user_id = :owner_id AND " + Policy.holds("u", ":reach"));

    private static final Statement UNDATED = Statement.of(
            "statistics.undated-reads",
            "SELECT COUNT(*) AS total FROM userbooks u"
                    + " JOIN reads r ON r.userbook_id = u.id AND r.outcome = 'finished' AND r.finished_on IS NULL"
                    + " WHERE u.user_id = :owner_id AND " + Policy.holds("u", ":reach"));

    private static final Statement MOMENTS = Statement.of(
            "statistics.moments-of-progress",
            "SELECT p.reached_at FROM userbooks u JOIN reads r ON r.userbook_id = u.id"
                    + " JOIN progress p ON p.read_id = r.id"
                    + " WHERE u.user_id = :owner_id AND p.reached_at >= :since AND p.reached_at < :until AND "
                    + Policy.holds("u", ":reach"));

    /** A read that was finished between the two statements is not among them yet. */
    List<FinishedRead> finished(Session session, Sight sight) {
        Map<UUID, FinishedBook> books = new HashMap<>();
        session.list(BOOKS, FinishedBook::of, sight.parameters()).forEach(book -> books.put(book.entry(), book));
        return session
                .list(FINISHED, row -> FinishedRead.of(row, books.get(row.uuid("entry_id"))), sight.parameters())
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Those that ended in one of these years. */
    List<FinishedRead> finished(Session session, Sight sight, int first, int last) {
        return session.list(
                FINISHED_IN,
                FinishedRead::of,
                sight.parameters()
                        .and("first_day", LocalDate.of(first, 1, 1))
                        .and("last_day", LocalDate.of(last, 12, 31)));
    }

    /** The years in which anything ended, in no order. */
    List<Integer> years(Session session, Sight sight) {
        return session.list(YEARS, row -> Integer.valueOf(row.text("year")), sight.parameters());
    }

    /** How many reads ended on a day that nobody knows. */
    long undated(Session session, Sight sight) {
        return session.first(UNDATED, row -> row.number("total"), sight.parameters())
                .orElseThrow();
    }

    /**
     * When progress was noted, in no order.
     *
     * @param until the first moment after
     */
    List<Instant> moments(Session session, Sight sight, Instant since, Instant until) {
        return session.list(
                MOMENTS,
                row -> row.instant("reached_at"),
                sight.parameters().and("since", since).and("until", until));
    }
}
