package dev.colophon.shelf.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.Catalogue;
import dev.colophon.catalogue.Drafts;
import dev.colophon.catalogue.Readers;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.EntryView;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.Read;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Shelf.Day;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.action.ProgressLog;
import dev.colophon.shelf.action.Reads;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestServer;
import dev.colophon.web.session.Caller;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every form of the page of one book, without any script, on both databases. */
@EveryDatabase
@Timeout(120)
class ItemFormsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 14);

    private TestServer server;
    private Shelf shelf;
    private Caller mary;
    private TestClient browser;
    private UUID id;
    private String path;

    @BeforeEach
    void start(TestDatabase rows) {
        Clock clock = Clock.fixed(Instant.parse("2026-03-14T12:00:00Z"), ZoneOffset.UTC);
        shelf = new Shelf(rows.database(), clock, List.of());
        server = TestServer.of(new ItemPages(
                shelf,
                new Catalogue(rows.database(), clock),
                new Reads(shelf),
                new ProgressLog(rows.database(), clock, shelf),
                List.of()));
        mary = Readers.add(rows, "mary");
        browser = server.as(mary);
        var wanted = new Shelf.NewEntry(EntryFacts.NONE, Status.WANT, Day.UNKNOWN, List.of());
        var book = Drafts.book("Emma", "Jane Austen").with(facts -> {
            facts.pageCount = 388;
            facts.identifiers = Map.of("goodreads", "6969");
            facts.description = "A <b>matchmaker</b> errs.";
        });
        id = shelf.add(mary.id(), new Shelf.Choice(null, null, book), wanted)
                .entry()
                .id();
        path = "/shelf/" + id;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private EntryView entry() {
        return shelf.entry(mary.id(), id);
    }

    private String page() {
        return browser.page(path).text();
    }

    private Answer submit(String action, String... fieldsAndValues) {
        Map<String, String> fields = new HashMap<>();
        for (int index = 0; index < fieldsAndValues.length; index += 2) {
            fields.put(fieldsAndValues[index], fieldsAndValues[index + 1]);
        }
        return browser.submit(path, action, fields);
    }

    private String seen(String part) {
        Matcher seen = Pattern.compile(
                        "name=\"part\" value=\"" + part + "\">\\s*<input[^>]*name=\"seen\" value=\"(\\w+)\"")
                .matcher(page());
        assertThat(seen.find()).isTrue();
        return seen.group(1);
    }

    @Test
    void the_page_reads_like_a_page_about_the_book() {
        String page = page();

        assertThat(page)
                .contains("<a href=\"https://www.goodreads.com/book/show/6969\" rel=\"noreferrer\">6969</a>")
                .contains("<h1>Emma</h1>", "A &lt;b&gt;matchmaker&lt;/b&gt; errs.", "<dt>Pages</dt><dd>388</dd>")
                .containsPattern("<a href=\"/authors/[0-9a-f-]{36}\">Jane Austen</a>");
    }

    @Test
    void one_press_starts_the_book_and_progress_tells_how_far_it_is() {
        assertThat(submit(path + "/status", "status", "reading", "on", "2026-03-02")
                        .header("Location"))
                .isEqualTo(path);
        assertThat(submit(path + "/progress", "unit", "page", "amount", "210").status())
                .isEqualTo(303);

        assertThat(page())
                .contains("page 210 of 388", "54 %", "reading for 12 days", "<progress value=\"54\" max=\"100\"");
        String progress = Objects.requireNonNull(entry().progress()).id().toString();
        submit(path + "/progress", "remove", progress);
        assertThat(entry().progress()).isNull();
        assertThat(page()).doesNotContain("page 210 of 388");
    }

    @Test
    void progress_beyond_the_book_says_what_to_do_and_stores_nothing() {
        Answer answer = submit(path + "/progress", "unit", "page", "amount", "2100");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("This book ends after 388 pages", "role=\"alert\"");
        assertThat(submit(path + "/progress", "unit", "page", "amount", "many").status())
                .isEqualTo(422);
        assertThat(entry().status()).isEqualTo(Status.WANT);
    }

    @Test
    void finishing_asks_for_rating_and_review_and_takes_no_for_an_answer() {
        Answer finished = submit(path + "/status", "status", "read");
        String asking = finished.header("Location");

        assertThat(asking).isEqualTo(path + "?finished");
        assertThat(browser.page(asking).text())
                .contains("How was it?", "autofocus", "<a href=\"" + path + "\">Not now</a>");
        assertThat(page()).doesNotContain("How was it?");

        submit(
                path,
                "part",
                "review",
                "seen",
                seen("review"),
                "stars",
                "4",
                "quarters",
                "1",
                "review",
                "Clever.\r\nAnd kind.",
                "review_spoiler",
                "true");
        EntryFacts facts = entry().facts();
        assertThat(facts.rating()).isEqualTo(new Rating(17));
        assertThat(facts.review()).isEqualTo("Clever.\nAnd kind.");
        assertThat(facts.reviewSpoiler()).isTrue();
        assertThat(entry().reads().getFirst().finishedOn()).isEqualTo(TODAY);
    }

    @Test
    void a_day_nobody_knows_stays_unknown() {
        submit(path + "/status", "status", "read", "unknown", "true");

        assertThat(entry().reads().getFirst().finishedOn()).isNull();
        assertThat(submit(path + "/status", "status", "reading", "on", "yesterday")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_rating_is_whole_stars_and_quarters_above_them() {
        Map.of("0 1", 1, "2 3", 11, "5 0", 20, "5 3", 20).forEach((said, quarters) -> {
            String[] parts = said.split(" ");
            submit(path, "stars", parts[0], "quarters", parts[1], "back", path);
            assertThat(entry().facts().rating()).as(said).isEqualTo(new Rating(quarters));
        });
        submit(path, "stars", "0", "quarters", "0", "back", path);
        assertThat(entry().facts().rating()).isNull();
        for (String stars : List.of("6", "-1", "x")) {
            assertThat(submit(path, "stars", stars, "quarters", "0").status()).isEqualTo(422);
        }
    }

    @Test
    void with_htmx_a_rating_answers_with_its_control_alone() {
        String body = "stars=3&quarters=2&view=rating&back=" + path + "&form_token="
                + URLEncoder.encode(browser.formToken(path), StandardCharsets.UTF_8);
        Answer answer = browser.browse(
                "POST",
                path,
                Map.of(
                        "Content-Type", "application/x-www-form-urlencoded",
                        "Sec-Fetch-Site", "same-origin",
                        "HX-Request", "true"),
                body.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .contains("id=\"rate-3\" name=\"stars\" value=\"3\" checked", "Saved")
                .doesNotContain("<html");
        assertThat(entry().facts().rating()).isEqualTo(new Rating(14));
    }

    @Test
    void every_field_of_the_copy_is_edited_on_the_page() {
        submit(
                path,
                "part",
                "copy",
                "seen",
                seen("copy"),
                "format",
                "hardcover",
                "ownership",
                "lent",
                "copies",
                "2",
                "condition",
                "worn",
                "location",
                "desk",
                "lent_to",
                "Jane",
                "added_on",
                "2025-12-24");

        EntryFacts facts = entry().facts();
        assertThat(facts.format()).isEqualTo(EntryFacts.Format.HARDCOVER);
        assertThat(facts.ownership()).isEqualTo(EntryFacts.Ownership.LENT);
        assertThat(facts.copies()).isEqualTo(2);
        assertThat(facts.condition()).isEqualTo("worn");
        assertThat(facts.location()).isEqualTo("desk");
        assertThat(facts.lentTo()).isEqualTo("Jane");
        assertThat(facts.addedOn()).isEqualTo(LocalDate.of(2025, 12, 24));
        assertThat(page()).contains("Hardcover · Mine, lent to somebody · desk · Jane");

        Answer wrong = submit(path, "part", "copy", "seen", seen("copy"), "location", "attic", "copies", "-1");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).as("what was typed is not lost").contains("value=\"attic\"");
        submit(path, "favourite", "true", "back", path);
        assertThat(entry().facts().favourite()).isTrue();
        submit(path, "favourite", "", "back", path);
        assertThat(entry().facts().favourite()).isFalse();
    }

    @Test
    void two_tabs_that_edit_one_text_lose_neither() {
        String before = seen("review");
        submit(path, "part", "review", "seen", before, "review", "From the phone");
        Answer late = submit(path, "part", "review", "seen", before, "review", "From the desk");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("changed elsewhere", "From the desk", "What is stored now", "From the phone");
        assertThat(entry().facts().review()).isEqualTo("From the phone");

        submit(path, "part", "review", "seen", seen("review"), "review", "From both");
        assertThat(entry().facts().review()).isEqualTo("From both");
    }

    @Test
    void a_change_of_something_else_is_no_conflict() {
        String before = seen("review");
        submit(path + "/status", "status", "reading");
        submit(path, "part", "copy", "seen", seen("copy"), "location", "desk");

        assertThat(submit(path, "part", "review", "seen", before, "review", "Good")
                        .status())
                .isEqualTo(303);
        assertThat(submit(path, "part", "review", "seen", before, "review", "Good")
                        .status())
                .as("the same again is what was wanted")
                .isEqualTo(303);
    }

    @Test
    void a_private_note_leaves_the_review_alone() {
        submit(path, "part", "review", "seen", seen("review"), "review", "Good", "review_spoiler", "true");
        submit(path, "part", "note", "seen", seen("note"), "private_note", "psst");

        assertThat(entry().facts().review()).isEqualTo("Good");
        assertThat(entry().facts().reviewSpoiler()).isTrue();
        assertThat(entry().facts().privateNote()).isEqualTo("psst");
        assertThat(page()).contains("It gives away how it ends; show it");
    }

    @Test
    void tags_are_added_with_completion_and_taken_away() {
        submit(path + "/tags", "add", "holiday, sea ");
        assertThat(entry().tags().as(String[].class)).containsExactly("holiday", "sea");
        assertThat(page()).contains("<datalist id=\"known-tags\">", "<option value=\"sea\">");

        submit(path + "/tags", "remove", "SEA");
        assertThat(entry().tags().as(String[].class)).containsExactly("holiday");
        assertThat(submit(path + "/tags", "add", "x".repeat(101)).status()).isEqualTo(422);
    }

    @Test
    void reads_are_noted_edited_and_removed() {
        submit(path + "/reads", "started_on", "2020-01-01", "finished_on", "2020-01-05", "outcome", "finished");
        Read first = entry().reads().getFirst();
        submit(path + "/reads", "read", first.id().toString(), "finished_on", "2020-01-09", "outcome", "dnf");
        Read edited = entry().reads().getFirst();

        assertThat(edited.startedOn()).isNull();
        assertThat(edited.finishedOn()).isEqualTo(LocalDate.of(2020, 1, 9));
        assertThat(edited.outcome()).isEqualTo(Read.Outcome.DNF);

        submit(path + "/reads", "outcome", "");
        assertThat(entry().status()).isEqualTo(Status.READING);
        Answer second = submit(path + "/reads", "read", first.id().toString(), "outcome", "");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text()).contains("Another read of this book is open");

        submit(path + "/reads", "remove", first.id().toString());
        assertThat(entry().reads()).hasSize(1);
    }

    @Test
    void a_stranger_gets_not_found_from_the_page_and_every_form() {
        String read = shelf.entry(mary.id(), id).id().toString();
        TestClient john = server.as(UUID.randomUUID());
        String token = browser.formToken(path);

        assertThat(john.page(path).status()).isEqualTo(404);
        Map.of(
                        "", Map.of("part", "review", "review", "x"),
                        "/tags", Map.of("add", "x"),
                        "/status", Map.of("status", "read"),
                        "/progress", Map.of("unit", "page", "amount", "1"),
                        "/reads", Map.of("remove", read),
                        "/remove", Map.<String, String>of())
                .forEach((form, fields) -> {
                    Map<String, String> all = new HashMap<>(fields);
                    all.put("form_token", token);
                    assertThat(john.form(path + form, all).status()).as(form).isIn(403, 404);
                });
        assertThat(entry().version()).isEqualTo(1);
    }
}
