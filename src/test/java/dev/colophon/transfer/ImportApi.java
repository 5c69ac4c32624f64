package dev.colophon.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.database.Database;
import dev.colophon.observe.metric.Meters;
import dev.colophon.shelf.intake.EntryUndo;
import dev.colophon.shelf.intake.Intake;
import dev.colophon.testing.Answer;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestServer;
import dev.colophon.transfer.api.ImportRoutes;
import dev.colophon.transfer.api.ReviewRoutes;
import dev.colophon.transfer.pages.ImportPages;
import dev.colophon.transfer.pages.ReviewPages;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Imports on a server, with the real shelf behind. */
final class ImportApi implements AutoCloseable {
    static final String IMPORTS = "/api/v1/imports";

    /** Two books, and a row without one. */
    static final String FILE = "Book Id,Title,Author,ISBN,My Rating,Date Read,Exclusive Shelf\n"
            + "1,Emma's Lantern,Ida Muster,,4,2020/01/02,read\n"
            + "2,=1+1,Ida Muster,\"=\"\"0142402494\"\"\",0,,to-read\n"
            + "3,,+Nobody,,0,,to-read\n";

    final TestServer server;
    final TestClient mary;
    final TestClient stranger;
    private final ImportWorker worker;

    ImportApi(Database database) {
        Clock clock = Clock.systemUTC();
        Imports imports = new Imports(
                database,
                new Shelving.OnShelf(
                        new Intake(database, clock, List.of()),
                        Optional.empty(),
                        Optional.of(new EntryUndo(database, clock, List.of()))),
                new ImportSettings(1_000, 300_000),
                clock,
                new Meters());
        server = TestServer.of(
                new ImportRoutes(imports),
                new ReviewRoutes(imports),
                new ImportPages(imports),
                new ReviewPages(imports));
        mary = server.as(ShelfRows.READER);
        stranger = server.as(ShelfRows.OTHER_READER);
        worker = new ImportWorker(imports);
    }

    /** With two readers. */
    void start(TestDatabase test) {
        ShelfRows.insert(test);
        worker.start();
    }

    static Answer send(TestClient client, String query, String type, String body) {
        return client.send(
                "POST", IMPORTS + query, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
    }

    /** The job that was accepted, once it has ended. */
    JsonNode finished(Answer accepted) throws InterruptedException {
        return finished(location(accepted));
    }

    /** The job at an address of the API, once it has ended. */
    JsonNode finished(String location) throws InterruptedException {
        return finished(mary, location);
    }

    /** Where the job of a file of CSV is at the API, once it has ended. */
    String imported(TestClient client, String query, String file) throws InterruptedException {
        String location = location(send(client, query, "text/csv", file));
        finished(client, location);
        return location;
    }

    private static String location(Answer accepted) {
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        return accepted.header("Location");
    }

    private static JsonNode finished(TestClient client, String location) throws InterruptedException {
        JsonNode job = client.get(location).json();
        while (List.of("storing", "preparing", "queued", "running", "undoing")
                .contains(job.path("status").asText())) {
            Thread.sleep(20);
            job = client.get(location).json();
        }
        return job;
    }

    @Override
    public void close() {
        worker.close();
        server.close();
    }
}
