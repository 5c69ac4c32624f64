package dev.colophon.catalogue.search;

import dev.colophon.database.Database;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.json.Json;
import dev.colophon.problem.Problem;
import dev.colophon.text.SearchLine;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings into the index what is not in it: every book after a migration, a restore or a move, and
 * those that a program of an older release added or changed beside this one. It works in small
 * batches beside requests, each of few statements for all of its books, at the start and then every ten minutes.
 */
public final class SearchUpkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SearchUpkeep.class);
    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final Duration FOR_THE_LAST_BATCH = Duration.ofSeconds(10);

    /** SQLite lets nobody else write during one, and whoever edits one of its books waits: some 50 ms. */
    private static final int BATCH = 200;

    private static final Statement MISSING = Statement.of("catalogue.search-missing", """
                    SELECT b.id FROM books b
                    LEFT JOIN book_search s ON s.book_id = b.id AND s.version = b.version
                    WHERE b.id > :after AND s.book_id IS NULL ORDER BY b.id LIMIT :limit
                    """);

    private static final String LINES = "SELECT b.id, b.version, b.search_key FROM books b WHERE b.id IN ";

    /** Whoever holds a book brings it into the index; to wait for them could end in a circle. */
    private static final Statement LOCK = Statement.split(
            "catalogue.search-lock",
            LINES + "(SELECT CAST(j.value AS uuid) FROM json_array_elements_text(CAST(:ids AS json)) j)"
                    + " FOR NO KEY UPDATE SKIP LOCKED",
            LINES + "(SELECT j.value FROM json_each(:ids) j)");

    private static final Statement UPDATE_LINES = Statement.split("catalogue.search-lines", """
                    UPDATE books SET search_key = r.line
                    FROM json_to_recordset(CAST(:books AS json)) r (id uuid, line text) WHERE books.id = r.id
                    """, """
                    UPDATE books SET search_key = j.value ->> 'line'
                    FROM json_each(:books) j WHERE books.id = j.value ->> 'id'
                    """);

    private final Database database;
    private final SearchIndex index = new SearchIndex();
    private final TwinUpkeep twins;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("search").daemon().factory());

    public SearchUpkeep(Database database) {
        this.database = database;
        this.twins = new TwinUpkeep(database);
    }

    /** Begins to work in a thread of its own. */
    public void start() {
        executor.scheduleWithFixedDelay(this::quietly, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void quietly() {
        try {
            run();
        } catch (Problem away) {
            LOG.debug("the index of the search waits for the database: {}", away.detail());
        } catch (RuntimeException fault) {
            LOG.warn("the index of the search could not be completed; it is tried again", fault);
        }
    }

    /**
     * Brings in all that is missing.
     *
     * @return how many books
     */
    public long run() {
        long start = System.nanoTime();
        long indexed = 0;
        List<UUID> missing = missing(Ids.FIRST);
        while (!missing.isEmpty() && !executor.isShutdown()) {
            List<UUID> batch = missing;
            indexed += database.write(session -> bring(session, batch));
            missing = missing(batch.getLast());
        }
        if (indexed > 0) {
            LOG.info(
                    "{} books are in the index of the search now, {} ms",
                    indexed,
                    (System.nanoTime() - start) / 1_000_000);
        }
        twins.run();
        return indexed;
    }

    private List<UUID> missing(UUID after) {
        Parameters parameters = Parameters.of("after", after).and("limit", BATCH);
        return database.read(session -> session.list(MISSING, row -> row.uuid("id"), parameters));
    }

    private long bring(Session session, List<UUID> ids) {
        Parameters wanted = Parameters.of("ids", Json.writeText(ids));
        List<IndexedBook> held = session.list(
                LOCK, row -> new IndexedBook(row.uuid("id"), row.number("version"), row.text("search_key")), wanted);
        List<IndexedBook> books = held.stream()
                .map(book -> new IndexedBook(book.id(), book.version(), SearchLine.of(book.line())))
                .toList();
        List<IndexedBook> renewed =
                books.stream().filter(book -> !held.contains(book)).toList();
        if (!renewed.isEmpty()) {
            session.execute(UPDATE_LINES, Parameters.of("books", Json.writeText(renewed)));
        }
        index.write(session, books);
        return books.size();
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(FOR_THE_LAST_BATCH.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("the index of the search did not end its batch in {}", FOR_THE_LAST_BATCH);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
