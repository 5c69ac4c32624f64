package dev.colophon.transfer;

import static dev.colophon.transfer.ImportApi.IMPORTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.database.Database;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of the reader's own, whose columns they name at the API or on a page. */
@EveryDatabase
@Timeout(60)
class ColumnsTest {
    private static final String OWN = "Name of it;Who wrote it;When;Mark;Where\n"
            + "Hollow Lanterns (Lantern, #2);Ida Muster, Max Probe (Translator);2021-02-03;9;read\n"
            + "The Second Lamp;Jo Doe;;;somewhere else\n";
    private static final String WITHOUT_NAMES = "9781000000016,Hollow Lanterns,Ida Muster\n9781000000023,B,Jo Doe\n";
    private static final String SHIFTED = "Book Id,Title,Author,My Rating,Date Read,Exclusive Shelf\n"
            + "0,1,A,Ida Muster,4,2020/01/02,read\n1,2,C,Jo Doe,0,,to-read\n";

    private final ImportApi api;
    private final TestClient mary;

    ColumnsTest(Database database) {
        api = new ImportApi(database);
        mary = api.mary;
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
    void a_table_is_imported_by_the_columns_that_its_reader_names(TestDatabase test) throws Exception {
        Answer unknown = send("", OWN);
        assertThat(unknown.code()).isEqualTo("unknown_columns");
        assertThat(unknown.text()).contains("parameter columns");

        JsonNode job = api.finished(send("?columns=title:1,authors:2,finished:3,rating_of_10:4,status:5", OWN));

        assertThat(job.path("source").asText()).isEqualTo("table");
        assertThat(job.path("counts").path("created").asInt()).isEqualTo(2);
        assertThat(test.query("SELECT rating FROM userbooks u JOIN books b ON b.id = u.book_id"
                        + " WHERE b.title = 'Hollow Lanterns'"))
                .containsExactly("18");
        assertThat(test.query("SELECT series FROM books WHERE title = 'Hollow Lanterns'")
                        .getFirst())
                .contains("Lantern");
        assertThat(test.query("SELECT tag_names FROM userbooks u JOIN books b ON b.id = u.book_id"
                                + " WHERE b.title = 'The Second Lamp'")
                        .getFirst())
                .contains("somewhere else");
        JsonNode again = api.finished(send("?columns=title:1,authors:2,finished:3,rating_of_10:4,status:5", OWN));
        assertThat(again.path("counts").path("unchanged").asInt()).isEqualTo(2);
    }

    @Test
    void a_file_without_names_and_one_whose_rows_are_shifted_are_imported(TestDatabase test) throws Exception {
        JsonNode bare = api.finished(send("?first_row=book&columns=isbn:1,title:2,authors:3", WITHOUT_NAMES));
        assertThat(bare.path("counts").path("created").asInt()).isEqualTo(2);
        assertThat(test.query("SELECT title FROM books WHERE isbn13 = '9781000000016'"))
                .containsExactly("Hollow Lanterns");

        assertThat(send("", SHIFTED).code()).isEqualTo("shifted_columns");
        JsonNode shifted = api.finished(send("?columns=title:3,authors:4,rating:5,finished:6,status:7", SHIFTED));
        assertThat(shifted.path("counts").path("created").asInt()
                        + shifted.path("counts").path("updated").asInt())
                .isEqualTo(2);
        JsonNode rows =
                mary.get(IMPORTS + "/" + shifted.path("id").asText() + "/items").json();
        assertThat(rows.path("items").path(0).path("raw").path("column (7)").asText())
                .isEqualTo("read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authors:1",
                "title:0",
                "title:1,title:2",
                "title:1,nonsense:2",
                "title",
                "title:1;authors:2",
                "title:999",
                "title:1&first_row=maybe",
            })
    void a_choice_that_says_nothing_is_refused(String columns, TestDatabase test) {
        assertThat(send("?columns=" + columns, OWN).status()).isIn(400, 422);
        assertThat(test.query("SELECT id FROM import_jobs")).isEmpty();
    }

    @Test
    void a_number_beyond_the_columns_is_refused() {
        assertThat(send("?columns=title:6", OWN).text()).contains("5 columns");
    }

    @Test
    void the_page_shows_the_first_rows_of_an_unknown_table_and_takes_the_answer(TestDatabase test) throws Exception {
        Answer page = upload(Map.of(), OWN);

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text())
                .contains("What are the columns?")
                .contains("Who wrote it")
                .contains("The Second Lamp")
                .contains("name=\"rating_of_10\"");
        assertThat(test.query("SELECT id FROM import_jobs")).isEmpty();

        Map<String, String> chosen = new HashMap<>(Map.of("columns", "chosen", "title", "1", "authors", "2"));
        Answer accepted = upload(chosen, OWN);
        assertThat(accepted.status()).isEqualTo(303);
        api.finished(accepted.header("Location").replace("/import/", IMPORTS + "/"));
        assertThat(test.query("SELECT COUNT(*) FROM books")).containsExactly("3");
    }

    @Test
    void the_page_says_what_is_missing_and_keeps_what_was_chosen() {
        Answer page = upload(Map.of("columns", "chosen", "authors", "2", "first_row", "row"), OWN);

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text()).contains("Say which column is the title");
        assertThat(page.text()).containsPattern("<option value=\"2\" selected[^>]*>2. Who wrote it");
        assertThat(page.text()).containsPattern("name=\"first_row\" value=\"row\" checked");
    }

    @Test
    void the_page_guesses_by_names_when_it_is_asked_for() {
        Answer page = upload(Map.of("choose", "1"), "Title,Author,ISBN13\nA,Ida Muster,9781000000016\n");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).containsPattern("<option value=\"1\" selected[^>]*>1. Title");
        assertThat(page.text()).containsPattern("<option value=\"3\" selected[^>]*>3. ISBN13");
    }

    @Test
    void what_no_choice_mends_is_told_without_one() {
        Answer page = upload(Map.of(), "a,b\n1,\"open\n");

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text()).contains("do not match").doesNotContain("What are the columns?");
    }

    private Answer upload(Map<String, String> fields, String text) {
        Map<String, String> all = new HashMap<>(fields);
        all.put("form_token", mary.formToken("/import"));
        return mary.upload("/import?at_once=1", all, "mine.csv", text.getBytes(StandardCharsets.UTF_8));
    }

    private Answer send(String query, String text) {
        return ImportApi.send(mary, query, "text/csv", text);
    }
}
