package dev.colophon.catalogue.care;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookDraft.Contributor;
import dev.colophon.catalogue.BookDraft.Role;
import dev.colophon.catalogue.BookDraft.SeriesPosition;
import dev.colophon.catalogue.Catalogue;
import dev.colophon.catalogue.Drafts;
import dev.colophon.catalogue.Readers;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.shelf.union.ShelfUnion;
import dev.colophon.testing.Answer;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestServer;
import dev.colophon.web.session.Caller;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pages on which books are edited, compared and merged, without any script. */
@Timeout(60)
class CarePagesTest {
    private final TestDatabase rows = TestDatabase.create(Engine.SQLITE);
    private final Clock clock = Clock.systemUTC();
    private final Catalogue catalogue = new Catalogue(rows.database(), clock);
    private final Duplicates duplicates = new Duplicates(rows.database());
    private final BookMerges merges = new BookMerges(rows.database(), clock, new ShelfUnion(clock, List.of()));
    private final Caller mary = Readers.add(rows, "mary");
    private final Caller john = Readers.add(rows, "john");
    private final Caller admin = Readers.add(rows, "admin", true);
    private final TestServer server =
            TestServer.of(new EditPages(catalogue), new MergePages(catalogue, merges, duplicates));

    @AfterEach
    void close() {
        server.close();
        rows.close();
    }

    private UUID book(BookDraft draft) {
        return catalogue.add(mary, draft).book().id();
    }

    private static BookDraft full() {
        return BookDraft.titled("A | B", facts -> {
            facts.subtitle = "<b>";
            facts.contributors =
                    List.of(new Contributor("Ann | Co", Role.AUTHOR), new Contributor("Bob", Role.TRANSLATOR));
            facts.series = List.of(new SeriesPosition("One | Two", null), new SeriesPosition("Three", "1-3"));
            facts.isbn13 = "9780306406157";
            facts.isbn10 = "0306406152";
            facts.identifiers = Map.of("goodreads", "1 | 2");
            facts.publisher = "Ace";
            facts.publishedOn = "1969-03";
            facts.originalYear = -800;
            facts.pageCount = 304;
            facts.durationSeconds = 34_501;
            facts.language = "en";
            facts.description = "Two\nlines";
        });
    }

    /** The fields of the form as a browser would send them. */
    private static Map<String, String> fields(String page) {
        Map<String, String> fields = new HashMap<>();
        Matcher input = Pattern.compile("<input (?:type=\"hidden\" )?name=\"(\\w+)\" value=\"([^\"]*)\"")
                .matcher(page);
        while (input.find()) {
            fields.putIfAbsent(input.group(1), unescaped(input.group(2)));
        }
        Matcher area =
                Pattern.compile("<textarea name=\"(\\w+)\"[^>]*>([^<]*)<").matcher(page);
        while (area.find()) {
            fields.put(area.group(1), unescaped(area.group(2)));
        }
        fields.remove("form_token");
        return fields;
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&amp;", "&");
    }

