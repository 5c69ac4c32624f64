package dev.colophon.statistics;

import dev.colophon.catalogue.Readers;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.action.Reads;
import dev.colophon.shelf.api.ReadRoutes;
import dev.colophon.shelf.api.ShelfRoutes;
import dev.colophon.shelf.list.ShelfList;
import dev.colophon.statistics.api.StatisticsRoutes;
import dev.colophon.statistics.pages.StatisticsPages;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestServer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Shelves and what they come to, on a server; it is March 2026. */
final class StatisticsApi implements AutoCloseable {
    private final TestDatabase lent;
    private final TestServer server;

    StatisticsApi(TestDatabase lent) {
        this.lent = lent;
        Clock clock = Clock.fixed(Instant.parse("2026-03-14T12:00:00Z"), ZoneOffset.UTC);
        Shelf shelf = new Shelf(lent.database(), clock, List.of());
        Reads reads = new Reads(shelf);
        ShelfList lists = new ShelfList(lent.database());
        Statistics statistics = new Statistics(lent.database(), clock, lists);
        server = TestServer.of(
                new ShelfRoutes(shelf, lists, reads),
                new ReadRoutes(shelf, reads),
                new StatisticsRoutes(statistics),
                new StatisticsPages(statistics));
    }

    TestClient reader(String name) {
        return server.as(Readers.add(lent, name));
    }

    TestClient anonymous() {
        return server.anonymous();
    }

    @Override
    public void close() {
        server.close();
    }
}
