package dev.colophon.journal;

import static dev.colophon.shelf.ShelfApi.made;

import dev.colophon.catalogue.Readers;
import dev.colophon.journal.api.NoteRoutes;
import dev.colophon.journal.pages.NotePages;
import dev.colophon.journal.pages.NoteSection;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.api.ShelfRoutes;
import dev.colophon.shelf.item.ItemPages;
import dev.colophon.shelf.list.ShelfList;
import dev.colophon.shelf.pages.ShelfPages;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestServer;
import dev.colophon.web.session.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** The routes of this room on a server, with two readers and an admin. */
public final class JournalApi implements AutoCloseable {
    public static final String NOTES = "/api/v1/notes";

    private final Clock clock = Clock.fixed(Instant.parse("2026-03-14T12:00:00Z"), ZoneOffset.UTC);
    public final Notes notes;
    public final Caller maryCaller;
    public final TestClient mary;
    public final TestClient john;
    public final TestClient admin;
    public final TestServer server;

    public JournalApi(TestDatabase lent) {
        Shelf shelf = new Shelf(lent.database(), clock, List.of());
        ShelfList lists = new ShelfList(lent.database());
        notes = new Notes(lent.database(), clock, shelf);
        server = TestServer.of(
                new ShelfRoutes(shelf, lists),
                new ShelfPages(shelf, lists, false),
                new ItemPages(shelf, List.of(new NoteSection(notes))),
                new NoteRoutes(notes),
                new NotePages(notes));
        maryCaller = Readers.add(lent, "mary");
        mary = server.as(maryCaller);
        john = server.as(Readers.add(lent, "john"));
        admin = server.as(Readers.add(lent, "admin", true));
    }

    /** The id of a new entry of Mary's. */
    public String entry(String title) {
        return made(mary.post("/api/v1/library", Map.of("book", Map.of("title", title))));
    }

    /** The id of a new note of Mary's. */
    public String note(String entry, String body) {
        return made(mary.post(ofEntry(entry), Map.of("body", body)));
    }

    public static String ofEntry(String entry) {
        return "/api/v1/library/" + entry + "/notes";
    }

    @Override
    public void close() {
        server.close();
    }
}
