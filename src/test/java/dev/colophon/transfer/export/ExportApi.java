package dev.colophon.transfer.export;

import static dev.colophon.shelf.ShelfApi.LIBRARY;
import static dev.colophon.shelf.ShelfApi.made;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.account.Accounts;
import dev.colophon.account.password.Passwords;
import dev.colophon.boot.Wiring;
import dev.colophon.boot.feature.MediaParts;
import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookDraft.Contributor;
import dev.colophon.catalogue.BookDraft.Role;
import dev.colophon.catalogue.BookRoutes;
import dev.colophon.catalogue.Catalogue;
import dev.colophon.catalogue.Readers;
import dev.colophon.journal.Attachments;
import dev.colophon.journal.Notes;
import dev.colophon.journal.api.AttachmentRoutes;
import dev.colophon.journal.api.NoteRoutes;
import dev.colophon.media.picture.pixels.SamplePictures;
import dev.colophon.observe.metric.Meters;
import dev.colophon.settings.Settings;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.Read.Outcome;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.action.ProgressLog;
import dev.colophon.shelf.action.Reads;
import dev.colophon.shelf.api.ProgressRoutes;
import dev.colophon.shelf.api.ReadRoutes;
import dev.colophon.shelf.api.ShelfRoutes;
import dev.colophon.shelf.intake.Intake;
import dev.colophon.shelf.intake.ShelfDraft;
import dev.colophon.shelf.list.ShelfList;
import dev.colophon.testing.Answer;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestServer;
import dev.colophon.testing.TestSettings;
import dev.colophon.transfer.ImportSettings;
import dev.colophon.transfer.ImportWorker;
import dev.colophon.transfer.Imports;
import dev.colophon.transfer.api.ExportRoutes;
import dev.colophon.transfer.api.ImportRoutes;
import dev.colophon.transfer.api.ReviewRoutes;
import dev.colophon.transfer.pages.ImportPages;
import dev.colophon.web.Routes;
import dev.colophon.web.session.Caller;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Exports and imports on a server, with shelves behind them that have something of everything. */
final class ExportApi implements AutoCloseable {
    static final String EXPORTS = "/api/v1/exports/";

    private static final ShelfDraft READ = ShelfDraft.of(
            Status.READ,
            EntryFacts.NONE,
            List.of(new ShelfDraft.Tag("Many", 7), new ShelfDraft.Tag("=1+1", null)),
            List.of(new ShelfDraft.Read(null, null, Outcome.FINISHED)));

    final TestDatabase lent;
    final Caller maryCaller;
    final TestClient mary;
    final TestClient john;
    final TestServer server;
    final Exports exports;
    final MediaParts media;
    final Meters meters = new Meters();
    final Settings settings;
    private final Passwords passwords = new Passwords();
    private final ImportWorker worker;
    private final Intake intake;

    ExportApi(TestDatabase lent, Path folder) {
        this(lent, folder, Map.of());
    }

    ExportApi(TestDatabase lent, Path folder, Map<String, String> variables) {
        this.lent = lent;
        Clock clock = Clock.systemUTC();
        var database = lent.database();
        Map<String, String> all = new HashMap<>(variables);
        all.put("SQLITE_PATH", "unused.sqlite3");
        settings = TestSettings.in(folder, all);
        media = MediaParts.of(settings, database, clock, new Meters());
        Shelf shelf = new Shelf(database, clock, List.of());
        Reads reads = new Reads(shelf);
        intake = new Intake(database, clock, List.of());
        exports = Wiring.exports(database, media, new Accounts(database, passwords, clock), meters);
        Imports imports = new Imports(
                database,
                Wiring.shelving(database, clock, media),
                settings.get(ImportSettings.GROUP),
                clock,
                new Meters());
        worker = new ImportWorker(imports);
        worker.start();
        List<Routes> routes = new ArrayList<>(media.routes());
        routes.addAll(List.of(
                new BookRoutes(new Catalogue(database, clock)),
                new ShelfRoutes(shelf, new ShelfList(database), reads),
                new ReadRoutes(shelf, reads),
                new ProgressRoutes(new ProgressLog(database, clock, shelf)),
                new NoteRoutes(new Notes(database, clock, shelf, List.of())),
                new AttachmentRoutes(new Attachments(database, clock, media.blobs(), media.settings())),
                new ImportRoutes(imports),
                new ReviewRoutes(imports),
                new ImportPages(imports),
                new ExportRoutes(exports, new ExportTurns())));
        server = TestServer.of(settings, routes.toArray(Routes[]::new));
        maryCaller = Readers.add(lent, "mary");
        mary = server.as(maryCaller);
        john = server.as(Readers.add(lent, "john"));
    }

