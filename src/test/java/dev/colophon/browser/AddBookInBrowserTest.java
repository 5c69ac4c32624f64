package dev.colophon.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.lookup.ProviderServer;
import dev.colophon.lookup.ProviderServer.Reply;
import dev.colophon.testing.RunningColophon;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reader looks a book up in a real browser. */
@Tag("browser")
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class AddBookInBrowserTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_book_is_found_and_added_with_and_without_javascript(boolean javaScript) throws Exception {
        try (var providers = new ProviderServer();
                var colophon = RunningColophon.start(
                        folder.resolve("data"),
                        Map.of(
                                "LOOKUP_TEST_URL",
                                providers.address().toString(),
                                "OPEN_LIBRARY_CONTACT",
                                "admin@books.example"));
                var browser = Browser.open(folder.resolve("profile"), colophon.port(), javaScript)) {
            providers
                    .when(ProviderServer.SEARCH, "", Reply.recorded(200, "open-library-search.json"))
                    .when(ProviderServer.BOOKS, "jscmd=data", Reply.recorded(200, "open-library-data.json"));
            browser.go("/sign-up")
                    .type("input[name=username]", "ada")
                    .type("input[name=password]", "a quiet evening with a book")
                    .click("main form button")
                    .await("Your shelf is empty");

            browser.go("/shelf/new").type("#words", "dune herbert");
            if (!javaScript) {
                browser.click(".find button");
            }
            browser.await("2 books found.");
            browser.screenshot("add-found-" + javaScript);
            if (javaScript) {
                assertThat(browser.violations()).isEmpty();
            }
            assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo((Long) browser.run("return window.innerWidth"));
            browser.click(".found li:first-child form button").awaitPath("/shelf/");
            browser.await("Frank Herbert");

            browser.go("/shelf/new?q=dune").await("On your shelf");
            browser.viewport(390);
            browser.screenshot("add-phone-" + javaScript);
            if (javaScript) {
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }
}
