package dev.colophon.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.journal.file.Samples;
import dev.colophon.lookup.ProviderServer;
import dev.colophon.lookup.ProviderServer.Reply;
import dev.colophon.testing.RunningColophon;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader does with a book, from looking it up to rating it. */
@Tag("browser")
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ReadBookInBrowserTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_book_is_looked_up_read_quoted_with_a_pdf_finished_and_rated(boolean javaScript) throws Exception {
        Path pdf = Files.write(folder.resolve("map of arrakis.pdf"), Samples.PDF);
        try (var providers = new ProviderServer();
                var colophon = RunningColophon.start(folder.resolve("data"), environment(providers));
                var browser = Browser.open(folder.resolve("profile"), colophon.port(), javaScript)) {
            String book = lookUp(browser, providers, javaScript);
            browser.click(".status button[value=reading]").awaitThere("button[value=reading][aria-pressed=true]");
            browser.type(".progress-form input[name=amount]", "210")
                    .click(".progress-form button")
                    .await("age 210");
            quote(browser, pdf);
            browser.go(book).click(".status button[value=read]").await("You have finished it");
            browser.click(".finished .stars-field label:nth-of-type(5)")
                    .click(".finished .quarters-field label:nth-of-type(3)")
                    .type(".finished textarea", "Sand, and what people make of it.")
                    .click(".finished button")
                    .await("Sand, and what people make of it.");

            assertThat(browser.find(".item-head .stars").getText()).isEqualTo("★★★★½");
            assertThat(browser.text()).contains("Fear is the mind-killer");
            assertThat(browser.go("/shelf?status=read").text()).contains("Frank Herbert");
            if (javaScript) {
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }

    private Map<String, String> environment(ProviderServer providers) {
        return Map.of(
                "LOOKUP_TEST_URL", providers.address().toString(),
                "OPEN_LIBRARY_CONTACT", "admin@books.example",
                "UPLOAD_DIR", folder.resolve("uploads").toString());
    }

    private static String lookUp(Browser browser, ProviderServer providers, boolean javaScript) {
        providers
                .when(ProviderServer.SEARCH, "", Reply.recorded(200, "open-library-search.json"))
                .when(ProviderServer.BOOKS, "jscmd=data", Reply.recorded(200, "open-library-data.json"));
        Visitor.signUp(browser);
        browser.go("/shelf/new").type("#words", "dune herbert");
        if (!javaScript) {
            browser.click(".find button");
        }
        browser.await("2 books found.")
                .click(".found li:first-child form button")
                .awaitPath("/shelf/")
                .await("Frank Herbert");
        return browser.path();
    }

    private static void quote(Browser browser, Path pdf) {
        browser.click(".note-add summary")
                .click(".note-add input[value=quote]")
                .type(".note-add textarea", "Fear is the mind-killer.")
                .type(".note-add input[name=position]", "8")
                .click(".note-add button")
                .await("Page 8");
        browser.click("article.note a[href$='#files']").await("Attach it");
        browser.attach("input[type=file]", pdf).click("form[enctype] button").await("map of arrakis.pdf");
    }
}
