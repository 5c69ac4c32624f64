package dev.colophon.transfer;

import static dev.colophon.transfer.ImportApi.FILE;
import static dev.colophon.transfer.ImportApi.IMPORTS;
import static dev.colophon.transfer.ImportApi.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.database.Database;
import dev.colophon.testing.Answer;
import dev.colophon.testing.OnSqlite;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Imports at the API, with the real shelf behind. */
@OnSqlite
@Timeout(60)
class ImportRoutesTest {
    private final ImportApi api;
    private final TestClient mary;
    private final TestClient stranger;

    ImportRoutesTest(Database database) {
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
    void a_dry_run_tells_and_leaves_the_shelf_empty(TestDatabase test) throws Exception {
        Answer answer = send(mary, "?dry_run=true&source=goodreads", "text/csv", FILE);
        JsonNode done = api.finished(answer.header("Location"));

        assertThat(done.path("dry_run").asBoolean()).isTrue();
        assertThat(done.path("counts").path("created").asInt()).isEqualTo(2);
        assertThat(test.query("SELECT title FROM books")).containsExactly("A Book");
    }

    @Test
    void rows_are_listed_by_outcome_and_page_by_page() throws Exception {
        String text = GoodreadsFile.text(GoodreadsFile.COLUMNS_23, 70, 3) + "9999" + ",".repeat(22);
        String location = send(mary, "", "text/csv", text).header("Location");
        api.finished(location);

        JsonNode failed = mary.get(location + "/items?outcome=failed").json();
        assertThat(failed.path("items")).hasSize(1);
        assertThat(failed.path("items").path(0).path("line").asInt()).isEqualTo(72);
        assertThat(failed.path("items").path(0).path("reason_code").asText()).isEqualTo("no_title");
        assertThat(failed.path("items").path(0).path("raw").path("Book Id").asText())
                .isEqualTo("9999");
        assertThat(failed.path("next_cursor").isNull()).isTrue();

        List<Integer> lines = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = mary.get(location + "/items?limit=30" + cursor).json();
            page.path("items").forEach(item -> lines.add(item.path("line").asInt()));
            cursor = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").asText();
        } while (!cursor.isEmpty());
        assertThat(lines).hasSize(71).doesNotHaveDuplicates();
    }

    @Test
    void a_cursor_of_another_list_is_refused() throws Exception {
        String text = GoodreadsFile.text(GoodreadsFile.COLUMNS_23, 5, 3);
        String location = send(mary, "", "text/csv", text).header("Location");
        api.finished(location);
        String cursor =
                mary.get(location + "/items?limit=2").json().path("next_cursor").asText();

        assertThat(mary.get(location + "/items?outcome=created&cursor=" + cursor)
                        .status())
                .isEqualTo(400);
        assertThat(mary.get(location + "/items?cursor=zzz").status()).isEqualTo(400);
        assertThat(mary.get(IMPORTS + "?cursor=" + cursor).status()).isEqualTo(400);
    }

