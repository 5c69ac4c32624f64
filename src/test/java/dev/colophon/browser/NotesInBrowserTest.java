package dev.colophon.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.journal.file.Samples;
import dev.colophon.testing.RunningColophon;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A quote with a file, from writing it down to finding it again. */
@Tag("browser")
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class NotesInBrowserTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_quote_with_a_file_is_written_down_and_found(boolean javaScript) throws Exception {
        Path uploads = folder.resolve("uploads");
        Path pdf = Files.write(folder.resolve("a map.pdf"), Samples.PDF);
        try (var colophon = RunningColophon.start(folder.resolve("data"), Map.of("UPLOAD_DIR", uploads.toString()));
                var browser = Browser.open(folder.resolve("profile"), colophon.port(), javaScript)) {
            addBook(browser);
            browser.click(".note-add summary")
                    .click(".note-add input[value=quote]")
                    .type(".note-add textarea", "It *darted* through her,\nwith the **speed** of an arrow")
                    .type(".note-add input[name=position]", "408")
                    .click(".note-add button")
                    .await("Page 408");
            assertThat(browser.find("article.note blockquote em").getText()).isEqualTo("darted");
            browser.screenshot("notes-" + javaScript);

            browser.click("article.note a[href$='#files']").await("Attach it");
            browser.attach("input[type=file]", pdf)
                    .click("form[enctype] button")
                    .await("a map.pdf");
            browser.screenshot("note-" + javaScript);
            assertThat(browser.count("a[href^='/attachments/'][download]")).isEqualTo(1);

            browser.go("/notes").type("input[name=q]", "arrow SPEED");
            if (!javaScript) {
                browser.click("main form button");
            }
            browser.await("a map.pdf");
            browser.type("input[name=q]", "absent");
            if (!javaScript) {
                browser.click("main form button");
            }
            browser.await("Fewer words find more");
            if (javaScript) {
                assertThat(browser.complaints()).isEmpty();
                demandThatAxeFindsNothing(browser);
                demandThatItFitsAPhone(browser);
            }
        }
    }

    private static void addBook(Browser browser) {
        browser.go("/sign-up")
                .type("input[name=username]", "ada")
                .type("input[name=password]", "a quiet evening with a book")
                .click("main form button")
                .await("Your shelf is empty");
        browser.go("/shelf/new")
                .click(".by-hand summary")
                .type(".by-hand input[name=title]", "Emma")
                .click(".by-hand button")
                .await("Notes and quotes");
    }

    private static void demandThatAxeFindsNothing(Browser browser) throws Exception {
        String book = browser.go("/notes").find("h2.note-book a").getDomAttribute("href");
        String note = browser.find("article.note a[href^='/notes/']").getDomAttribute("href");
        for (String path : List.of("/notes", book, note)) {
            browser.go(path);
            assertThat(browser.violations()).as(path).isEmpty();
        }
    }

    private static void demandThatItFitsAPhone(Browser browser) throws Exception {
        browser.viewport(390);
        String book = browser.go("/notes").find("h2.note-book a").getDomAttribute("href");
        for (String path : List.of("/notes", book)) {
            browser.go(path);
            browser.screenshot("notes-phone" + path.replaceAll("[^a-z]+.*", ""));
            assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
                    .as(path)
                    .isLessThanOrEqualTo(390);
        }
        browser.dark().screenshot("notes-dark");
    }
}
