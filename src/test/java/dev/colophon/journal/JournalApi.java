package dev.colophon.journal;

import static dev.colophon.shelf.ShelfApi.made;

import dev.colophon.catalogue.Catalogue;
import dev.colophon.catalogue.Readers;
import dev.colophon.journal.api.AttachmentRoutes;
import dev.colophon.journal.api.NoteRoutes;
import dev.colophon.journal.pages.AttachmentPages;
import dev.colophon.journal.pages.NotePages;
import dev.colophon.journal.pages.NoteSection;
import dev.colophon.media.Blobs;
import dev.colophon.media.MediaMetrics;
import dev.colophon.media.MediaSettings;
import dev.colophon.observe.metric.Meters;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.action.ProgressLog;
import dev.colophon.shelf.action.Reads;
import dev.colophon.shelf.api.ShelfRoutes;
import dev.colophon.shelf.home.HomePages;
import dev.colophon.shelf.item.ItemPages;
import dev.colophon.shelf.list.ShelfList;
import dev.colophon.shelf.pages.ShelfPages;
import dev.colophon.storage.BlobStore;
import dev.colophon.storage.StoredBlob;
import dev.colophon.storage.opening.Stores;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestServer;
import dev.colophon.web.session.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** The routes of this room on a server, with two readers and an admin. */
public final class JournalApi implements AutoCloseable {
    public static final String NOTES = "/api/v1/notes";

    private Instant now = Instant.parse("2026-03-14T12:00:00Z");
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };
    private final Path folder;
    private final BlobStore store;
    public final Notes notes;
    public final Caller maryCaller;
    public final TestClient mary;
    public final TestClient john;
    public final TestClient admin;
    public final TestServer server;

    /** The largest file has 1 KiB, all of a reader 10 KiB. */
    public JournalApi(TestDatabase lent) {
        folder = folder();
        store = Stores.laterDirectory(folder, clock);
        var limits = new MediaSettings(MediaSettings.Store.DIR, folder, 1_024, 10_240);
        Shelf shelf = new Shelf(lent.database(), clock, List.of());
        Reads reads = new Reads(shelf);
        ShelfList lists = new ShelfList(lent.database());
        notes = new Notes(lent.database(), clock, shelf, List.of());
        Attachments attachments = new Attachments(
                lent.database(),
                clock,
                new Blobs(lent.database(), store, clock, limits.quotaBytes(), new MediaMetrics(new Meters())),
                limits);
        server = TestServer.of(
                new ShelfRoutes(shelf, lists, reads),
                new ShelfPages(shelf, lists, new ProgressLog(lent.database(), clock, shelf)),
                new HomePages(shelf, lists, List.of(), false),
                new ItemPages(
                        shelf,
                        new Catalogue(lent.database(), clock),
                        reads,
                        new ProgressLog(lent.database(), clock, shelf),
                        List.of(new NoteSection(notes))),
                new NoteRoutes(notes),
                new AttachmentRoutes(attachments),
                new NotePages(notes),
                new AttachmentPages(notes, attachments));
        maryCaller = Readers.add(lent, "mary");
        mary = server.as(maryCaller);
        john = server.as(Readers.add(lent, "john"));
        admin = server.as(Readers.add(lent, "admin", true));
    }

    /** The id of a new entry of Mary's. */
    public String entry(String title) {
        return entryOf(mary, title);
    }

    public String entryOf(TestClient reader, String title) {
        return made(reader.post("/api/v1/library", Map.of("book", Map.of("title", title))));
    }

    public String noteOf(TestClient reader, String entry) {
        return made(reader.post(ofEntry(entry), Map.of("body", "x")));
    }

    /** The id of a new note of Mary's. */
    public String note(String entry, String body) {
        return made(mary.post(ofEntry(entry), Map.of("body", body)));
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    /** The names of the files that are stored, whether or not a row names them. */
    public List<String> stored() {
        return store.list("").stream().map(StoredBlob::name).toList();
    }

    /** As if somebody had emptied the folder. */
    public void loseFiles() {
        stored().forEach(store::delete);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("colophon-journal-");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static String ofEntry(String entry) {
        return "/api/v1/library/" + entry + "/notes";
    }

    @Override
    public void close() {
        server.close();
        loseFiles();
        store.close();
    }
}
