package dev.colophon.shelf.list;

import dev.colophon.catalogue.search.WordMatch;
import dev.colophon.database.Database;
import dev.colophon.database.Parameters;
import dev.colophon.database.Statement;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.progress.ReadingProgress;
import dev.colophon.text.TextKey;
import dev.colophon.web.Part;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lists of a shelf, a page in one query. There is a statement for each order, with and without a
 * status, with and without further filters. Those without walk an index and stop after the page;
 * those with are one text for all combinations, which misleads PostgreSQL's estimate, and cost at
 * most one walk over the reader's own entries: words are looked for in a subquery, so that no
 * database begins with the whole catalogue. The plus before a filter's column keeps SQLite from
 * taking it for a reason to choose an index.
 */
public final class ShelfList {
    private static final String FILTERS = """
             AND CAST(:format AS text) IN ('', u.format)
             AND CAST(:ownership AS text) IN ('', u.ownership)
             AND +u.rating_key >= :rating
             AND (CAST(:tag AS text) = '' OR EXISTS (
                SELECT 1 FROM tags t JOIN userbook_tags x ON x.tag_id = t.id
                WHERE t.user_id = u.user_id AND t.name_key = CAST(:tag AS text)
                  AND x.userbook_id = u.id))
             AND (SELECT\s""" + WordMatch.within("s") + " FROM books s WHERE s.id = u.book_id)";

    private static final Statement COUNT = Statement.of(
            "shelf.entry-count",
            "SELECT COUNT(*) AS total FROM userbooks u"
                    + " WHERE u.user_id = :user_id AND CAST(:status AS text) IN ('', u.status)"
                    + FILTERS);

    /** From the index alone. */
    private static final Statement COUNTS = Statement.of("shelf.status-counts", """
                    SELECT status, COUNT(*) AS books FROM userbooks
                    WHERE user_id = :user_id GROUP BY status
                    """);

    private static final Map<String, Statement> PAGES = pages();

    private final Database database;

    public ShelfList(Database database) {
        this.database = database;
    }

    private static Map<String, Statement> pages() {
        Map<String, Statement> pages = new HashMap<>();
        for (ShelfOrder order : ShelfOrder.all()) {
            for (boolean status : List.of(true, false)) {
                for (boolean filtered : List.of(true, false)) {
                    String name = name(order, status, filtered);
                    pages.put(name, Statement.of(name, sql(order, status, filtered)));
                }
            }
        }
        return Map.copyOf(pages);
    }

    static String name(ShelfQuery query) {
        return name(query.order(), query.status() != null, query.isFiltered());
    }

    private static String name(ShelfOrder order, boolean status, boolean filtered) {
        return "shelf.entries-by-"
                + order.key().name().toLowerCase(Locale.ROOT)
                + (order.descending() ? "-descending" : "")
                + (status ? "-of-status" : "")
                + (filtered ? "-filtered" : "");
    }

    /** The page is cut off before books are joined, so that no plan joins the whole shelf. */
    private static String sql(ShelfOrder order, boolean status, boolean filtered) {
        return "SELECT "
                + EntrySummary.COLUMNS
                + order.selected()
                + " FROM (SELECT "
                + EntrySummary.ENTRY_COLUMNS
                + order.selected()
                + " FROM userbooks u WHERE u.user_id = :user_id"
                + (status ? " AND u.status = :status" : "")
                + " AND "
                + order.after()
                + (filtered ? FILTERS : "")
                + " ORDER BY "
                + order.orderBy()
                + " LIMIT :limit) u JOIN books b ON b.id = u.of_book"
                + ReadingProgress.JOIN
                + " ORDER BY "
                + order.orderBy();
    }

    /**
     * @param place where the entry stands in its list
     */
    private record Placed(EntrySummary item, List<String> place) {}

    /**
     * One part of the shelf, in one query.
     *
     * @param after the place of the last entry that was shown; empty at the start
     */
    public Part<EntrySummary> page(UUID userId, ShelfQuery query, List<String> after, int limit) {
        Statement statement = Objects.requireNonNull(PAGES.get(name(query)));
        Parameters parameters = parameters(userId, query, after, limit + 1);
        List<Placed> found = database.read(session -> session.list(
                statement, row -> new Placed(EntrySummary.of(row), query.order().place(row)), parameters));
        return Part.of(found, limit, Placed::item, Placed::place);
    }

    static Parameters parameters(UUID userId, ShelfQuery query, List<String> after, int limit) {
        Parameters parameters =
                query.order().after(after).and("user_id", userId).and("limit", limit);
        if (query.status() != null) {
            parameters.and("status", query.status());
        }
        return query.isFiltered() ? parameters.and(filters(query)) : parameters;
    }

    /** How many entries a query finds. */
    public long count(UUID userId, ShelfQuery query) {
        Parameters parameters = filters(query).and("user_id", userId).and("status", name(query.status()));
        return database.read(session ->
                session.first(COUNT, row -> row.number("total"), parameters).orElseThrow());
    }

    /** How many entries have each status; one that none has is there with zero. */
    public Map<Status, Long> counts(UUID userId) {
        Map<Status, Long> counts = new EnumMap<>(Status.class);
        for (Status status : Status.values()) {
            counts.put(status, 0L);
        }
        database.read(session -> session.list(
                        COUNTS,
                        row -> Map.entry(row.constant("status", Status.class), row.number("books")),
                        Parameters.of("user_id", userId)))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    private static Parameters filters(ShelfQuery query) {
        return Parameters.of("format", name(query.format()))
                .and("ownership", name(query.ownership()))
                .and("rating", query.rating() == null ? 0 : query.rating().quarters())
                .and("tag", query.tag() == null ? "" : TextKey.of(query.tag()))
                .and(WordMatch.within(query.searched()));
    }

    private static String name(@Nullable Enum<?> constant) {
        return constant == null ? "" : constant.name().toLowerCase(Locale.ROOT);
    }
}
