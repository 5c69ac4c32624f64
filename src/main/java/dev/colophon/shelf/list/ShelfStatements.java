package dev.colophon.shelf.list;

import dev.colophon.catalogue.search.SearchCandidates;
import dev.colophon.catalogue.search.WordMatch;
import dev.colophon.database.Statement;
import dev.colophon.shelf.progress.ReadingProgress;
import java.util.Locale;

/**
 * The statements of one order, with a status or of any. Those of a filter are one text for all combinations, whose
 * estimate would make PostgreSQL read and sort the whole shelf.
 *
 * @param plain walks an index and stops after the page
 * @param filtered walks the same index until the page is full, or up to a place
 * @param walkEnd the place to which a search walks; nothing when fewer entries are left
 * @param searched begins with the candidates of a search
 */
record ShelfStatements(Statement plain, Statement filtered, Statement walkEnd, Statement searched) {
    /** So many entries are looked at in 5 ms; more than most readers have. */
    static final int WALK = 2_000;

    /**
     * What is looked at of an entry and its book. In a subquery for each entry it has no estimate, and leaves the order
     * to the index; only words ask for the book.
     */
    static final String FILTERS = """
             AND (SELECT CAST(:format AS text) IN ('', u.format)
             AND CAST(:ownership AS text) IN ('', u.ownership)
             AND u.rating_key >= :rating
             AND (CAST(:tag AS text) = '' OR EXISTS (
                SELECT 1 FROM tags t JOIN userbook_tags x ON x.tag_id = t.id
                WHERE t.user_id = u.user_id AND t.name_key = CAST(:tag AS text)
                  AND x.userbook_id = u.id))
             AND (CAST(:within_0 AS text) = '%' OR (
                SELECT\s""" + WordMatch.within("s") + " FROM books s WHERE s.id = u.book_id)))";

    /** Apart from every other condition, whose estimate could make PostgreSQL begin with all entries of the reader. */
    private static final String OF_CANDIDATES = """
            CROSS JOIN userbooks u WHERE u.user_id = :user_id AND u.book_id = f.book_id) SELECT * FROM own) u
            WHERE\s""";

    static ShelfStatements of(ShelfOrder order, boolean status) {
        String name = name(order, status);
        String which = "u.user_id = :user_id" + (status ? " AND u.status = :status" : "") + " AND " + order.after();
        String own = "userbooks u WHERE " + which;
        return new ShelfStatements(
                Statement.of(name, before(order) + own + after(order)),
                Statement.of(
                        name + "-filtered", before(order) + own + " AND " + order.until() + FILTERS + after(order)),
                Statement.of(
                        name + "-walk-end",
                        "SELECT u.id, " + order.columns() + " FROM " + own + " ORDER BY " + order.orderBy()
                                + " LIMIT 1 OFFSET " + (WALK - 1)),
                searched(name + "-searched", before(order), which + FILTERS + after(order)));
    }

    private static Statement searched(String name, String before, String after) {
        String first = before + "(WITH own AS MATERIALIZED (SELECT u.* FROM ";
        String rest = OF_CANDIDATES + after;
        return Statement.split(
                name, first + SearchCandidates.POSTGRESQL + rest, first + SearchCandidates.SQLITE + rest);
    }

    private static String name(ShelfOrder order, boolean status) {
        return "shelf.entries-by-"
                + order.key().name().toLowerCase(Locale.ROOT)
                + (order.descending() ? "-descending" : "")
                + (status ? "-of-status" : "");
    }

    /** The page is cut off before books are joined, so that no plan joins the whole shelf. */
    private static String before(ShelfOrder order) {
        return "SELECT " + EntrySummary.COLUMNS + order.selected() + " FROM (SELECT " + EntrySummary.ENTRY_COLUMNS
                + order.selected() + " FROM ";
    }

    private static String after(ShelfOrder order) {
        return " ORDER BY " + order.orderBy() + " LIMIT :limit) u JOIN books b ON b.id = u.of_book"
                + ReadingProgress.JOIN + " ORDER BY " + order.orderBy();
    }
}
