package dev.colophon.shelf;

import dev.colophon.database.Database;
import dev.colophon.database.Statement;
import dev.colophon.text.TextKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
final class ShelfList {
    private static final String FILTERS = """
             AND CAST(? AS text) IN ('', u.format)
             AND CAST(? AS text) IN ('', u.ownership)
             AND +u.rating_key >= ?
             AND (CAST(? AS text) = '' OR EXISTS (
                SELECT 1 FROM tags t JOIN userbook_tags x ON x.tag_id = t.id
                WHERE t.user_id = u.user_id AND t.name_key = CAST(? AS text)
                  AND x.userbook_id = u.id))
             AND (SELECT s.search_key FROM books s WHERE s.id = u.book_id) LIKE ? ESCAPE '\\'
            """;

    private static final Statement COUNT = Statement.of(
            "shelf.shelf-count",
            "SELECT COUNT(*) AS total FROM userbooks u"
                    + " WHERE u.user_id = ? AND CAST(? AS text) IN ('', u.status)"
                    + FILTERS);

    private static final Map<String, Statement> PAGES = pages();

    private final Database database;

    ShelfList(Database database) {
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

    static String name(ShelfOrder order, boolean status, boolean filtered) {
        return "shelf.shelf-by-"
                + order.key().name().toLowerCase(Locale.ROOT)
                + (order.descending() ? "-descending" : "")
                + (status ? "-of-status" : "")
                + (filtered ? "-filtered" : "");
    }

    /** The page is cut off before books are joined, so that no plan joins the whole shelf. */
    private static String sql(ShelfOrder order, boolean status, boolean filtered) {
        return "SELECT "
                + ShelfItem.COLUMNS
                + order.selected()
                + " FROM (SELECT "
                + ShelfItem.ENTRY_COLUMNS
                + order.selected()
                + " FROM userbooks u WHERE u.user_id = ?"
                + (status ? " AND u.status = ?" : "")
                + " AND "
                + order.after()
                + (filtered ? FILTERS : "")
                + " ORDER BY "
                + order.orderBy()
                + " LIMIT ?) u JOIN books b ON b.id = u.of_book ORDER BY "
                + order.orderBy();
    }

    /**
     * @param place where the entry stands in its list
     */
    record Placed(ShelfItem item, List<String> place) {}

    /**
     * @param after the place of the last entry that was shown; empty at the start
     */
    List<Placed> page(UUID userId, ShelfQuery query, List<String> after, int limit) {
        List<@Nullable Object> parameters = new ArrayList<>();
        parameters.add(userId);
        if (query.status() != null) {
            parameters.add(query.status());
        }
        parameters.addAll(query.order().values(after));
        boolean filtered = query.isFiltered();
        if (filtered) {
            parameters.addAll(filters(query));
        }
        parameters.add(limit);
        Statement statement = PAGES.get(name(query.order(), query.status() != null, filtered));
        return database.read(session -> session.list(
                java.util.Objects.requireNonNull(statement),
                row -> new Placed(ShelfItem.of(row), query.order().place(row)),
                parameters.toArray()));
    }

    long count(UUID userId, ShelfQuery query) {
        List<@Nullable Object> parameters = new ArrayList<>();
        parameters.add(userId);
        parameters.add(name(query.status()));
        parameters.addAll(filters(query));
        return database.read(session -> session.first(COUNT, row -> row.number("total"), parameters.toArray())
                .orElseThrow());
    }

    private static List<Object> filters(ShelfQuery query) {
        String tag = query.tag() == null ? "" : TextKey.of(query.tag());
        return List.of(
                name(query.format()),
                name(query.ownership()),
                query.rating() == null ? 0 : query.rating().quarters(),
                tag,
                tag,
                TextKey.pattern(query.words() == null ? "" : query.words()));
    }

    private static String name(@Nullable Enum<?> constant) {
        return constant == null ? "" : constant.name().toLowerCase(Locale.ROOT);
    }
}
