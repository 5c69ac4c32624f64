package dev.colophon.shelf.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.Drafts;
import dev.colophon.catalogue.Readers;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Shelf.Day;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.action.ProgressLog;
import dev.colophon.shelf.home.HomePages;
import dev.colophon.shelf.home.RecentlyFinished;
import dev.colophon.shelf.list.ShelfList;
import dev.colophon.testing.Answer;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestServer;
import dev.colophon.web.session.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Home and the shelf in each of their states, without any script. */
@Timeout(60)
class ShelfPagesTest {
    private final TestDatabase rows = TestDatabase.create(Engine.SQLITE);
    private final Shelf shelf = new Shelf(rows.database(), Clock.systemUTC(), List.of());
    private final Caller mary = Readers.add(rows, "mary");
    private final ShelfList lists = new ShelfList(rows.database());
    private final TestServer server = TestServer.of(
            new HomePages(shelf, lists, List.of(new RecentlyFinished(rows.database(), shelf)), false),
            new ShelfPages(shelf, lists, new ProgressLog(rows.database(), Clock.systemUTC(), shelf)));
    private final TestClient browser = server.as(mary);

    @AfterEach
    void close() {
        server.close();
        rows.close();
    }

    private UUID add(String title, Status status, String... tags) {
        return add(mary.id(), title, status, tags);
    }

    private UUID add(UUID reader, String title, Status status, String... tags) {
        var facts = EntryFacts.NONE.with(it -> it.addedOn = LocalDate.of(2026, 5, 4));
        return shelf.add(
                        reader,
                        new Shelf.Choice(null, null, Drafts.book(title, "Jane Austen")),
                        new Shelf.NewEntry(facts, status, Day.UNKNOWN, List.of(tags)))
                .entry()
                .id();
    }

    private String quick(UUID entry) {
        return "/shelf/" + entry + "/quick";
    }

    @Test
    void an_empty_shelf_invites_and_an_empty_home_does_too() {
        assertThat(browser.page("/shelf").text())
                .contains("Your shelf is empty", "href=\"/shelf/new\"", "href=\"/import\"")
                .doesNotContain("class=\"books");
        assertThat(browser.page("/").text()).contains("Your shelf is empty");
    }

    @Test
    void filters_that_let_nothing_through_lead_back_to_the_whole_shelf() {
        add("Emma", Status.READ);

        assertThat(browser.page("/shelf?q=nothing").text())
                .contains("No book here", "<a href=\"/shelf\" role=\"button\"")
                .doesNotContain("Your shelf is empty");
    }

    @Test
    void filters_are_folded_and_their_number_is_shown() {
        add("Emma", Status.READ, "blue");

        assertThat(browser.page("/shelf?tag=blue&format=ebook&sort=title").text())
                .contains("<small class=\"count\">2 ")
                .doesNotContain("<details class=\"fold\" open");
        assertThat(browser.page("/shelf?sort=title").text()).doesNotContain("class=\"count\"");
    }

    @Test
    void no_row_has_a_form_of_its_own_and_its_buttons_use_the_one_of_the_page() {
        add("Emma", Status.READ);
        add("Persuasion", Status.WANT);

        String page = browser.page("/shelf").text();

        assertThat(page.split("<form id=\"quick\"", -1)).hasSize(2);
        String rows = page.substring(page.indexOf("<ul class=\"books"), page.indexOf("</ul>", page.indexOf("books")));
        assertThat(rows).doesNotContain("<form").contains("form=\"quick\"");
    }

    @Test
    void one_button_changes_the_status_and_nothing_else() {
        UUID emma = add("Emma", Status.WANT);
        browser.submit("/shelf", quick(emma), Map.of("rating", "4", "back", "/shelf?q=emma"));

        Answer answer = browser.submit("/shelf", quick(emma), Map.of("status", "reading", "back", "/shelf?q=emma"));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/shelf?q=emma#entry-" + emma);
        assertThat(shelf.entry(mary.id(), emma).status()).isEqualTo(Status.READING);
        assertThat(shelf.entry(mary.id(), emma).facts().rating()).isEqualTo(new Rating(16));
    }

