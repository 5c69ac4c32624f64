package dev.colophon.transfer;

import static dev.colophon.transfer.ImportApi.IMPORTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.database.Database;
import dev.colophon.testing.Answer;
import dev.colophon.testing.OnSqlite;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Imports are taken back at the API and on their page. */
@OnSqlite
@Timeout(60)
class UndoRoutesTest {
    private static final String OTHER_TITLE = "Book Id,Title,Author,ISBN13,My Rating,Date Read,Exclusive Shelf\n"
            + "77,Cooking for Beginners,Max Probe,9781000000016,4,2020/01/02,read\n";
    private static final String LANTERNS =
            OTHER_TITLE.replace("77,Cooking for Beginners,Max Probe", "1,Hollow Lanterns,Ida Muster");

    private final ImportApi api;
    private final TestClient mary;
    private TestDatabase test;

    UndoRoutesTest(Database database) {
        api = new ImportApi(database);
        mary = api.mary;
    }

    @BeforeEach
    void prepare(TestDatabase test) {
        this.test = test;
        api.start(test);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void an_import_is_taken_back_at_the_api() throws Exception {
        String job = api.imported(mary, "", ImportApi.FILE);
        assertThat(api.stranger.post(job + "/undo", Map.of()).status()).isEqualTo(404);
        assertThat(api.server.anonymous().post(job + "/undo", Map.of()).status())
                .isEqualTo(401);

        Answer accepted = mary.send("POST", job + "/undo", Map.of(), new byte[0]);
        assertThat(accepted.json().path("status").asText()).isIn("undoing", "undone");
        JsonNode undone = api.finished(accepted);

        assertThat(undone.path("status").asText()).isEqualTo("undone");
        assertThat(undone.path("counts").path("skipped").asInt()).isEqualTo(2);
        assertThat(undone.path("finished_at").isNull()).isFalse();
        assertThat(test.query("SELECT title FROM books")).containsExactly("A Book");
        Answer twice = mary.send("POST", job + "/undo", Map.of(), new byte[0]);
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.code()).isEqualTo("nothing_to_undo");
    }

    @Test
    void an_import_is_taken_back_on_its_page() throws Exception {
        String job = api.imported(mary, "", ImportApi.FILE);
        String page = job.replace(IMPORTS, "/import");
        assertThat(mary.page(page).text()).contains("Take this import back");
        assertThat(api.stranger.submit("/import", page + "/undo", Map.of()).status())
                .isEqualTo(404);
        assertThat(mary.form(page + "/undo", Map.of()).status()).isEqualTo(403);

        assertThat(mary.submit(page, page + "/undo", Map.of()).status()).isEqualTo(303);
        api.finished(job);

        assertThat(mary.page(page).text())
                .contains("Import: undone", "Taken back.")
                .doesNotContain("import back</button>");
    }

    @Test
    void a_trial_that_was_carried_out_is_taken_back() throws Exception {
        String job = api.imported(mary, "?dry_run=true", ImportApi.FILE);
        assertThat(mary.page(job.replace(IMPORTS, "/import")).text()).doesNotContain("Take this import back");
        api.finished(mary.send("POST", job + "/apply", Map.of(), new byte[0]));

        api.finished(mary.send("POST", job + "/undo", Map.of(), new byte[0]));
        assertThat(test.query("SELECT title FROM books")).containsExactly("A Book");
    }

    @Test
    void a_row_that_was_answered_is_taken_back_with_the_others() throws Exception {
        api.imported(api.stranger, "", LANTERNS);
        String job = api.imported(mary, "", OTHER_TITLE);
        Answer answered = mary.post(job + "/items/0/answer", Map.of("new_book", true));
        assertThat(answered.status()).as(answered.text()).isEqualTo(200);
        assertThat(test.query("SELECT title FROM books")).contains("Cooking for Beginners");

        api.finished(mary.send("POST", job + "/undo", Map.of(), new byte[0]));

        assertThat(test.query("SELECT title FROM books ORDER BY 1")).containsExactly("A Book", "Hollow Lanterns");
        assertThat(mary.get(job + "/items")
                        .json()
                        .path("items")
                        .path(0)
                        .path("reason_code")
                        .asText())
                .isEqualTo("undone");
    }

    @Test
    void rows_that_came_by_another_try_are_taken_back_too() throws Exception {
        String job = api.imported(mary, "", ImportApi.FILE);
        test.run("DELETE FROM userbooks WHERE title_key LIKE 'emma%'");
        test.run("UPDATE import_items SET outcome = 'failed', reason_code = 'fault', undo = NULL"
                + " WHERE userbook_id IS NULL AND outcome = 'created'");
        JsonNode again = api.finished(mary.send("POST", job + "/retry", Map.of(), new byte[0]));
        assertThat(again.path("counts").path("created").asInt()).isEqualTo(2);

        api.finished(mary.send("POST", job + "/undo", Map.of(), new byte[0]));
        assertThat(test.query("SELECT title_key FROM userbooks")).containsExactly("a book");
    }
}
