package dev.colophon.journal.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.journal.JournalApi;
import dev.colophon.journal.file.Samples;
import dev.colophon.testing.Answer;
import dev.colophon.testing.OnSqlite;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.web.page.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files on notes, in a browser without any script. */
@OnSqlite
@Timeout(120)
class AttachmentPagesTest {
    private JournalApi api;
    private String book;
    private String note;

    @BeforeEach
    void start(TestDatabase lent) {
        api = new JournalApi(lent);
        String entry = api.entry("Emma");
        book = "/shelf/" + entry;
        note = "/notes/" + api.note(entry, "Badly done");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private Answer attach(TestClient who, String fileName, byte[] content) {
        Map<String, String> fields = Map.of("form_token", who.formToken("/notes"));
        return who.upload(note + "/attachments", fields, fileName, content);
    }

    private Document page(String path) {
        return Jsoup.parse(api.mary.page(path).text());
    }

    @Test
    void a_file_is_attached_shown_as_a_link_downloaded_and_removed() {
        Answer sent = attach(api.mary, "a <b> map.pdf", Samples.PDF);

        assertThat(sent.status()).isEqualTo(303);
        assertThat(sent.header("Location")).isEqualTo(note + "#files");
        for (String path : List.of(note, book, "/notes")) {
            assertThat(page(path).select("a[href^=/attachments/]").text())
                    .as(path)
                    .isEqualTo("a <b> map.pdf");
        }
        String link = page(note).select("a[href^=/attachments/]").attr("href");
        Answer file = api.mary.page(link);
        assertThat(file.body()).isEqualTo(Samples.PDF);
        assertThat(file.header("Content-Disposition")).startsWith("attachment");
        assertThat(file.header("Content-Security-Policy")).endsWith("sandbox");
        assertThat(api.mary.submit(note, link + "/remove", Map.of()).header("Location"))
                .isEqualTo(note + "#files");
        assertThat(page(note).select("a[href^=/attachments/]")).isEmpty();
        assertThat(api.mary.page(link).status()).isEqualTo(404);
    }

    @Test
    void what_cannot_be_attached_is_told_on_the_page() {
        for (Answer answer : List.of(
                attach(api.mary, "a.pdf", Samples.latin("PK\u0003\u0004\0")),
                attach(api.mary, "", new byte[0]),
                attach(api.mary, "a.txt", new byte[0]))) {
            assertThat(answer.status()).isEqualTo(422);
            Document page = Jsoup.parse(answer.text());
            assertThat(page.select("[role=alert]").text()).isNotEmpty();
            assertThat(page.select("textarea").val()).isEqualTo("Badly done");
        }
        Answer large = attach(api.mary, "a.txt", Samples.latin("x".repeat(2_000)));
        assertThat(large.status()).isEqualTo(413);
        assertThat(Jsoup.parse(large.text()).select("[role=alert]").text()).contains("1024 bytes");
        assertThat(api.stored()).isEmpty();
    }

    @Test
    void without_the_token_or_the_right_nothing_happens() {
        assertThat(api.mary
                        .upload(note + "/attachments", Map.of(), "a.txt", Samples.TEXT)
                        .status())
                .isEqualTo(403);
        attach(api.mary, "a.txt", Samples.TEXT);
        String link = page(note).select("a[href^=/attachments/]").attr("href");
        assertThat(api.mary.form(link + "/remove", Map.of()).status()).isEqualTo(403);
        for (TestClient stranger : List.of(api.john, api.admin)) {
            assertThat(attach(stranger, "b.txt", Samples.TEXT).status()).isEqualTo(404);
            assertThat(stranger.page(link).status()).isEqualTo(404);
            assertThat(stranger.submit("/notes", link + "/remove", Map.of()).status())
                    .isEqualTo(404);
        }
        assertThat(page(note).select("a[href^=/attachments/]")).hasSize(1);
    }

    @Test
    void sizes_are_told_in_units_that_people_read() {
        assertThat(size(999, Locale.ENGLISH)).isEqualTo("999 bytes");
        assertThat(size(1_001, Locale.ENGLISH)).isEqualTo("2 kB");
        assertThat(size(10_485_760, Locale.ENGLISH)).isEqualTo("10.5 MB");
        assertThat(size(10_485_760, Locale.GERMAN)).isEqualTo("10,5 MB");
    }

    private static String size(long bytes, Locale language) {
        return new FileLink(UUID.randomUUID(), "map.pdf", bytes).size(Texts.of(language));
    }
}
