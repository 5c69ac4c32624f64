package dev.colophon.profile;

import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.people.Person;
import dev.colophon.people.Policy;
import dev.colophon.shelf.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads shelves for others; every statement has the reach of the one who looks. */
final class ProfileRepository {
    private static final String OWN = "u.user_id = :owner_id AND " + Policy.holds("u", ":reach");

    private static final String IN_ORDER = " ORDER BY u.added_key DESC, u.id DESC";

    private static final Statement SHELF = Statement.of("profile.shelf", shelf(""));
    private static final Statement SHELF_OF_STATUS =
            Statement.of("profile.shelf-of-status", shelf("u.status = :status AND "));

    private static final Statement ENTRY = Statement.of(
            "profile.entry",
            "SELECT " + VisibleEntry.COLUMNS + ", u.review, u.review_spoiler FROM userbooks u"
                    + " JOIN books b ON b.id = u.book_id WHERE u.id = :id AND " + OWN);

    private static final Statement COUNTS = Statement.of(
            "profile.counts",
            "SELECT u.status, COUNT(*) AS books FROM userbooks u WHERE " + OWN + " GROUP BY u.status");

    private static final Statement FINISHED = Statement.of(
            "profile.finished",
            "SELECT " + VisibleEntry.COLUMNS + ", r.finished_on FROM userbooks u"
                    + " JOIN reads r ON r.userbook_id = u.id AND r.outcome = 'finished'"
                    + " AND r.finished_on BETWEEN :first_day AND :last_day"
                    + " JOIN books b ON b.id = u.book_id WHERE " + OWN
                    + " ORDER BY r.finished_on DESC, r.id DESC LIMIT :limit");

    private static final Statement NOTES = Statement.of(
            "profile.notes",
            "SELECT " + VisibleNote.COLUMNS.list("n") + " FROM notes n"
                    + " WHERE n.userbook_id = :id AND " + Policy.holds("n", ":reach")
                    + " AND (n.created_at, n.id) < (:after_at, :after_id)"
                    + " ORDER BY n.created_at DESC, n.id DESC LIMIT :limit");

    /** The page is cut off before books are joined. */
    private static String shelf(String condition) {
        return "SELECT " + VisibleEntry.COLUMNS + " FROM (SELECT u.* FROM userbooks u WHERE " + condition + OWN
                + " AND (u.added_key, u.id) < (:after_added, :after_id)" + IN_ORDER + " LIMIT :limit) u"
                + " JOIN books b ON b.id = u.book_id" + IN_ORDER;
    }

    /** Something with its place in a list. */
    record Placed<T>(T item, List<String> place) {}

    List<Placed<VisibleEntry>> shelf(
            Session session, Person owner, @Nullable Status status, List<String> after, int limit) {
        boolean first = after.isEmpty();
        Parameters parameters = of(owner)
                .and("after_added", first ? LocalDate.of(9999, 12, 31) : LocalDate.parse(after.get(0)))
                .and("after_id", first ? Ids.LAST : UUID.fromString(after.get(1)))
                .and("limit", limit);
        return session.list(
                status == null ? SHELF : SHELF_OF_STATUS,
                row -> new Placed<>(
                        VisibleEntry.of(row),
                        List.of(row.date("added_key").toString(), row.uuid("id").toString())),
                status == null ? parameters : parameters.and("status", status));
    }

    Optional<VisibleReview> entry(Session session, Person owner, UUID id) {
        return session.first(ENTRY, VisibleReview::of, of(owner).and("id", id));
    }

    Map<Status, Long> counts(Session session, Person owner) {
        Map<Status, Long> counts = new EnumMap<>(Status.class);
        session.list(COUNTS, row -> Map.entry(row.constant("status", Status.class), row.number("books")), of(owner))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /** Books whose reading ended in a year, latest first; one that was read twice is there twice. */
    List<VisibleEntry> finished(Session session, Person owner, int year, int limit) {
        return session.list(
                FINISHED,
                VisibleEntry::of,
                of(owner)
                        .and("first_day", LocalDate.of(year, 1, 1))
                        .and("last_day", LocalDate.of(year, 12, 31))
                        .and("limit", limit));
    }

    /** Notes on an entry, which {@link #entry} has found to be the owner's and within reach. */
    List<VisibleNote> notes(Session session, Person owner, UUID id, List<String> after, int limit) {
        boolean first = after.isEmpty();
        return session.list(
                NOTES,
                VisibleNote::of,
                Parameters.of("id", id)
                        .and("reach", owner.reach().ordinal())
                        .and("after_at", first ? Instant.parse("9999-12-31T00:00:00Z") : Instant.parse(after.get(0)))
                        .and("after_id", first ? Ids.LAST : UUID.fromString(after.get(1)))
                        .and("limit", limit));
    }

    private static Parameters of(Person owner) {
        return Parameters.of("owner_id", owner.id()).and("reach", owner.reach().ordinal());
    }
}
