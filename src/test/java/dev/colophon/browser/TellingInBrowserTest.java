package dev.colophon.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.testing.RemoteReader;
import dev.colophon.testing.RunningColophon;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What scripts tell while a page is open: the words are the server's, in the reader's language. */
@Tag("browser")
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class TellingInBrowserTest {
    /** The feed looks for news in half of this time. */
    private static final Map<String, String> QUICK = Map.of("REQUEST_TIMEOUT_SECONDS", "4");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"en-GB, 3 new, Copied", "de-DE, 3 neue Einträge, Kopiert"})
    void news_and_a_copied_link_are_told_in_the_readers_language(String locale, String news, String copied)
            throws Exception {
        try (var colophon = RunningColophon.start(folder.resolve("data"), QUICK);
                var browser = Browser.open(folder.resolve("profile"), colophon.port(), true);
                var ben = new RemoteReader(colophon.port(), "ben")) {
            Visitor.signUp(browser);
            Visitor.choose(browser, locale);
            Visitor.change(folder.resolve("data"), "UPDATE users SET visibility = 'public'");
            browser.go("/@ben").click("button[value=follow]").awaitThere("button[value=unfollow]");

            browser.go("/feed");
            for (String title : new String[] {"Emma", "Persuasion", "Sanditon"}) {
                ben.post("/api/v1/library", Map.of("book", Map.of("title", title), "status", "reading"));
            }
            browser.await(news);
            assertThat(browser.find("#news a").getText()).isEqualTo(news);

            browser.go("/statistics/2026/review").click("#share button").awaitThere("#share-link");
            browser.click("[data-copies]").await(copied);
            assertThat(browser.find(".copy [role=status]").getText()).isEqualTo(copied);
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
