package dev.colophon.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.testing.RunningColophon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** German words are long: every page on the narrowest screen, and nothing of it in English. */
@Tag("browser")
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class GermanInBrowserTest {
    /** CSS pixels, as many as a laptop has when its pages are magnified four times (WCAG 1.4.10). */
    private static final int NARROWEST = 320;

    /** What no route has, knows no reader. */
    private static final String NOWHERE = "/nowhere";

    @TempDir
    private Path folder;

    private RunningColophon colophon;
    private Browser browser;
    private EnglishWords english;

    @BeforeEach
    void open() throws IOException {
        english = new EnglishWords();
        colophon = RunningColophon.start(
                folder.resolve("data"), Map.of("OIDC_ISSUER", "http://localhost:9", "OIDC_CLIENT_ID", "colophon"));
        browser = Browser.open(folder.resolve("profile"), colophon.port(), true);
    }

    @AfterEach
    void close() {
        browser.close();
        colophon.close();
    }

    @Test
    void every_page_is_in_german_and_fits_the_narrowest_screen() throws Exception {
        Visitor.signUp(browser);
        Visitor.importLibrary(browser);
        String imported = browser.path();
        Visitor.makeAdmin(folder.resolve("data"));
        Visitor.choose(browser, "de-DE");
        List<String> pages = new ArrayList<>(LooksInBrowserTest.PAGES);
        pages.remove(NOWHERE);
        pages.addAll(List.of(imported, "/shelf/new?q=middlemarch", "/books/duplicates", "/books/merges"));
        pages.addAll(aboutOneBook());
        pages.addAll(aboutProgress());
        pages.addAll(aboutOneYear());
        pages.add(found("/admin/readers", "main a[href^='/admin/readers/']"));
        pages.addAll(List.of("/", "/journal", "/notes", "/people", "/@ada", "/@ada/journal"));
        browser.viewport(NARROWEST);
        for (String page : pages) {
            browser.go(page);
            assertGerman(page);
        }
    }

    @Test
    void whoever_is_not_signed_in_reads_the_language_that_the_browser_asks_for() throws Exception {
        browser.viewport(NARROWEST).speaking("de-AT,de;q=0.9,en;q=0.5");
        for (String page : List.of("/", "/sign-in", "/sign-up", NOWHERE)) {
            browser.go(page);
            assertGerman(page);
        }
        browser.go("/sign-in")
                .type("input[name=username]", "ada")
                .type("input[name=password]", "not the password")
                .click("main form button")
                .awaitThere(".error");
        assertGerman("a refusal");
    }

    /** On the shelf and in the catalogue, with a note. */
    private List<String> aboutOneBook() {
        String book = found("/shelf?q=middlemarch&view=list", ".books .title");
        browser.go(book).run("document.querySelector('.note-add').open = true");
        browser.type(".note-add textarea", "Wohl wahr.")
                .click(".note-add button")
                .awaitThere("article.note");
        String note = link("article.note a[href^='/notes/']").replaceFirst("#.*", "");
        String author = link("main a[href^='/authors/']");
        String cover = link("main a[href^='/books/'][href$='/cover']");
        String catalogued = cover.substring(0, cover.lastIndexOf('/'));
        String inSeries = found("/shelf?q=dispossessed&view=list", ".books .title");
        String series = found(inSeries, "main a[href^='/series/']");
        return List.of(
                book, note, author, series, cover, catalogued, catalogued + "/edit", catalogued + "/merge", inSeries);
    }

    private List<String> aboutProgress() {
        String book = found("/shelf?status=reading&view=list", ".books .title");
        browser.go(book)
                .type("input[name=amount]", "12")
                .click(".progress-form button")
                .awaitThere("a[href*='/history/']");
        String line = link("a[href*='/history/']");
        String read = browser.find("input[name=read]").getDomAttribute("value");
        return List.of(book, line, line.substring(0, line.lastIndexOf('/')) + "?read=" + read);
    }

    /** With a goal and a link to share. */
    private List<String> aboutOneYear() {
        String year = found("/statistics", ".tabs a:nth-child(3)");
        browser.go(year).click("#goals summary").type("#goals input[name=books]", "12");
        browser.click("#goals button").awaitThere(".goals progress");
        browser.go(year + "/review").click("#share button").awaitThere("#share-link");
        return List.of(year, year + "/review", link("#share-link"));
    }

    private String found(String page, String css) {
        browser.go(page);
        return link(css);
    }

    private String link(String css) {
        return browser.find(css).getDomAttribute("href");
    }

    /** The page as it is, with all that is folded away on it. */
    private void assertGerman(String page) throws IOException {
        browser.run("document.querySelectorAll('details:not(.menu)').forEach(one => one.open = true)");
        assertThat(browser.run("return document.documentElement.lang")).as(page).isEqualTo("de");
        assertThat(english.on(browser)).as(page).isEmpty();
        assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
                .as(page + " is not wider than the screen")
                .isLessThanOrEqualTo(NARROWEST);
        assertThat(browser.violations()).as(page).isEmpty();
    }
}
