package dev.colophon.transfer.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An export that is imported makes the same shelf: the next export has the same bytes. */
@EveryDatabase
@Timeout(180)
class ReimportTest {
    private static final String ZIP = "application/zip";

    private ExportApi api;
    private byte[] zip;

    @BeforeEach
    void start(TestDatabase lent, @TempDir Path folder) {
        api = new ExportApi(lent, folder);
        api.fill();
        zip = ExportApi.export(api.mary, "colophon.zip");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private static void demandDone(JsonNode job, int created) {
        assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("done");
        assertThat(job.path("counts").path("failed").asInt()).as(job.toString()).isZero();
        assertThat(job.path("counts").path("created").asInt())
                .as(job.toString())
                .isEqualTo(created);
    }

    @Test
    void another_reader_of_the_same_server_gets_the_same_bytes() throws Exception {
        demandDone(ExportApi.imported(api.john, ZIP, zip), 251);

        assertThat(ExportApi.export(api.john, "colophon.zip")).isEqualTo(zip);
        assertThat(ExportApi.export(api.mary, "colophon.zip")).isEqualTo(zip);
        assertThat(api.lent.query("SELECT COUNT(*) FROM book_identifiers WHERE scheme = 'colophon'"))
                .containsExactly("0");
    }

    @Test
    void another_server_of_either_kind_gets_the_same_bytes(@TempDir Path folder) throws Exception {
        for (Engine engine : Engine.values()) {
            try (TestDatabase other = TestDatabase.create(engine);
                    ExportApi there = new ExportApi(other, folder.resolve(engine.name()))) {
                demandDone(ExportApi.imported(there.john, ZIP, zip), 251);
                byte[] again = ExportApi.export(there.john, "colophon.zip");

                assertThat(Unzipped.of(again).text("books.jsonl"))
                        .isEqualTo(Unzipped.of(zip).text("books.jsonl"));
                assertThat(again).isEqualTo(zip);
                demandDone(ExportApi.imported(there.mary, ZIP, again), 251);
                assertThat(ExportApi.export(there.mary, "colophon.zip")).isEqualTo(zip);
            }
        }
    }

    @Test
    void a_second_import_changes_nothing() throws Exception {
        ExportApi.imported(api.john, ZIP, zip);
        JsonNode second = ExportApi.imported(api.john, ZIP, zip);

        assertThat(second.path("counts").path("unchanged").asInt())
                .as(second.toString())
                .isEqualTo(second.path("rows").asInt());
        JsonNode own = ExportApi.imported(api.mary, ZIP, zip);
        assertThat(own.path("counts").path("unchanged").asInt())
                .isEqualTo(own.path("rows").asInt());
        assertThat(ExportApi.export(api.mary, "colophon.zip")).isEqualTo(zip);
    }

    @Test
    void a_trial_tells_and_leaves_nothing_behind() throws Exception {
        Answer answer = api.john.send("POST", "/api/v1/imports?dry_run=true", Map.of("Content-Type", ZIP), zip);
        JsonNode job = ExportApi.ended(api.john, answer);

        demandDone(job, 251);
        assertThat(Unzipped.of(ExportApi.export(api.john, "colophon.zip")).text("entries.jsonl"))
                .isEmpty();
    }

    @Test
    void what_the_reader_has_changed_since_is_left_and_what_is_gone_comes_back() throws Exception {
        String entry = api.mary
                .get("/api/v1/library?q=emma")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asText();
        api.mary.patch("/api/v1/library/" + entry, Map.of("rating", 2));
        String note = api.mary
                .get("/api/v1/library/" + entry + "/notes")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asText();
        assertThat(api.mary.delete("/api/v1/notes/" + note).status()).isEqualTo(204);
        ExportApi.imported(api.mary, ZIP, zip);

        JsonNode now = api.mary.get("/api/v1/library/" + entry).json();
        assertThat(now.path("rating").asInt()).isEqualTo(2);
        Unzipped export = Unzipped.of(ExportApi.export(api.mary, "colophon.zip"));
        assertThat(export.text("notes.jsonl")).isEqualTo(Unzipped.of(zip).text("notes.jsonl"));
    }

    @Test
    void a_page_takes_it_too() {
        Answer sent = api.john.upload(
                "/import?at_once=1", Map.of("form_token", api.john.formToken("/import")), "whatever.bin", zip);

        assertThat(sent.status()).isEqualTo(303);
    }

    @Test
    void a_stranger_does_not_see_the_import() throws Exception {
        Answer answer = api.john.send("POST", "/api/v1/imports", Map.of("Content-Type", ZIP), zip);
        String location = answer.header("Location");

        for (String path : new String[] {"", "/items", "/items.csv"}) {
            assertThat(api.mary.get(location + path).status()).isEqualTo(404);
        }
        assertThat(api.server.as(UUID.randomUUID()).get(location).status()).isEqualTo(404);
        ExportApi.ended(api.john, answer);
    }
}
