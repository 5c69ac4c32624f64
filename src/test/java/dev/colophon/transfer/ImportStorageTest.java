package dev.colophon.transfer;

import static dev.colophon.transfer.ImportApi.FILE;
import static dev.colophon.transfer.ImportApi.IMPORTS;
import static dev.colophon.transfer.ImportApi.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.database.Database;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Imports at the API that only a database can answer, on both. */
@EveryDatabase
@Timeout(60)
class ImportStorageTest {
    private final ImportApi api;
    private final TestClient mary;
    private final TestClient stranger;

    ImportStorageTest(Database database) {
        api = new ImportApi(database);
        mary = api.mary;
        stranger = api.stranger;
    }

    @BeforeEach
    void prepare(TestDatabase test) {
        api.start(test);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void a_file_becomes_a_job_that_ends() throws Exception {
        Answer answer = send(mary, "", "text/csv", FILE);

        assertThat(answer.status()).isEqualTo(202);
        String location = answer.header("Location");
        assertThat(location).isEqualTo(IMPORTS + "/" + answer.json().path("id").asText());
        JsonNode done = api.finished(location);
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
        api.finished(location);
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
        api.finished(location);
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