    @Test
    void a_downloaded_file_can_be_mended_and_sent_again() throws Exception {
        String location = send(mary, "", "text/csv", FILE).header("Location");
        api.finished(location);
        String mended = mary.get(location + "/items.csv").text().replace(",,'+Nobody", ",Mended,'+Nobody");
        JsonNode done = api.finished(send(mary, "", "text/csv", mended).header("Location"));

        assertThat(done.path("counts").path("unchanged").asInt()).isEqualTo(2);
        assertThat(done.path("counts").path("created").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?dry_run=%C0%B1", "?source=%FF%FEa%00", "?source=%EF%BB%BFauto"})
    void options_that_are_not_utf8_or_not_known_are_a_bad_request(String query) {
        assertThat(send(mary, query, "text/csv", FILE).status()).isEqualTo(400);
    }

    @Test
    void a_stranger_gets_not_found() throws Exception {
        String location = send(mary, "", "text/csv", FILE).header("Location");
        api.finished(location);

        assertThat(stranger.get(location).status()).isEqualTo(404);
        assertThat(stranger.get(location + "/items").status()).isEqualTo(404);
        assertThat(stranger.get(location + "/items.csv").status()).isEqualTo(404);
        assertThat(stranger.send("POST", location + "/cancel", Map.of(), new byte[0])
                        .status())
                .isEqualTo(404);
        assertThat(stranger.get(IMPORTS).json().path("items")).isEmpty();
        assertThat(mary.get(IMPORTS + "/nonsense").status()).isEqualTo(404);
    }

    @Test
    void nobody_imports_without_signing_in() {
        assertThat(send(api.server.anonymous(), "", "text/csv", FILE).status()).isEqualTo(401);
        assertThat(api.server.anonymous().get(IMPORTS).status()).isEqualTo(401);
    }

    @Test
    void an_ended_import_cannot_be_cancelled() throws Exception {
        String location = send(mary, "", "text/csv", FILE).header("Location");
        api.finished(location);
        Answer answer = mary.send("POST", location + "/cancel", Map.of(), new byte[0]);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("import_ended");
    }

    @Test
    void the_page_of_an_ended_import_removes_its_record() throws Exception {
        String location = send(mary, "", "text/csv", FILE).header("Location");
        api.finished(location);
        String page = location.replace(IMPORTS, "/import");

        assertThat(stranger.submit("/import", page + "/remove", Map.of()).status())
                .isEqualTo(404);
        Answer removed = mary.submit(page, page + "/remove", Map.of());

        assertThat(removed.status()).isEqualTo(303);
        assertThat(removed.header("Location")).isEqualTo("/import");
        assertThat(mary.get(location).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?source=nonsense", "?dry_run=maybe", "?dry_run=1", "?dryrun=1"})
    void unknown_parameters_and_values_are_refused(String query) {
        assertThat(send(mary, query, "text/csv", FILE).status()).isEqualTo(400);
    }

    @Test
    void a_file_of_another_system_than_was_said_is_refused(TestDatabase test) throws Exception {
        Answer refused = send(mary, "?source=storygraph", "text/csv", FILE);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("other_system");
        assertThat(test.query("SELECT id FROM import_jobs")).isEmpty();
        Answer taken = send(mary, "", "text/csv", "Work Id,Edition Id,Bookshelf\nOL1W,OL1M,Already Read\n");
        assertThat(taken.json().path("source").asText()).isEqualTo("open_library");
    }

    @Test
    void files_that_are_no_export_are_refused_with_what_they_are(TestDatabase test) {
        Answer json = send(mary, "", "application/json", "{\"books\":[]}");
        assertThat(json.status()).isEqualTo(422);
        assertThat(json.text()).contains("JSON file");
        assertThat(send(mary, "", "application/zip", "PK\u0003\u0004").code()).isEqualTo("not_a_csv");
        assertThat(send(mary, "", "text/csv", "").status()).isEqualTo(422);
        assertThat(send(mary, "", "multipart/form-data", FILE).status()).isEqualTo(415);
        Answer broken = send(mary, "", "text/csv", FILE + "4,\"open secret,x\n");
        assertThat(broken.code()).isEqualTo("broken_quotes");
        assertThat(broken.text()).contains("line 5").doesNotContain("secret");
        assertThat(test.query("SELECT id FROM import_jobs")).isEmpty();
    }

    @Test
    void too_many_rows_or_bytes_are_told_with_limit_and_remedy(TestDatabase test) {
        Answer bytes = send(mary, "", "text/csv", FILE + " ".repeat(300_000));
        assertThat(bytes.status()).isEqualTo(413);
        assertThat(bytes.text()).contains("300000 bytes").contains("IMPORT_MAX_BYTES");
        Answer rows = send(mary, "", "text/csv", "Book Id,Title,My Rating,Date Read\n" + "1,A,,\n".repeat(1_001));
        assertThat(rows.status()).isEqualTo(413);
        assertThat(rows.text()).contains("1000 rows").contains("IMPORT_MAX_ROWS");
        assertThat(test.query("SELECT id FROM import_jobs")).isEmpty();
    }

    @Test
    void an_upload_that_breaks_off_is_not_taken_for_a_whole_file(TestDatabase test) throws Exception {
        String token = api.server.tokenFor(ShelfRows.READER);
        try (Socket socket = new Socket("127.0.0.1", api.server.port())) {
            OutputStream out = socket.getOutputStream();
            String head = "POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
                    + "Authorization: Bearer "
                    + token
                    + "\r\nContent-Length: 100000\r\n\r\n";
            out.write((head + FILE).getBytes(StandardCharsets.UTF_8));
            out.flush();
            socket.shutdownOutput();
            waitForEnd(socket);
        }
        assertThat(test.query("SELECT id FROM import_jobs")).isEmpty();
    }

    private static void waitForEnd(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        while (socket.getInputStream().read() >= 0) {
            continue;
        }
    }
}
