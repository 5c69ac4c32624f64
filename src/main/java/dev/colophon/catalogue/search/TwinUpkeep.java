package dev.colophon.catalogue.search;

import dev.colophon.database.Database;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Statement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Adds the twins that {@link Twins} left out, which were written at the same moment, and those of older programs and
 * restores; removes those that are none any more. It looks at all books when a process begins and once a day, and
 * otherwise at those that were added since the run before the last one. For one thread.
 */
final class TwinUpkeep {
    /** One run in ten minutes; a day of them. */
    private static final int RUNS_FOR_ALL = 144;

    /** So many are looked at in some 20 ms. */
    static final int PAGE = 2_000;

    private static final String PAGE_END =
            "SELECT %1$s AS id FROM %2$s WHERE %1$s > :after ORDER BY %1$s LIMIT 1 OFFSET " + (PAGE - 1);

    private static final Statement PAGE_OF_BOOKS =
            Statement.of("catalogue.twins-page", PAGE_END.formatted("id", "books"));

    private static final Statement PAGE_OF_TWINS =
            Statement.of("catalogue.twins-page-known", PAGE_END.formatted("book_id", "book_twins"));

    private static final Statement NEWEST =
            Statement.of("catalogue.twins-newest", "SELECT b.id FROM books b ORDER BY b.id DESC LIMIT 1");

    private static final Statement MISSING = Statement.of(
            "catalogue.twins-missing",
            "SELECT b.id FROM books b WHERE b.id > :after AND b.id <= :last AND" + Twins.TWIN
                    + "AND NOT EXISTS (SELECT 1 FROM book_twins t WHERE t.book_id = b.id)");

    private static final String LONELY = """
            DELETE FROM book_twins WHERE book_id IN (
                SELECT t.book_id FROM book_twins t WHERE t.book_id > :after AND t.book_id <= :last
                  AND NOT EXISTS (SELECT 1 FROM books b
                    JOIN books s ON s.title_key = b.title_key AND s.author_key = b.author_key AND s.id <> b.id
                    WHERE b.id = t.book_id AND b.title_key = t.title_key AND b.author_key = t.author_key)
            """;

    /** To wait for whoever writes one of them could end in a circle. */
    private static final Statement REMOVE_LONELY =
            Statement.split("catalogue.twins-remove-lonely", LONELY + "FOR UPDATE SKIP LOCKED)", LONELY + ")");

    private final Database database;
    private int runs;
    private UUID since = Ids.FIRST;
    private UUID newest = Ids.FIRST;

    TwinUpkeep(Database database) {
        this.database = database;
    }

    void run() {
        boolean all = runs % RUNS_FOR_ALL == 0;
        UUID end = database.read(session -> session.first(NEWEST, row -> row.uuid("id")))
                .orElse(newest);
        if (all) {
            forEachPage(PAGE_OF_TWINS, Ids.FIRST, this::removeLonely);
        }
        forEachPage(PAGE_OF_BOOKS, all ? Ids.FIRST : since, this::addMissing);
        // after the last statement: a run that fails is repeated
        runs++;
        since = newest;
        newest = end;
    }

    private interface Work {
        void run(Parameters page);
    }

    private void forEachPage(Statement pageEnd, UUID from, Work work) {
        UUID after = from;
        while (!after.equals(Ids.LAST)) {
            Parameters place = Parameters.of("after", after);
            Optional<UUID> end = database.read(session -> session.first(pageEnd, row -> row.uuid("id"), place));
            UUID last = end.orElse(Ids.LAST);
            work.run(Parameters.of("after", after).and("last", last));
            after = last;
        }
    }

    private void removeLonely(Parameters page) {
        database.write(session -> session.execute(REMOVE_LONELY, page));
    }

    private void addMissing(Parameters page) {
        List<UUID> missing = database.read(session -> session.list(MISSING, row -> row.uuid("id"), page));
        if (!missing.isEmpty()) {
            database.write(session -> Twins.add(session, missing));
        }
    }
}
