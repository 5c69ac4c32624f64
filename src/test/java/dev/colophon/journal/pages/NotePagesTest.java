package dev.colophon.journal.pages;

import static dev.colophon.journal.JournalApi.NOTES;
import static dev.colophon.journal.JournalApi.ofEntry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.journal.JournalApi;
import dev.colophon.testing.Answer;
import dev.colophon.testing.OnSqlite;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.web.session.Caller;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Notes on pages, without any script. */
@OnSqlite
@Timeout(120)
class NotePagesTest {
    private JournalApi api;
    private String entry;
    private String book;

    @BeforeEach
    void start(TestDatabase lent) {
        api = new JournalApi(lent);
        entry = api.entry("Emma");
        book = "/shelf/" + entry;
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private Document page(String path) {
        Answer answer = api.mary.page(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return Jsoup.parse(answer.text());
    }

    private JsonNode only() {
        JsonNode items = api.mary.get(ofEntry(entry)).json().path("items");
        assertThat(items.size()).isEqualTo(1);
        return items.path(0);
    }

    @Test
    void a_quote_is_written_down_on_the_page_of_its_book() {
        assertThat(page(book).select("#notes").text()).contains("Nothing yet");

        Answer sent = api.mary.submit(
                book,
                book + "/notes",
                Map.of("kind", "quote", "body", "It *darted*\r\nthrough her", "position", "408"));

        String id = only().path("id").asText();
        assertThat(sent.status()).isEqualTo(303);
        assertThat(sent.header("Location")).isEqualTo(book + "#note-" + id);
        Element quote = page(book).expectFirst("#note-" + id);
        assertThat(api.mary.page(book).text()).contains("<p>It <em>darted</em><br>through her</p>");
        assertThat(quote.select("blockquote em").text()).isEqualTo("darted");
        assertThat(quote.text()).contains("Page 408", "14 March 2026");
        assertThat(quote.select("a[href=/notes/" + id + "]")).hasSize(1);
    }

    @Test
    void an_empty_note_is_refused_and_what_was_typed_stays() {
        Answer sent = api.mary.submit(book, book + "/notes", Map.of("kind", "quote", "body", " ", "position", "x<y"));

        assertThat(sent.status()).isEqualTo(422);
        Document page = Jsoup.parse(sent.text());
        assertThat(page.select("[role=alert]").text()).contains("Something must be written");
        assertThat(page.select("input[name=position]").val()).isEqualTo("x<y");
        assertThat(page.select("input[name=kind][checked]").val()).isEqualTo("quote");
        assertThat(page.select("form[action=" + book + "/notes]")).hasSize(1);
        assertThat(api.mary.get(ofEntry(entry)).json().path("items")).isEmpty();
    }

    @Test
    void a_note_is_changed_on_a_page_of_its_own() {
        String path = "/notes/" + api.note(entry, "Badly <b>done");
        Document form = page(path);
        assertThat(form.select("textarea[name=body]").val()).isEqualTo("Badly <b>done");

        Answer sent = api.mary.submit(
                path, path, Map.of("version", "1", "kind", "quote", "body", "Well done", "visibility", "private"));

        assertThat(sent.status()).isEqualTo(303);
        assertThat(only().path("body").asText()).isEqualTo("Well done");
        assertThat(only().path("kind").asText()).isEqualTo("quote");
        assertThat(only().path("visibility").asText()).isEqualTo("private");
    }

    @Test
    void edits_of_two_tabs_meet_and_both_texts_are_kept() {
        String path = "/notes/" + api.note(entry, "first");
        api.mary.submit(path, path, Map.of("version", "1", "body", "from the other tab"));

        Answer sent = api.mary.submit(path, path, Map.of("version", "1", "body", "from this tab"));

        assertThat(sent.status()).isEqualTo(409);
        Document page = Jsoup.parse(sent.text());
        assertThat(page.select("article.note").text()).contains("from the other tab");
        assertThat(page.select("textarea[name=body]").val()).isEqualTo("from this tab");
        assertThat(only().path("body").asText()).isEqualTo("from the other tab");
        String version = page.select("input[name=version]").val();
        assertThat(api.mary
                        .submit(path, path, Map.of("version", version, "body", "from both"))
                        .status())
                .isEqualTo(303);
        assertThat(only().path("body").asText()).isEqualTo("from both");
    }

    @Test
    void a_note_is_removed_on_its_page() {
        String path = "/notes/" + api.note(entry, "x");

        Answer sent = api.mary.submit(path, path + "/remove", Map.of());

        assertThat(sent.header("Location")).isEqualTo(book + "#notes");
        assertThat(api.mary.page(path).status()).isEqualTo(404);
    }

    @Test
    void a_stranger_finds_no_page_and_changes_nothing() {
        String path = "/notes/" + api.note(entry, "secret");
        for (TestClient stranger : List.of(api.john, api.admin)) {
            String token = stranger.formToken("/notes");
            Map<String, String> fields = Map.of("form_token", token, "body", "mine");
            assertThat(stranger.page(path).status()).isEqualTo(404);
            assertThat(stranger.page(book + "/notes").status()).isEqualTo(404);
            for (String action : List.of(path, path + "/remove", book + "/notes")) {
                assertThat(stranger.form(action, fields).status()).as(action).isEqualTo(404);
            }
            assertThat(stranger.form(book + "/notes", Map.of("form_token", token, "body", ""))
                            .status())
                    .isEqualTo(404);
            assertThat(stranger.page("/notes").text()).doesNotContain("secret");
        }
        assertThat(only().path("body").asText()).isEqualTo("secret");
        assertThat(api.server.anonymous().page("/notes").header("Location")).startsWith("/sign-in");
    }

    @Test
    void forms_without_the_token_change_nothing() {
        String path = "/notes/" + api.note(entry, "x");

        for (String action : List.of(path, path + "/remove", book + "/notes")) {
            assertThat(api.mary.form(action, Map.of("body", "y")).status()).isEqualTo(403);
        }
        assertThat(only().path("body").asText()).isEqualTo("x");
    }

    @Test
    void all_notes_are_searched_over_all_books() {
        api.note(entry, "virtue & vice");
        String other = api.entry("Persuasion & more");
        api.note(other, "half agony, half hope");

        assertThat(page("/notes").select("article.note")).hasSize(2);
        api.note(other, "half hope again");
        assertThat(page("/notes").select("h2.note-book").eachText()).containsExactly("Persuasion & more", "Emma");
        Document found = page("/notes?q=AGONY+hope&kind=note");
        assertThat(found.select("article.note").text()).contains("half agony");
        assertThat(found.select("article.note")).hasSize(1);
        assertThat(found.select("h2 a[href=/shelf/" + other + "#notes]").text()).isEqualTo("Persuasion & more");
        assertThat(found.select("input[name=q]").val()).isEqualTo("AGONY hope");
        assertThat(page("/notes?q=agony&kind=quote").select(".empty").text()).contains("Fewer words");
        assertThat(page("/notes?kind=nonsense").select("article.note")).hasSize(3);
    }

    @Test
    void a_search_that_is_too_long_is_refused_in_words() {
        Answer answer = api.mary.page("/notes?q=" + "a".repeat(300));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(Jsoup.parse(answer.text()).select("[role=alert]").text()).contains("At most 200 characters");
    }

    @Test
    void long_lists_are_leafed_through() {
        for (int number = 0; number < 23; number++) {
            api.note(entry, "thought " + number);
        }

        Document first = page("/notes?q=thought");
        assertThat(first.select("article.note")).hasSize(20);
        Document second = page(first.select("a[rel=next]").attr("href"));
        assertThat(second.select("article.note")).hasSize(3);
        assertThat(page(second.select(".pager a").attr("href")).select("article.note"))
                .hasSize(20);

        assertThat(page(book).select("article.note")).hasSize(10);
        Document all = page(page(book).select("#notes a[href$=/notes]").attr("href"));
        assertThat(all.select("article.note")).hasSize(20);
        assertThat(page(all.select("a[rel=next]").attr("href")).select("article.note"))
                .hasSize(3);
    }

    @Test
    void a_long_text_is_folded_behind_its_beginning() {
        String id = api.note(entry, "**So** it begins 😀" + "😀".repeat(800) + "\n\nand ends");

        Element note = page(book).expectFirst("#note-" + id);

        assertThat(note.select("details > summary").text())
                .startsWith("So it begins 😀")
                .endsWith("😀…");
        assertThat(note.select("details").text()).endsWith("and ends");
        assertThat(page("/notes/" + api.note(entry, "short")).select(".note details"))
                .isEmpty();
    }

    @Test
    void no_text_of_a_note_becomes_a_part_of_the_page() {
        String evil = "<script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1))";
        String id = api.note(entry, evil);
        api.mary.json("PATCH", NOTES + "/" + id, "{\"position\": \"\\\"><script>alert(1)</script>\"}");

        for (String path : List.of(book, "/notes", "/notes?q=%22%3E%3Cscript%3E", "/notes/" + id, book + "/notes")) {
            Document page = page(path);
            assertThat(page.select("script:not([src])")).as(path).isEmpty();
            assertThat(page.select("main img, [onerror], a[href^=javascript]"))
                    .as(path)
                    .isEmpty();
        }
    }

    private static String read(TestClient reader, String path, String language) {
        Map<String, String> headers = Map.of("Accept", "text/html", "Accept-Language", language);
        return Jsoup.parse(reader.browse("GET", path, headers, new byte[0]).text())
                .text();
    }

    @Test
    void pages_speak_german_to_whoever_reads_it() {
        String path = "/notes/" + api.note(entry, "half hope");
        api.mary.json("PATCH", "/api/v1" + path, "{\"position\": \"408\"}");

        assertThat(read(api.mary, book, "de"))
                .contains("Notizen und Zitate", "Seite 408 · 14. März 2026", "Etwas aufschreiben");
        assertThat(read(api.mary, path, "de-AT"))
                .contains("Notiz ändern", "Wer sie sehen darf", "Datei anhängen PDF, Bild");
        assertThat(read(api.mary, "/notes?kind=quote", "de")).contains("In keiner deiner Notizen kommt das alles vor.");
        assertThat(read(api.mary, "/notes", "fr, de")).contains("Your notes and quotes");
    }

    @Test
    void what_a_reader_has_set_goes_before_what_the_browser_asks_for() {
        Caller mary = api.maryCaller;
        var set = new Caller(mary.id(), mary.username(), false, mary.tokenId(), Locale.GERMANY, null, null);

        assertThat(read(api.server.as(set), "/notes", "en")).contains("Deine Notizen und Zitate");
    }
}
