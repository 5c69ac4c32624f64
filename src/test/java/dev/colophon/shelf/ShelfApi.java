package dev.colophon.shelf;

import dev.colophon.catalogue.BookRoutes;
import dev.colophon.catalogue.Catalogue;
import dev.colophon.catalogue.Readers;
import dev.colophon.catalogue.browse.BrowseRoutes;
import dev.colophon.catalogue.browse.Browsing;
import dev.colophon.catalogue.care.BookMerges;
import dev.colophon.catalogue.care.Duplicates;
import dev.colophon.catalogue.care.MergeRoutes;
import dev.colophon.shelf.action.Bulk;
import dev.colophon.shelf.action.ProgressLog;
import dev.colophon.shelf.action.Reads;
import dev.colophon.shelf.api.BulkRoutes;
import dev.colophon.shelf.api.ProgressRoutes;
import dev.colophon.shelf.api.ReadRoutes;
import dev.colophon.shelf.api.ShelfRoutes;
import dev.colophon.shelf.list.ShelfList;
import dev.colophon.shelf.union.ShelfUnion;
import dev.colophon.testing.Answer;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestServer;
import dev.colophon.web.session.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The routes of this room on a server, with two readers and an admin; today is fixed. */
public final class ShelfApi implements AutoCloseable {
    public static final String TODAY = "2026-03-14";
    public static final String BOOKS = "/api/v1/books";
    public static final String LIBRARY = "/api/v1/library";

    public final Clock clock = Clock.fixed(Instant.parse("2026-03-14T12:00:00Z"), ZoneOffset.UTC);
    public final Caller maryCaller;
    public final TestClient mary;
    public final TestClient john;
    public final TestClient admin;
    public final TestServer server;

    public ShelfApi(TestDatabase lent) {
        var shelf = new Shelf(lent.database(), clock, List.of());
        var reads = new Reads(shelf);
        server = TestServer.of(
                new BookRoutes(new Catalogue(lent.database(), clock)),
                new BrowseRoutes(new Browsing(lent.database())),
                new MergeRoutes(
                        new BookMerges(lent.database(), clock, new ShelfUnion(clock, List.of())),
                        new Duplicates(lent.database())),
                new ShelfRoutes(shelf, new ShelfList(lent.database()), reads),
                new ReadRoutes(shelf, reads),
                new ProgressRoutes(new ProgressLog(lent.database(), clock, shelf)),
                new BulkRoutes(new Bulk(shelf, reads, clock)));
        maryCaller = Readers.add(lent, "mary");
        mary = server.as(maryCaller);
        john = server.as(Readers.add(lent, "john"));
        admin = server.as(Readers.add(lent, "admin", true));
    }

    /** The id of a new book of Mary's. */
    public String book(String title) {
        return made(mary.post(BOOKS, Map.of("title", title)));
    }

    /** The id of a new entry of Mary's. */
    public String entry(String title, Object... fieldsAndValues) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("book", Map.of("title", title));
        for (int index = 0; index < fieldsAndValues.length; index += 2) {
            body.put((String) fieldsAndValues[index], fieldsAndValues[index + 1]);
        }
        return made(mary.post(LIBRARY, body));
    }

    public static String made(Answer answer) {
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
        return answer.json().path("id").asText();
    }

    @Override
    public void close() {
        server.close();
    }
}
