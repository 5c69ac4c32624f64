package dev.colophon.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.database.Database;
import dev.colophon.observe.metric.Meters;
import dev.colophon.shelf.intake.Intake;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestServer;
import dev.colophon.transfer.api.ImportRoutes;
import dev.colophon.transfer.pages.ImportPages;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Imports at the API that only a database can answer, on both. */
@EveryDatabase
@Timeout(60)
class ImportStorageTest {
    private static final String IMPORTS = "/api/v1/imports";
    private static final String FILE = "Book Id,Title,Author,ISBN,My Rating,Date Read,Exclusive Shelf\n"
            + "1,Emma's Lantern,Ida Muster,,4,2020/01/02,read\n"
            + "2,=1+1,Ida Muster,\"=\"\"0142402494\"\"\",0,,to-read\n"
            + "3,,+Nobody,,0,,to-read\n";

    private final TestServer server;
    private final TestClient mary;
    private final TestClient stranger;
    private final ImportWorker worker;

    ImportStorageTest(Database database) {
        Clock clock = Clock.systemUTC();
        Imports imports = new Imports(
                database,
                new Shelving.OnShelf(new Intake(database, clock, List.of()), Optional.empty()),
                new ImportSettings(1_000, 300_000),
                clock,
                new Meters());
        server = TestServer.of(new ImportRoutes(imports), new ImportPages(imports));
        mary = server.as(ShelfRows.READER);
        stranger = server.as(ShelfRows.OTHER_READER);
        worker = new ImportWorker(imports);
    }

    @BeforeEach
    void prepare(TestDatabase test) {
        ShelfRows.insert(test);
        worker.start();
    }

    @AfterEach
    void stop() {
        worker.close();
        server.close();
    }

    private static Answer send(TestClient client, String query, String type, String body) {
        return client.send(
                "POST", IMPORTS + query, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode finished(String location) throws InterruptedException {
        JsonNode job = mary.get(location).json();
        while (List.of("storing", "queued", "running")
                .contains(job.path("status").asText())) {
            Thread.sleep(20);
            job = mary.get(location).json();
        }
        return job;
    }

    @Test
    void a_file_becomes_a_job_that_ends() throws Exception {
        Answer answer = send(mary, "", "text/csv", FILE);

        assertThat(answer.status()).isEqualTo(202);
        String location = answer.header("Location");
        assertThat(location).isEqualTo(IMPORTS + "/" + answer.json().path("id").asText());
        JsonNode done = finished(location);
        assertThat(done.path("status").asText()).isEqualTo("done");
        assertThat(done.path("rows").asInt()).isEqualTo(3);
        assertThat(done.path("counts").path("created").asInt()).isEqualTo(2);
        assertThat(done.path("counts").path("failed").asInt()).isEqualTo(1);
        assertThat(done.path("dry_run").asBoolean()).isFalse();
        assertThat(mary.get(IMPORTS).json().path("items")).hasSize(1);
    }

    @Test
    void failures_can_be_downloaded_without_live_formulas() throws Exception {
        String location = send(mary, "", "text/csv", FILE).header("Location");
        finished(location);
        Answer all = mary.get(location + "/items.csv");
        Answer failed = mary.get(location + "/items.csv?outcome=failed");

        assertThat(failed.status()).isEqualTo(200);
        assertThat(failed.header("Content-Type")).startsWith("text/csv");
        assertThat(failed.header("Content-Disposition")).contains("attachment").contains("-failed.csv");
        assertThat(failed.text().lines()).hasSize(2);
        assertThat(failed.text()).startsWith("\uFEFFImport line,Import outcome,");
        assertThat(failed.text()).contains("4,failed,no_title,").contains(",'+Nobody,");
        assertThat(all.text()).contains(",'=1+1,").contains("'=\"\"0142402494\"\"");
    }

    @Test
    void a_removed_record_takes_its_rows_and_leaves_the_shelf(TestDatabase test) throws Exception {
        String location = send(mary, "", "text/csv", FILE).header("Location");
        finished(location);
        List<String> shelf = test.query("SELECT id FROM userbooks");

        assertThat(stranger.delete(location).status()).isEqualTo(404);
        test.run("UPDATE import_jobs SET status = 'running'");
        Answer early = mary.delete(location);
        test.run("UPDATE import_jobs SET status = 'done'");
        Answer removed = mary.delete(location);

        assertThat(early.status()).isEqualTo(409);
        assertThat(early.code()).isEqualTo("import_running");
        assertThat(removed.status()).isEqualTo(204);
        assertThat(mary.get(location).status()).isEqualTo(404);
        assertThat(test.query("SELECT job_id FROM import_items")).isEmpty();
        assertThat(test.query("SELECT id FROM userbooks")).isEqualTo(shelf).isNotEmpty();
    }
}