    @Test
    void one_button_rates_and_another_takes_the_rating_away() {
        UUID emma = add("Emma", Status.READ);

        browser.submit("/shelf", quick(emma), Map.of("rating", "5"));
        assertThat(browser.page("/shelf").text()).contains("aria-label=\"5 of 5 stars\"");
        browser.submit("/shelf", quick(emma), Map.of("rating", ""));

        assertThat(shelf.entry(mary.id(), emma).facts().rating()).isNull();
        assertThat(shelf.entry(mary.id(), emma).status()).isEqualTo(Status.READ);
    }

    @Test
    void progress_is_noted_where_reading_now_shows_it_and_a_bar_tells_how_far() {
        UUID emma = add("Emma", Status.READING);
        assertThat(browser.page("/").text())
                .contains("action=\"" + quick(emma) + "?card\"")
                .doesNotContain("<progress");

        Answer answer = browser.submit("/", quick(emma), Map.of("unit", "percent", "amount", "54", "back", "/"));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(browser.page("/").text())
                .contains("<progress value=\"54\" max=\"100\"", "name=\"amount\" value=\"54\"");
        assertThat(browser.page("/shelf").text())
                .contains("<progress value=\"54\" max=\"100\"")
                .doesNotContain("name=\"amount\"");
        assertThat(browser.submit("/", quick(emma), Map.of("unit", "percent", "amount", "540"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void home_shows_a_book_that_is_being_read_once() {
        UUID emma = add("Emma", Status.READING);
        add("Persuasion", Status.WANT);

        assertThat(browser.page("/").text().split("id=\"entry-" + emma + "\"", -1))
                .hasSize(2);
    }

    @Test
    void htmx_gets_the_row_and_is_told_where_it_belongs() {
        UUID emma = add("Emma", Status.WANT);
        String form = "status=paused&form_token=" + browser.formToken("/shelf");

        Answer answer = browser.browse(
                "POST",
                quick(emma),
                Map.of(
                        "HX-Request",
                        "true",
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "Sec-Fetch-Site",
                        "same-origin"),
                form.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.header("HX-Retarget")).isEqualTo("#entry-" + emma);
        assertThat(answer.text().strip()).startsWith("<li id=\"entry-" + emma).contains("Paused", "autofocus");
    }

    @Test
    void what_is_no_status_or_rating_changes_nothing() {
        UUID emma = add("Emma", Status.WANT);

        for (Map<String, String> wrong : List.of(
                Map.of("status", "burnt"), Map.of("rating", "6"), Map.of("rating", "many"), Map.<String, String>of())) {
            assertThat(browser.submit("/shelf", quick(emma), wrong).status()).isEqualTo(422);
        }
        assertThat(shelf.entry(mary.id(), emma).version()).isEqualTo(1);
    }

    @Test
    void what_is_being_read_is_not_put_back_by_one_tap() {
        UUID emma = add("Emma", Status.READING);
        UUID persuasion = add("Persuasion", Status.READ);

        String page = browser.page("/shelf").text();

        assertThat(buttons(page, emma)).contains("value=\"paused\"").doesNotContain("value=\"want\"");
        assertThat(buttons(page, persuasion)).contains("value=\"want\"");
    }

    private String buttons(String page, UUID entry) {
        int start = page.indexOf("<li id=\"entry-" + entry);
        return page.substring(start, page.indexOf("</details>", start));
    }

    @Test
    void a_strangers_button_finds_nothing() {
        UUID emma = add("Emma", Status.WANT);
        var john = Readers.add(rows, "john");
        TestClient stranger = server.as(john);
        add(john.id(), "Ulysses", Status.WANT);

        assertThat(stranger.submit("/shelf", quick(emma), Map.of("status", "read"))
                        .status())
                .isEqualTo(404);
        assertThat(server.anonymous().page("/shelf").status()).isEqualTo(303);
    }

    @Test
    void covers_are_shown_until_the_list_is_asked_for() {
        add("Emma", Status.READ);

        assertThat(browser.page("/shelf").text()).doesNotContain("grid-of-covers");
        assertThat(browser.page("/shelf?view=covers&status=read").text())
                .contains("grid-of-covers", "href=\"/shelf?status=read&amp;view=list\"");
        assertThat(browser.page("/shelf").text()).contains("grid-of-covers");
        assertThat(browser.page("/shelf?view=nonsense").text()).contains("grid-of-covers");
        assertThat(browser.page("/shelf?view=list").text()).doesNotContain("grid-of-covers");
        assertThat(browser.page("/shelf").text()).doesNotContain("grid-of-covers");
    }

    @Test
    void a_book_without_a_picture_has_a_cover_drawn_from_its_title_and_author() {
        add("The Name of the Rose", Status.READ);

        assertThat(browser.page("/shelf").text())
                .contains("<span class=\"short\">NO</span>", "<b>The Name of the Rose</b>Jane Austen");
    }

    @Test
    void a_book_with_a_picture_shows_it_when_it_comes_into_sight() {
        add("Emma", Status.READ);
        String small = "a".repeat(64);
        String large = "b".repeat(64);
        for (String hash : List.of(small, large)) {
            rows.run("INSERT INTO blobs (name, size_bytes, media_type, stored_at) VALUES ('pictures/" + hash
                    + "', 9, 'image/jpeg', '2026-05-04T00:00:00.000000Z')");
        }
        UUID picture = UUID.randomUUID();
        rows.run("INSERT INTO pictures (id, large, small, width, height, source, created_at) VALUES ('" + picture
                + "', 'pictures/" + large + "', 'pictures/" + small
                + "', 600, 900, 'upload', '2026-05-04T00:00:00.000000Z')");
        rows.run("UPDATE books SET cover_id = '" + picture + "'");

        assertThat(browser.page("/shelf").text())
                .contains("src=\"/media/pictures/" + small + "\"", "/media/pictures/" + large + " 600w")
                .contains("width=\"120\" height=\"180\" loading=\"lazy\"")
                .doesNotContain("class=\"cover drawn");
    }

    @Test
    void a_page_leads_to_the_next_and_back_to_the_first() {
        for (int book = 0; book < 51; book++) {
            add("Book " + book, Status.WANT);
        }
        String first = browser.page("/shelf").text();
        String next = first.replaceFirst("(?s).*href=\"([^\"]*)\" role=\"button\" rel=\"next\".*", "$1");

        String last = browser.page(next.replace("&amp;", "&")).text();

        assertThat(first).doesNotContain("First page");
        assertThat(last).contains("First page").doesNotContain("rel=\"next\"");
        assertThat(last.split("<li id=\"entry-", -1)).hasSize(2);
    }

    @Test
    void days_are_written_as_the_reader_set_it_or_else_as_the_browser_asks() {
        add("Emma", Status.READ);
        var settled = new Caller(mary.id(), "mary", false, UUID.randomUUID(), Locale.GERMANY, ZoneOffset.UTC, null);

        assertThat(browser.page("/shelf").text()).contains("added 4 May 2026");
        assertThat(inFrench(browser)).contains("added 4 mai 2026");
        assertThat(inFrench(server.as(settled))).contains("hinzugefügt am 4. Mai 2026");
    }

    private static String inFrench(TestClient client) {
        return client.browse("GET", "/shelf", Map.of("Accept-Language", "fr-FR,fr;q=0.9"), new byte[0])
                .text();
    }

    @Test
    void home_shows_what_is_read_now_and_what_came_last() {
        add("Emma", Status.READING);
        add("Persuasion", Status.READ);

        assertThat(browser.page("/").text())
                .containsSubsequence("Reading now", "Emma", "Recently added", "Persuasion", "In numbers");
    }

    @Test
    void whatever_a_title_holds_is_text() {
        add("<script>alert(1)</script> \"&' %0A", Status.READ);

        assertThat(browser.page("/shelf").text())
                .contains("&lt;script>alert(1)&lt;/script>")
                .doesNotContain("<script>alert(1)");
    }
}