    /** A shelf with something of everything, and so many other books that it is read in several parts. */
    void fill() {
        fill(mary);
        lent.database().write(session -> {
            for (int number = 0; number < 250; number++) {
                intake.take(session, maryCaller.id(), book("Volume " + number), READ);
            }
            return session;
        });
    }

    private static BookDraft book(String title) {
        return BookDraft.titled(title, facts -> facts.contributors = List.of(new Contributor("Ida", Role.AUTHOR)));
    }

    private static void fill(TestClient reader) {
        String entry = made(reader.post(
                LIBRARY,
                Map.of(
                        "book",
                        Map.of(
                                "title",
                                "Emma",
                                "subtitle",
                                "A Novel",
                                "isbn13",
                                "9780141439587",
                                "contributors",
                                List.of(
                                        Map.of("name", "Jane Austen", "role", "author"),
                                        Map.of("name", "Fiona Stafford", "role", "editor")),
                                "series",
                                List.of(Map.of("name", "Penguin Classics", "position", "12")),
                                "identifiers",
                                Map.of("goodreads", "6969"),
                                "page_count",
                                512,
                                "description",
                                "Handsome, clever, and rich."),
                        "status",
                        "reading")));
        demand(reader.patch(
                LIBRARY + "/" + entry,
                Map.of(
                        "format", "paperback",
                        "ownership", "lent",
                        "lent_to", "Harriet",
                        "copies", 2,
                        "rating", 4.25,
                        "review", "Badly *done*,\nEmma <3 & more",
                        "review_spoiler", true,
                        "favourite", true,
                        "private_note", "=HYPERLINK(\"http://evil\")",
                        "added_on", "2020-02-29")));
        demand(reader.send("PUT", LIBRARY + "/" + entry + "/tags/Classics", Map.of(), new byte[0]));
        made(reader.post(
                LIBRARY + "/" + entry + "/reads",
                Map.of("started_on", "2019-01-01", "finished_on", "2019-02-01", "outcome", "finished")));
        made(reader.post(LIBRARY + "/" + entry + "/reads", Map.of("outcome", "dnf")));
        made(reader.post(LIBRARY + "/" + entry + "/progress", Map.of("unit", "page", "amount", 12)));
        made(reader.post(LIBRARY + "/" + entry + "/progress", Map.of("unit", "percent", "amount", 40)));
        made(reader.post(
                LIBRARY + "/" + entry + "/notes", Map.of("body", "One half of the world", "position", "chapter 9")));
        String note = made(reader.post(
                LIBRARY + "/" + entry + "/notes",
                Map.of("kind", "quote", "body", "cannot understand", "visibility", "private")));
        demand(attach(reader, note, "a letter.txt", "Dear Jane"));
        demand(attach(reader, note, "again.txt", "Dear Jane"));
        String book =
                reader.get(LIBRARY + "/" + entry).json().path("book").path("id").asText();
        demand(reader.send(
                "PUT",
                "/api/v1/books/" + book + "/cover",
                Map.of("Content-Type", "image/jpeg"),
                SamplePictures.jpeg(700, 900)));
    }

    private static Answer attach(TestClient reader, String note, String name, String text) {
        String form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n\r\n" + text
                + "\r\n--b--\r\n";
        return reader.send(
                "POST",
                "/api/v1/notes/" + note + "/attachments",
                Map.of("Content-Type", "multipart/form-data; boundary=b"),
                form.getBytes(StandardCharsets.UTF_8));
    }

    private static void demand(Answer answer) {
        if (answer.status() >= 300) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
    }

    static byte[] export(TestClient reader, String file) {
        Answer answer = reader.get(EXPORTS + file);
        demand(answer);
        return answer.body();
    }

    /** The job of an import, ended. */
    static JsonNode imported(TestClient reader, String contentType, byte[] file) throws InterruptedException {
        return ended(reader, reader.send("POST", "/api/v1/imports", Map.of("Content-Type", contentType), file));
    }

    /** The job that was accepted, once it has ended. */
    static JsonNode ended(TestClient reader, Answer answer) throws InterruptedException {
        demand(answer);
        JsonNode job = answer.json();
        while (List.of("storing", "queued", "running", "undoing")
                .contains(job.path("status").asText())) {
            Thread.sleep(20);
            job = reader.get(answer.header("Location")).json();
        }
        return job;
    }

    @Override
    public void close() {
        worker.close();
        server.close();
        media.close();
        passwords.close();
    }
}
