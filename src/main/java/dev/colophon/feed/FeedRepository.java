package dev.colophon.feed;

import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.people.Person;
import dev.colophon.people.Policy;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Reads journals for others; every statement has the reach of the one who looks. */
final class FeedRepository {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    static final String AFTER = "(j.happened_at, j.id) < (:after_at, :after_id)";

    static final String IN_ORDER = " ORDER BY j.happened_at DESC, j.id DESC";

    /** What an entry is about decides too who sees it. */
    private static final String ABOUT =
            " FROM journals j LEFT JOIN userbooks u ON u.id = j.userbook_id LEFT JOIN notes n ON n.id = j.note_id ";

    private static final Statement OF_PERSON = Statement.of(
            "feed.journal-of-person",
            "SELECT " + Event.COLUMNS + " FROM (SELECT j.*" + ABOUT + "WHERE j.user_id = :owner_id AND " + AFTER
                    + visible(":reach") + IN_ORDER + " LIMIT :limit) j" + Event.JOINS + IN_ORDER);

    /** Those whom the one who looks follows, and how much these let them see. */
    private static final String FOLLOWED = """
            WITH followed AS MATERIALIZED (
                SELECT o.id, %s AS reach FROM follows g JOIN users o ON o.id = g.followee_id
                WHERE g.follower_id = :viewer_id AND g.state = 'accepted')
            """.formatted(Policy.reach("o"));

    /** The newest of one of them. */
    private static final String OF_HEAD =
            ABOUT + "WHERE j.user_id = d.id AND " + AFTER + visible("d.reach") + IN_ORDER + " LIMIT 1";

    /** Of one of them as many as a page has rows at most. */
    private static final String OF_ONE = ABOUT + "WHERE j.user_id = t.owner_id AND " + AFTER
            + " AND j.happened_at >= COALESCE((SELECT e.happened_at FROM oldest e), :first_at)" + visible("t.reach")
            + IN_ORDER + " LIMIT :limit";

    private static final Statement FEED = Statement.split(
            "feed.feed",
            feed(
                    "CROSS JOIN LATERAL (SELECT j.happened_at, j.id" + OF_HEAD + ") h",
                    "CROSS JOIN LATERAL (SELECT j.happened_at, j.id" + OF_ONE + ") j"),
            feed(
                    "JOIN journals h ON h.id = (SELECT j.id" + OF_HEAD + ")",
                    "JOIN journals j ON j.id IN (SELECT j.id" + OF_ONE + ")"));

    /** Counted one by one, so that each is looked up whatever the database thinks of the moment. */
    private static final Statement NEWS = Statement.of(
            "feed.news",
            FOLLOWED + "SELECT COALESCE(SUM(c.news), 0) AS news FROM (SELECT (SELECT COUNT(*) FROM (SELECT j.id" + ABOUT
                    + "WHERE j.user_id = d.id AND j.happened_at > :since" + visible("d.reach")
                    + " LIMIT :limit) found) AS news FROM followed d WHERE d.reach > 0) c");

    /**
     * A page has the newest entries of those alone whose newest one is among the newest ones: so one row is read of
     * each who is followed, and more of as many as a page has rows. With that many the page ends no later than the
     * oldest of these first ones.
     *
     * @param head adds to {@code followed d} the newest entry {@code h} of each
     * @param entries adds to {@code heads t} the entries {@code j} of each
     */
    private static String feed(String head, String entries) {
        return FOLLOWED + """
                , heads AS MATERIALIZED (
                    SELECT d.id AS owner_id, d.reach, h.happened_at, h.id FROM followed d %s
                    WHERE d.reach > 0 ORDER BY h.happened_at DESC, h.id DESC LIMIT :limit),
                oldest AS MATERIALIZED (
                    SELECT t.happened_at FROM heads t
                    ORDER BY t.happened_at DESC, t.id DESC LIMIT 1 OFFSET :before_limit)
                """.formatted(head) + "SELECT " + Event.COLUMNS + FeedEntry.ACTOR
                + " FROM (SELECT j.happened_at, j.id FROM heads t "
                + entries + IN_ORDER
                + " LIMIT :limit) a JOIN journals j ON j.id = a.id JOIN users o ON o.id = j.user_id" + Event.JOINS
                + IN_ORDER;
    }

    /**
     * @param reach a number or what stands for one
     */
    private static String visible(String reach) {
        return " AND " + Policy.holds("j", reach) + " AND " + Policy.holds("u", reach) + " AND "
                + Policy.holds("n", reach);
    }

    /** What somebody did, as far as it may be seen; latest first. */
    List<Event> ofPerson(Session session, Person owner, List<String> after, int limit) {
        return session.list(
                OF_PERSON,
                Event::of,
                place(after, limit)
                        .and("owner_id", owner.id())
                        .and("reach", owner.reach().ordinal()));
    }

    List<FeedEntry> feed(Session session, UUID viewer, List<String> after, int limit) {
        return session.list(FEED, FeedEntry::of, feed(viewer, after, limit));
    }

    static Parameters feed(UUID viewer, List<String> after, int limit) {
        return place(after, limit)
                .and("viewer_id", viewer)
                .and("before_limit", limit - 1)
                .and("first_at", FIRST);
    }

    /** How many came since, up to a limit. */
    int news(Session session, UUID viewer, Instant since, int limit) {
        long news = session.first(NEWS, row -> row.number("news"), news(viewer, since, limit))
                .orElseThrow();
        return (int) Math.min(news, limit);
    }

    static Parameters news(UUID viewer, Instant since, int limit) {
        return Parameters.of("viewer_id", viewer).and("since", since).and("limit", limit);
    }

    static Parameters place(List<String> after, int limit) {
        boolean first = after.isEmpty();
        return Parameters.of("after_at", first ? LAST : Instant.parse(after.get(0)))
                .and("after_id", first ? Ids.LAST : UUID.fromString(after.get(1)))
                .and("limit", limit);
    }
}
