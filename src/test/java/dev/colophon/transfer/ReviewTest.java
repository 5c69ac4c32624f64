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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows whose book is doubtful wait, and are answered at the API and on a page. */
@EveryDatabase
@Timeout(60)
class ReviewTest {
    private static final String NAMES = "Book Id,Title,Author,ISBN13,My Rating,Date Read,Exclusive Shelf\n";
    private static final String KNOWN = NAMES + "1,Hollow Lanterns,Ida Muster,9781000000016,,,read\n"
            + "2,The Second Lamp,Jo Doe,9781000000023,,,read\n";
    private static final String OTHER_TITLE = "77,Cooking for Beginners,Max Probe,9781000000016,4,2020/01/02,read\n";
    private static final String TWO_BOOKS = "1,Hollow Lanterns,Ida Muster,9781000000023,5,,to-read\n";
    private static final String FINE = "78,Quite Another,Ann Lee,,3,,to-read\n";

    private final ImportApi api;
    private final TestClient mary;
    private final TestClient paul;
    private TestDatabase test;

    ReviewTest(Database database) {
        api = new ImportApi(database);
        mary = api.mary;
        paul = api.stranger;
    }

    @BeforeEach
    void prepare(TestDatabase test) throws Exception {
        this.test = test;
        api.start(test);
        api.imported(paul, "", KNOWN);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void a_number_of_a_book_with_another_title_and_other_people_waits_and_touches_nothing() throws Exception {
        List<String> before = everything();
        String job = importing(NAMES + OTHER_TITLE);
        JsonNode row = waiting(job).getFirst();

        assertThat(counts(job)).isEqualTo("needs_review 1");
        assertThat(row.path("reason_code").asText()).isEqualTo("another_book");
        assertThat(row.path("message").asText()).contains("another title");
        assertThat(ids(row.path("candidates"))).containsExactly(book("Hollow Lanterns"));
        assertThat(row.path("userbook_id").isNull()).isTrue();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void numbers_of_different_books_wait_and_all_other_rows_go_through() throws Exception {
        String job = importing(
                NAMES + FINE + TWO_BOOKS + FINE.replace("78,Quite", "79,Not").replace("Ann", "Bo"));
        JsonNode row = waiting(job).getFirst();

        assertThat(counts(job)).isEqualTo("created 2, needs_review 1");
        assertThat(row.path("reason_code").asText()).isEqualTo("several_books");
        assertThat(ids(row.path("candidates"))).containsExactly(book("Hollow Lanterns"), book("The Second Lamp"));
    }

    @Test
    void a_title_or_a_person_in_common_is_enough() throws Exception {
        String job = importing(NAMES
                + "81,\"Hollow Lanterns: A Novel (Lantern, #2)\",Somebody Else,9781000000016,,,read\n"
                + "82,Die zweite Lampe,\"Doe, Jo\",9781000000023,,,read\n");

        assertThat(counts(job)).isEqualTo("created 2");
        assertThat(test.query("SELECT COUNT(*) FROM books")).containsExactly("3");
    }

    @Test
    void this_one_puts_the_row_on_that_book_and_is_not_asked_again() throws Exception {
        String job = importing(NAMES + OTHER_TITLE + FINE);
        Answer answered = answer(mary, job, Map.of("book_id", book("Hollow Lanterns")));

        assertThat(answered.status()).as(answered.text()).isEqualTo(200);
        assertThat(answered.json().path("outcome").asText()).isEqualTo("created");
        assertThat(answered.json().path("userbook_id").isNull()).isFalse();
        assertThat(counts(job)).isEqualTo("created 2");
        assertThat(shelf()).contains("Hollow Lanterns|read|16|2020-01-02");
        assertThat(test.query("SELECT title FROM books WHERE isbn13 = '9781000000016'"))
                .containsExactly("Hollow Lanterns");
        demandNothingAskedAgain(NAMES + OTHER_TITLE + FINE, "unchanged 2");
        demandNothingAskedAgain(NAMES + OTHER_TITLE.replace(",4,", ",3,") + FINE, "unchanged 2");
    }

    @Test
    void one_of_several_is_taken_and_not_asked_again() throws Exception {
        String job = importing(NAMES + TWO_BOOKS);
        answer(mary, job, Map.of("book_id", book("The Second Lamp")));

        assertThat(counts(job)).isEqualTo("created 1");
        assertThat(shelf()).containsExactly("The Second Lamp|want|20|null");
        demandNothingAskedAgain(NAMES + TWO_BOOKS, "unchanged 1");
    }

    @Test
    void none_of_these_adds_a_book_that_leaves_others_their_numbers() throws Exception {
        String job = importing(NAMES + OTHER_TITLE);
        List<String> numbers = test.query("SELECT scheme, value, book_id FROM book_identifiers ORDER BY 1, 2");
        Answer answered = answer(mary, job, Map.of("new_book", true));

        assertThat(answered.json().path("outcome").asText()).isEqualTo("created");
        assertThat(shelf()).containsExactly("Cooking for Beginners|read|16|2020-01-02");
        assertThat(test.query("SELECT isbn13, identifiers FROM books WHERE title = 'Cooking for Beginners'")
                        .getFirst())
                .startsWith("null")
                .contains("77");
        assertThat(test.query("SELECT scheme, value, book_id FROM book_identifiers ORDER BY 1, 2"))
                .containsAll(numbers);
        demandNothingAskedAgain(NAMES + OTHER_TITLE, "unchanged 1");
        String both = importing(NAMES + TWO_BOOKS);
        assertThat(answer(mary, both, Map.of("new_book", true)).status()).isEqualTo(200);
        demandNothingAskedAgain(NAMES + TWO_BOOKS, "unchanged 1");
    }

    @Test
    void a_row_that_is_left_out_stays_so() throws Exception {
        String job = importing(NAMES + OTHER_TITLE);
        Answer answered = answer(mary, job, Map.of("skip", true));

        assertThat(answered.json().path("reason_code").asText()).isEqualTo("answered");
        assertThat(counts(job)).isEqualTo("skipped 1");
        assertThat(shelf()).isEmpty();
        demandNothingAskedAgain(NAMES + OTHER_TITLE, "skipped 1");
    }

    @Test
    void answers_of_another_reader_do_not_count() throws Exception {
        api.imported(paul, "", NAMES + OTHER_TITLE);
        String theirs =
                paul.get(IMPORTS).json().path("items").path(0).path("id").asText();
        JsonNode row = paul.get(IMPORTS + "/" + theirs + "/items?outcome=needs_review")
                .json()
                .path("items")
                .path(0);
        paul.post(IMPORTS + "/" + theirs + "/items/" + row.path("place").asInt() + "/answer", Map.of("skip", true));

        assertThat(counts(importing(NAMES + OTHER_TITLE))).isEqualTo("needs_review 1");
    }

    @Test
    void a_row_is_answered_once_by_its_reader_alone() throws Exception {
        String job = importing(NAMES + OTHER_TITLE + FINE);
        Map<String, Object> meant = Map.of("book_id", book("Hollow Lanterns"));

        assertThat(answer(paul, job, meant).status()).isEqualTo(404);
        assertThat(answer(api.server.anonymous(), job, meant).status()).isEqualTo(401);
        for (String path : List.of("/apply", "/retry", "/items/0/answer")) {
            assertThat(paul.post(job + path, Map.of()).status()).as(path).isEqualTo(404);
        }
        assertThat(answer(mary, job, meant).status()).isEqualTo(200);
        Answer twice = answer(mary, job, meant);
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.code()).isEqualTo("not_waiting");
        assertThat(counts(job)).isEqualTo("created 2");
    }

    @Test
    void hostile_answers_are_refused_and_the_row_still_waits() throws Exception {
        String job = importing(NAMES + OTHER_TITLE);
        String path = job + "/items/0/answer";

        assertThat(mary.json("POST", path, "{}").status()).isEqualTo(422);
        assertThat(mary.json("POST", path, "{\"new_book\":true,\"skip\":true}").status())
                .isEqualTo(422);
        assertThat(mary.json("POST", path, "{\"new_book\":false}").status()).isEqualTo(422);
        assertThat(mary.json("POST", path, "{\"new_book\":\"yes\"}").status()).isIn(400, 422);
        assertThat(mary.json("POST", path, "{\"book_id\":\"x\"}").status()).isIn(400, 422);
        assertThat(mary.json("POST", path, "{\"nonsense\":1}").status()).isIn(400, 422);
        assertThat(mary.json("POST", path, "[]").status()).isIn(400, 422);
        Answer another = answer(mary, job, Map.of("book_id", book("The Second Lamp")));
        assertThat(another.status()).isEqualTo(422);
        assertThat(another.pointer()).isEqualTo("/book_id");
        assertThat(answer(mary, job, Map.of("book_id", UUID.randomUUID().toString()))
                        .status())
                .isEqualTo(422);
        for (String place : List.of("1", "-1", "99999999999", "x", "%00", "0x0")) {
            assertThat(mary.post(job + "/items/" + place + "/answer", Map.of("skip", true))
                            .status())
                    .as(place)
                    .isEqualTo(404);
        }
        assertThat(counts(job)).isEqualTo("needs_review 1");
    }

    @Test
    void a_book_that_was_removed_meanwhile_is_a_conflict() throws Exception {
        String job = importing(NAMES + OTHER_TITLE);
        String meant = book("Hollow Lanterns");
        test.run("DELETE FROM userbooks WHERE book_id = '" + meant + "'");
        test.run("DELETE FROM books WHERE id = '" + meant + "'");

        assertThat(answer(mary, job, Map.of("book_id", meant)).code()).isEqualTo("book_gone");
        assertThat(answer(mary, job, Map.of("new_book", true)).status()).isEqualTo(200);
        assertThat(test.query("SELECT isbn13 FROM books WHERE title = 'Cooking for Beginners'"))
                .containsExactly("9781000000016");
    }

    @Test
    void a_trial_says_that_it_would_ask_and_asks_when_it_is_applied() throws Exception {
        String trial = api.imported(mary, "?dry_run=true", NAMES + OTHER_TITLE + FINE);
        assertThat(counts(trial)).isEqualTo("created 1, needs_review 1");
        assertThat(answer(mary, trial, Map.of("skip", true)).code()).isEqualTo("nothing_imported");

        Answer applied = mary.send("POST", trial + "/apply", Map.of(), new byte[0]);
        assertThat(applied.status()).as(applied.text()).isEqualTo(202);
        api.finished(applied);
        assertThat(counts(trial)).isEqualTo("created 1, needs_review 1");
        assertThat(answer(mary, trial, Map.of("skip", true)).status()).isEqualTo(200);
    }

    @Test
    void a_second_import_asks_nothing_although_the_book_is_called_otherwise_now() throws Exception {
        String own = "Read Status,Title,Authors,ISBN/UID,Star Rating,Last Date Read\n"
                + "read,Plain Title,Ann Lee,9781000000030,4.0,2020/01/02\n";
        assertThat(counts(importing(own))).isEqualTo("created 1");
        assertThat(counts(importing(NAMES + "90,Some Numbered Book,Ann Lee,,,,read\n")))
                .isEqualTo("created 1");
        test.run(
                "UPDATE books SET title = 'Неузнаваемая', title_key = 'неузнаваемая', author_key = '',"
                        + " contributors = '[{\"name\":\"Кто\",\"role\":\"author\"}]' WHERE title IN ('Plain Title', 'Some Numbered Book')");

        assertThat(counts(importing(own))).isEqualTo("unchanged 1");
        assertThat(counts(importing(NAMES + "90,Some Numbered Book,Ann Lee,,3,,read\n")))
                .doesNotContain("needs_review");
    }

    @Test
    void rows_are_answered_on_a_page() throws Exception {
        String job = importing(NAMES + OTHER_TITLE + TWO_BOOKS + FINE);
        String page = job.replace(IMPORTS, "/import");

        assertThat(mary.page(page).text()).containsPattern("2\\s+rows wait").contains(page + "/review");
        Answer review = mary.page(page + "/review");
        assertThat(review.text())
                .contains("Cooking for Beginners", "Hollow Lanterns", "The Second Lamp")
                .contains("Ida Muster", "ISBN 9781000000016", "None of these: a new book", "Leave it out");
        assertThat(paul.page(page + "/review").status()).isEqualTo(404);

        List<JsonNode> rows = waiting(job);
        String first = page + "/items/" + rows.getFirst().path("place").asInt() + "/answer";
        String second = page + "/items/" + rows.getLast().path("place").asInt() + "/answer";
        assertThat(paul.submit("/import", first, Map.of("answer", "skip")).status())
                .isEqualTo(404);
        assertThat(mary.submit(page + "/review", first, Map.of("answer", "nonsense"))
                        .status())
                .isEqualTo(400);
        assertThat(mary.form(first, Map.of("answer", "skip")).status()).isEqualTo(403);
        Answer answered = mary.submit(page + "/review", first, Map.of("answer", "new"));
        assertThat(answered.status()).isEqualTo(303);
        assertThat(answered.header("Location")).isEqualTo(page + "/review");
        Answer last = mary.submit(page + "/review", second, Map.of("answer", book("The Second Lamp")));
        assertThat(last.header("Location")).isEqualTo(page);
        assertThat(counts(job)).isEqualTo("created 3");
        assertThat(mary.page(page + "/review").text()).contains("No row waits");
    }

    @Test
    void a_trial_is_shown_and_imported_on_the_page() throws Exception {
        String file = NAMES + OTHER_TITLE + FINE + "80,,Nobody,,,,read\n";
        Answer sent = mary.upload(
                "/import",
                Map.of("form_token", mary.formToken("/import")),
                "mine.csv",
                file.getBytes(StandardCharsets.UTF_8));
        String page = sent.header("Location");
        api.finished(page.replace("/import/", IMPORTS + "/"));
        Answer shown = mary.page(page);

        assertThat(shown.text())
                .contains("Nothing has been changed yet", "Import these rows", "<b>add</b> 1", "<b>ask</b> you about 1")
                .contains("<b>not take</b> 1")
                .doesNotContain("wait for your answer</a>");
        assertThat(shelf()).isEmpty();
        assertThat(paul.submit("/import", page + "/apply", Map.of()).status()).isEqualTo(404);
        assertThat(paul.submit("/import", page + "/retry", Map.of()).status()).isEqualTo(404);
        assertThat(mary.submit(page, page + "/apply", Map.of()).status()).isEqualTo(303);
        api.finished(page.replace("/import/", IMPORTS + "/"));
        assertThat(shelf()).containsExactly("Quite Another|want|12|null");
        assertThat(mary.submit(page, page + "/apply", Map.of()).status()).isEqualTo(409);
    }

    private void demandNothingAskedAgain(String file, String counts) throws Exception {
        List<String> before = everything();
        assertThat(counts(importing(file))).isEqualTo(counts);
        assertThat(everything()).isEqualTo(before);
    }

    private List<String> everything() {
        List<String> all =
                new ArrayList<>(test.query("SELECT id, title, isbn13, identifiers, version FROM books ORDER BY 1"));
        all.addAll(test.query("SELECT id, user_id, book_id, status, rating, version FROM userbooks ORDER BY 1"));
        all.addAll(test.query("SELECT id, userbook_id, finished_on, outcome FROM reads ORDER BY 1"));
        return all;
    }

    /** What mary's imports put on her shelf. */
    private List<String> shelf() {
        return test.query("SELECT b.title, u.status, u.rating, r.finished_on FROM userbooks u"
                + " JOIN books b ON b.id = u.book_id LEFT JOIN reads r ON r.userbook_id = u.id WHERE u.user_id = '"
                + ShelfRows.READER + "' AND b.title <> 'A Book' ORDER BY 1");
    }

    private String book(String title) {
        return test.query("SELECT id FROM books WHERE title = '" + title + "'").getFirst();
    }

    private String counts(String job) {
        List<String> counts = new ArrayList<>();
        mary.get(job).json().path("counts").properties().forEach(one -> {
            if (one.getValue().asInt() > 0) {
                counts.add(one.getKey() + " " + one.getValue());
            }
        });
        return String.join(", ", counts);
    }

    private List<JsonNode> waiting(String job) {
        List<JsonNode> rows = new ArrayList<>();
        mary.get(job + "/items?outcome=needs_review").json().path("items").forEach(rows::add);
        return rows;
    }

    private static List<String> ids(JsonNode array) {
        List<String> ids = new ArrayList<>();
        array.forEach(id -> ids.add(id.asText()));
        return ids;
    }

    private Answer answer(TestClient client, String job, Map<String, ?> said) {
        List<JsonNode> rows = waiting(job);
        int place = rows.isEmpty() ? 0 : rows.getFirst().path("place").asInt();
        return client.post(job + "/items/" + place + "/answer", said);
    }

    private String importing(String file) throws InterruptedException {
        return api.imported(mary, "", file);
    }
}