    @Test
    void a_form_that_is_sent_as_it_came_changes_nothing() {
        UUID id = book(full());
        TestClient browser = server.as(mary);
        String path = "/books/" + id + "/edit";

        Answer answer = browser.submit(path, path, fields(browser.page(path).text()));

        assertThat(answer.status()).as(answer.text()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/books/" + id);
        assertThat(catalogue.changeable(mary, id).version()).isEqualTo(1);
    }

    @Test
    void every_fact_can_be_changed() {
        UUID id = book(Drafts.book("Old", "Somebody"));
        TestClient browser = server.as(mary);
        String path = "/books/" + id + "/edit";
        Map<String, String> fields = new HashMap<>(BookForm.of(full()));
        fields.put("version", "1");

        assertThat(browser.submit(path, path, fields).status()).isEqualTo(303);

        assertThat(catalogue.changeable(mary, id).facts()).isEqualTo(full());
    }

    @Test
    void what_is_wrong_is_told_and_what_was_typed_is_there_still() {
        UUID id = book(full());
        TestClient browser = server.as(mary);
        String path = "/books/" + id + "/edit";
        for (Map.Entry<String, String> wrong : Map.of(
                        "title", "",
                        "isbn", "123",
                        "page_count", "many",
                        "duration", "9h",
                        "contributors", "Bob | thief",
                        "identifiers", "goodreads",
                        "published_on", "soon")
                .entrySet()) {
            Map<String, String> fields = new HashMap<>(fields(browser.page(path).text()));
            fields.put(wrong.getKey(), wrong.getValue());
            fields.put("subtitle", "typed");

            Answer answer = browser.submit(path, path, fields);

            assertThat(answer.status()).as(wrong.getKey()).isEqualTo(422);
            assertThat(answer.text()).contains("value=\"typed\"", "role=\"alert\"");
        }
        assertThat(catalogue.changeable(mary, id).version()).isEqualTo(1);
    }

    @Test
    void two_tabs_meet_and_both_texts_are_there() {
        UUID id = book(Drafts.book("Old", "Somebody"));
        TestClient browser = server.as(mary);
        String path = "/books/" + id + "/edit";
        Map<String, String> first = fields(browser.page(path).text());
        Map<String, String> second = new HashMap<>(first);
        first.put("description", "Of the first");
        second.put("description", "Of the second");
        browser.submit(path, path, first);

        Answer meeting = browser.submit(path, path, second);

        assertThat(meeting.status()).isEqualTo(409);
        assertThat(meeting.text()).contains(">Of the second</textarea>", "Of the first");
        assertThat(catalogue.changeable(mary, id).facts().description()).isEqualTo("Of the first");
        browser.submit(path, path, fields(meeting.text()));
        assertThat(catalogue.changeable(mary, id).facts().description()).isEqualTo("Of the second");
    }

    @Test
    void a_book_goes_only_when_nobody_has_it() {
        UUID id = book(full());

        UUID johns = catalogue.add(john, Drafts.book("x", "y")).book().id();
        Answer strangers = server.as(john).submit("/books/" + johns + "/edit", "/books/" + id + "/remove", Map.of());

        assertThat(strangers.status()).isEqualTo(403);
        TestClient browser = server.as(mary);
        assertThat(browser.submit("/books/" + id + "/edit", "/books/" + id + "/remove", Map.of())
                        .status())
                .isEqualTo(303);
        assertThat(browser.page("/books/" + id + "/edit").status()).isEqualTo(404);
    }

    @Test
    void an_admin_compares_merges_and_takes_it_back() {
        UUID keep = book(Drafts.book("Emma", "Jane Austen"));
        UUID remove = book(Drafts.book("EMMA", "Jane Austen", null, Map.of("goodreads", "1"))
                .with(facts -> facts.publisher = "Penguin"));
        TestClient browser = server.as(admin);
        String path = "/books/" + keep + "/merge";

        assertThat(browser.page("/books/duplicates").text()).contains(path, "/books/" + remove + "/merge");
        assertThat(browser.page(path).text()).contains(path + "?with=" + remove);
        String comparison = browser.page(path + "?with=" + remove).text();
        assertThat(comparison)
                .containsSubsequence("publisher", "Penguin", "Penguin")
                .contains("EMMA", "goodreads | 1");
        Answer merged = browser.submit(path + "?with=" + remove, path, fields(comparison));
        assertThat(merged.header("Location")).isEqualTo("/books/merges");
        String list = browser.page("/books/merges").text();
        Matcher undo = Pattern.compile("action=\"(/books/merges/[^\"]+/undo)\"").matcher(list);
        assertThat(undo.find()).isTrue();
        assertThat(catalogue.changeable(admin, keep).facts().publisher()).isEqualTo("Penguin");
        assertThat(browser.submit("/books/merges", undo.group(1), Map.of()).status())
                .isEqualTo(303);
        assertThat(catalogue.changeable(admin, remove).facts().title()).isEqualTo("EMMA");
        assertThat(browser.page("/books/merges").text()).contains("undone");
    }

    @Test
    void the_pages_speak_german_to_who_reads_german() {
        UUID keep = book(full());
        UUID remove = book(Drafts.book("EMMA", "Jane Austen"));
        TestClient browser = server.as(admin);

        assertThat(browser.page("/books/" + keep + "/edit", "de").text())
                .contains("Buch bearbeiten", "Erstmals erschienen", "<small class=\"quiet\">etwa en</small>");
        assertThat(browser.page("/books/" + keep + "/merge", "de").text())
                .contains("Welches Buch ist dasselbe wie <b>A | B</b>?");
        assertThat(browser.page("/books/" + keep + "/merge?with=" + remove, "de")
                        .text())
                .contains(
                        "<th scope=\"row\">Verlag</th>",
                        "Das lässt sich <a href=\"/books/merges\">rückgängig machen</a>.");
        assertThat(browser.page("/books/duplicates", "de").text()).contains("Bücher, die vielleicht doppelt sind");
        assertThat(browser.page("/books/merges", "de").text()).contains("Es wurden keine Bücher zusammengeführt.");
    }

    @Test
    void nobody_else_gets_there() {
        UUID id = book(full());
        for (String page : List.of("/edit", "/merge")) {
            String path = "/books/" + id + page;
            assertThat(server.as(john).page(path).status()).as(page).isEqualTo(403);
            assertThat(server.anonymous().page(path).header("Location")).startsWith("/sign-in");
            assertThat(server.as(admin)
                            .page("/books/" + UUID.randomUUID() + page)
                            .status())
                    .isEqualTo(404);
        }
        for (String page : List.of("/books/merges", "/books/duplicates")) {
            assertThat(server.as(mary).page(page).status()).isEqualTo(403);
            assertThat(server.anonymous().page(page).header("Location")).startsWith("/sign-in");
        }
        assertThat(server.as(admin).page("/books/" + id + "/merge?with=x").status())
                .isEqualTo(400);
    }
}
