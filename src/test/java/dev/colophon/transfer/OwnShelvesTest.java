package dev.colophon.transfer;

import static dev.colophon.transfer.ImportApi.IMPORTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.database.Database;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shelves whose names tell no status: readers say what they mean before a trial becomes the import. */
@EveryDatabase
@Timeout(60)
class OwnShelvesTest {
    private static final String FILE = """
            Book Id,Title,Author,My Rating,Date Read,Exclusive Shelf,Bookshelves,Read Count
            1,Lamps,Ann Lee,4,2020/01/02,read,,1
            2,Doors,Bo Ek,,,Sunday pile,"sunday pile, fantasy",0
            3,Keys,Bo Ek,,2021/03/04,sunday-pile,,2
            4,Walls,Bo Ek,,,<b>lent</b>,,1
            5,Roofs,Bo Ek,,,to-read,,0
            """;

    private final ImportApi api;
    private final TestClient mary;
    private TestDatabase test;

    OwnShelvesTest(Database database) {
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
    void they_are_listed_with_their_rows_and_decide_nothing_by_themselves() throws Exception {
        JsonNode job = mary.get(imported("", FILE)).json();

        assertThat(job.path("shelves").toString())
                .isEqualTo("[{\"name\":\"Sunday pile\",\"rows\":2,\"choice\":null},"
                        + "{\"name\":\"<b>lent</b>\",\"rows\":1,\"choice\":null}]");
        assertThat(job.path("statuses").toString()).isEqualTo("{\"want\":3,\"read\":2}");
        assertThat(standings())
                .containsExactly(
                        "Doors|want|0|0", "Keys|read|2|1", "Lamps|read|1|1", "Roofs|want|0|0", "Walls|want|1|0");
    }

    @Test
    void what_is_chosen_is_the_status_with_reads_that_fit() throws Exception {
        String trial = imported("?dry_run=true", FILE);
        Answer applied =
                mary.post(trial + "/apply", Map.of("shelves", Map.of("sunday pile", "reading", "<b>lent</b>", "dnf")));
        assertThat(applied.status()).as(applied.text()).isEqualTo(202);
        api.finished(trial);

        assertThat(standings())
                .containsExactly(
                        "Doors|reading|1|0", "Keys|reading|2|1", "Lamps|read|1|1", "Roofs|want|0|0", "Walls|dnf|1|0");
        assertThat(test.query(
                        "SELECT outcome FROM reads r JOIN userbooks u ON u.id = r.userbook_id WHERE u.status = 'dnf'"))
                .containsExactly("dnf");
        assertThat(test.query(
                                "SELECT tag_names FROM userbooks u JOIN books b ON b.id = u.book_id WHERE b.title = 'Walls'")
                        .getFirst())
                .contains("lent");
        assertThat(mary.get(trial).json().path("shelves").path(0).path("choice").asText())
                .isEqualTo("reading");
        assertThat(mary.get(trial).json().path("counts").path("created").asInt())
                .isEqualTo(5);
        // undecided, they ask for nothing that the shelf has not
        assertThat(mary.get(imported("", FILE))
                        .json()
                        .path("counts")
                        .path("unchanged")
                        .asInt())
                .isGreaterThanOrEqualTo(4);
    }

    @Test
    void read_and_paused_and_want_fit_too() throws Exception {
        for (Map.Entry<String, List<String>> one : Map.of(
                        "read", List.of("Doors|read|1|0", "Keys|read|2|1"),
                        "paused", List.of("Doors|paused|1|0", "Keys|paused|2|1"),
                        "want", List.of("Doors|want|0|0", "Keys|want|2|1"))
                .entrySet()) {
            String trial = imported("?dry_run=true", FILE);
            mary.post(trial + "/apply", Map.of("shelves", Map.of("Sunday_Pile", one.getKey())));
            api.finished(trial);

            assertThat(standings()).as(one.getKey()).containsAll(one.getValue());
            test.run("DELETE FROM userbooks");
        }
    }

    @Test
    void rows_of_a_shelf_are_left_out_when_that_is_chosen() throws Exception {
        String trial = imported("?dry_run=true", FILE);
        mary.post(trial + "/apply", Map.of("shelves", Map.of("sunday pile", "leave_out")));
        api.finished(trial);
        JsonNode left = mary.get(trial + "/items?outcome=skipped").json().path("items");

        assertThat(left).hasSize(2);
        assertThat(left.path(0).path("reason_code").asText()).isEqualTo("shelf_left_out");
        assertThat(standings()).containsExactly("Lamps|read|1|1", "Roofs|want|0|0", "Walls|want|1|0");
    }

    @Test
    void hostile_choices_are_refused_and_the_trial_stays() throws Exception {
        String trial = imported("?dry_run=true", FILE);
        for (String body : List.of(
                "{\"shelves\":{\"no such shelf\":\"read\"}}",
                "{\"shelves\":{\"read\":\"want\"}}",
                "{\"shelves\":{\"sunday pile\":\"finished\"}}",
                "{\"shelves\":{\"sunday pile\":1}}",
                "{\"shelves\":[\"sunday pile\"]}",
                "{\"choices\":{}}")) {
            assertThat(mary.json("POST", trial + "/apply", body).status())
                    .as(body)
                    .isIn(400, 422);
        }
        assertThat(mary.get(trial).json().path("status").asText()).isEqualTo("done");
        assertThat(standings()).isEmpty();
        assertThat(mary.json("POST", trial + "/apply", "{\"shelves\":{\"sunday pile\":null}}")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void a_file_with_many_shelves_lists_a_hundred() throws Exception {
        StringBuilder file = new StringBuilder("Book Id,Title,Author,My Rating,Date Read,Exclusive Shelf\n");
        for (int number = 1; number <= 150; number++) {
            file.append(number)
                    .append(",T")
                    .append(number)
                    .append(",A B,,,own ")
                    .append(number)
                    .append('\n');
        }
        file.append("999,Long,A B,,,").append("x".repeat(5_000)).append('\n');
        JsonNode job = mary.get(imported("?dry_run=true", file.toString())).json();

        assertThat(job.path("shelves")).hasSize(100);
        assertThat(job.path("counts").path("created").asInt()).isEqualTo(151);
    }

    @Test
    void words_of_other_systems_that_are_not_known_are_chosen_too() throws Exception {
        String file = "Title,Authors,Read Status,Star Rating,Last Date Read,ISBN/UID\nLamps,Ann Lee,half-heard,,,\n";
        String trial = imported("?dry_run=true", file);
        assertThat(mary.get(trial).json().path("shelves").path(0).path("name").asText())
                .isEqualTo("half-heard");
        mary.post(trial + "/apply", Map.of("shelves", Map.of("half-heard", "paused")));
        api.finished(trial);

        assertThat(standings()).containsExactly("Lamps|paused|1|0");
    }

    @Test
    void the_page_offers_the_choice() throws Exception {
        String page = imported("?dry_run=true", FILE).replace(IMPORTS, "/import");
        Answer shown = mary.page(page);
        assertThat(shown.text())
                .contains("Sunday pile", "2 rows", "&lt;b&gt;lent", "name=\"shelf_0\"", "leave these rows out")
                .doesNotContain("<b>lent");

        assertThat(mary.submit(page, page + "/apply", Map.of("shelf_0", "nonsense"))
                        .status())
                .isEqualTo(400);
        assertThat(mary.submit(page, page + "/apply", Map.of("shelf_0", "read", "shelf_1", ""))
                        .status())
                .isEqualTo(303);
        api.finished(page.replace("/import/", IMPORTS + "/"));
        assertThat(standings()).contains("Doors|read|1|0", "Walls|want|1|0");
    }

    @Test
    void what_was_chosen_is_offered_for_the_next_file_and_can_be_taken_back() throws Exception {
        String first = imported("?dry_run=true", FILE);
        mary.post(first + "/apply", Map.of("shelves", Map.of("sunday pile", "paused")));
        api.finished(first);
        String more = FILE.replace("5,Roofs,Bo Ek,,,to-read", "6,Beams,Bo Ek,,,SUNDAY PILE");

        String trial = imported("?dry_run=true", more);
        assertThat(choices(trial)).containsExactly("paused", "");
        assertThat(choices(imported("", more))).containsExactly("paused", "");
        assertThat(standings()).contains("Beams|paused|1|0");
        String other = api.imported(api.stranger, "", more);
        assertThat(choices(api.stranger, other)).containsExactly("", "");

        String page = imported("?dry_run=true", more).replace(IMPORTS, "/import");
        mary.submit(page, page + "/apply", Map.of("shelf_0", "", "shelf_1", "read"));
        api.finished(page.replace("/import/", IMPORTS + "/"));
        assertThat(choices(imported("?dry_run=true", more))).containsExactly("", "read");
    }

    private List<String> choices(String job) {
        return choices(mary, job);
    }

    private static List<String> choices(TestClient reader, String job) {
        return reader.get(job)
                .json()
                .path("shelves")
                .valueStream()
                .map(shelf -> shelf.path("choice").textValue())
                .map(choice -> choice == null ? "" : choice)
                .toList();
    }

    /** Title, status, reads and those of them that have a day. */
    private List<String> standings() {
        return test.query("SELECT b.title, u.status, COUNT(r.id), COUNT(r.finished_on) FROM userbooks u"
                + " JOIN books b ON b.id = u.book_id LEFT JOIN reads r ON r.userbook_id = u.id"
                + " WHERE b.title <> 'A Book' GROUP BY b.title, u.status ORDER BY 1");
    }

    private String imported(String query, String file) throws InterruptedException {
        return api.imported(mary, query, file);
    }
}
