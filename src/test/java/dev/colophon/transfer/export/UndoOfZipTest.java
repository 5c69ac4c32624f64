package dev.colophon.transfer.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A zip of ours is taken back with its notes, files and progress, unless its reader wrote on. */
@EveryDatabase
@Timeout(180)
class UndoOfZipTest {
    private static final List<String> HANGING = Stream.of("notes", "attachments", "progress", "reads", "userbooks")
            .map(table -> "SELECT * FROM " + table + " ORDER BY id")
            .toList();

    private ExportApi api;
    private TestClient john;
    private byte[] zip;

    @BeforeEach
    void start(TestDatabase lent, @TempDir Path folder) {
        api = new ExportApi(lent, folder);
        john = api.john;
        api.fill();
        zip = ExportApi.export(api.mary, "colophon.zip");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private List<List<String>> hanging() {
        return HANGING.stream().map(api.lent::query).toList();
    }

    private String imported() throws InterruptedException {
        JsonNode job = ExportApi.imported(john, "application/zip", zip);
        assertThat(job.path("status").asText()).isEqualTo("done");
        return "/api/v1/imports/" + job.path("id").asText();
    }

    private JsonNode undone(String job) throws InterruptedException {
        JsonNode undone = ExportApi.ended(john, john.send("POST", job + "/undo", Map.of(), new byte[0]));
        assertThat(undone.path("status").asText()).as(undone.toString()).isEqualTo("undone");
        return undone;
    }

    private String emma() {
        return "/api/v1/library/"
                + john.get("/api/v1/library?q=emma")
                        .json()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asText();
    }

    @Test
    void everything_that_it_brought_is_gone() throws Exception {
        List<List<String>> before = hanging();
        String job = imported();
        assertThat(hanging()).isNotEqualTo(before);

        JsonNode undone = undone(job);
        assertThat(undone.path("counts").path("skipped").asInt())
                .isEqualTo(undone.path("rows").asInt());
        assertThat(hanging()).isEqualTo(before);
    }

    @Test
    void what_it_added_to_an_entry_that_was_there_goes_and_the_readers_own_stays() throws Exception {
        imported();
        String entry = emma();
        List<List<String>> whole = hanging();
        JsonNode notes = john.get(entry + "/notes").json().path("items");
        for (JsonNode note : notes) {
            john.delete("/api/v1/notes/" + note.path("id").asText());
        }
        for (JsonNode line : john.get(entry + "/progress").json().path("items")) {
            john.delete("/api/v1/progress/" + line.path("id").asText());
        }
        john.patch(entry, Map.of("favourite", false, "rating", 1));
        john.post(entry + "/notes", Map.of("body", "My own"));
        List<List<String>> before = hanging();
        assertThat(before).isNotEqualTo(whole);
        String job = imported();
        assertThat(hanging().subList(0, 3)).isNotEqualTo(before.subList(0, 3));

        undone(job);
        assertThat(hanging().subList(0, 4)).isEqualTo(before.subList(0, 4));
        assertThat(john.get(entry).json().path("rating").asInt()).isEqualTo(1);
    }

    @Test
    void an_entry_stays_whole_once_its_reader_wrote_on() throws Exception {
        List<Runnable> changes = List.of(
                () -> done(john.post(emma() + "/notes", Map.of("body", "Later"))),
                () -> done(john.patch(note(), Map.of("body", "Otherwise"))),
                () -> done(john.post(emma() + "/progress", Map.of("unit", "percent", "amount", 90))),
                () -> done(john.send("DELETE", attachment(), Map.of(), new byte[0])),
                () -> done(john.patch(progress(), Map.of("unit", "page", "amount", 3))));
        for (Runnable change : changes.subList(0, 3)) {
            demandKept(change, 1);
        }
        demandKept(changes.get(4), 1);
        demandKept(changes.get(3), 0);
    }

    private void demandKept(Runnable change, int kept) throws InterruptedException {
        String job = imported();
        change.run();
        undone(job);
        assertThat(john.get("/api/v1/library").json().path("items")).hasSize(kept);
        if (kept > 0) {
            assertThat(john.get(emma() + "/notes").json().path("items").size()).isGreaterThan(1);
            assertThat(john.send("DELETE", emma(), Map.of(), new byte[0]).status())
                    .isEqualTo(204);
        }
    }

    private static void done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isLessThan(300);
    }

    private String note() {
        return "/api/v1/notes/"
                + john.get(emma() + "/notes")
                        .json()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asText();
    }

    private String progress() {
        return "/api/v1/progress/"
                + john.get(emma() + "/progress")
                        .json()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asText();
    }

    private String attachment() {
        for (JsonNode note : john.get(emma() + "/notes").json().path("items")) {
            JsonNode file = note.path("attachments").path(0);
            if (!file.isMissingNode()) {
                return "/api/v1/attachments/" + file.path("id").asText();
            }
        }
        throw new AssertionError("no attachment");
    }
}
