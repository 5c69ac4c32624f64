package dev.colophon.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.testing.RunningColophon;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pages that are seen less often: those that care for books and notes, and those that tell of a failure. */
@Tag("browser")
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class CareInBrowserTest {
    /** What is pressed and is lower than a thumb needs; a chip has a rim that belongs to it, a link stands in text. */
    private static final String LOW = """
            const controls = 'main :is(button, select, textarea, summary:not(.chip), input:not([type=hidden]))';
            return [...document.querySelectorAll(controls)]
                .map(one => one.matches('label input') && one.matches('[type=radio], [type=checkbox]')
                    ? one.closest('label') : one)
                .filter(one => one.checkVisibility() && !one.closest('.visually-hidden'))
                .filter(one => { const box = one.getBoundingClientRect(); return box.height > 0 && box.height < 43.9; })
                .map(one => one.outerHTML.slice(0, 120));
            """;

    private static final String MENU = ".books > li:first-child .menu";

    @TempDir
    private Path folder;

    private RunningColophon colophon;
    private Browser browser;

    @BeforeEach
    void open() {
        colophon = RunningColophon.start(folder.resolve("data"), Map.of());
        browser = Browser.open(folder.resolve("profile"), colophon.port(), true);
        Visitor.signUp(browser);
        Visitor.importLibrary(browser);
    }

    @AfterEach
    void close() {
        browser.close();
        colophon.close();
    }

    @Test
    void axe_finds_nothing_where_readers_care_for_books_and_notes() throws Exception {
        String book = firstBook();
        Visitor.makeAdmin(folder.resolve("data"));
        addByHand("Emma");
        String other = browser.find("main a[href^='/books/']").getDomAttribute("href");
        browser.type("input[name=amount]", "12").click(".progress-form button").await("page 12");
        String line = browser.find("a[href*='/history/']").getDomAttribute("href");
        String history = line.substring(0, line.lastIndexOf('/')) + "?read="
                + browser.find("input[name=read]").getDomAttribute("value");
        browser.run("document.querySelector('.note-add').open = true");
        browser.type(".note-add textarea", "She *will* wait")
                .click(".note-add button")
                .awaitThere("article.note");
        String note = browser.find("article.note a[href^='/notes/']")
                .getDomAttribute("href")
                .replaceFirst("#.*", "");
        addByHand("Emma");
        String twin = browser.find("main a[href^='/books/']").getDomAttribute("href");
        String series = browser.go("/shelf?q=dispossessed")
                .click(".books .title")
                .awaitThere("main a[href^='/series/']")
                .find("main a[href^='/series/']")
                .getDomAttribute("href");
        List<String> pages = List.of(
                book,
                series,
                line,
                history,
                "/notes",
                "/notes?q=wait",
                note,
                "/books/duplicates",
                "/books/merges",
                twin + "/merge",
                twin + "/merge?with=" + other.substring("/books/".length()),
                "/shelf/new?q=middlemarch");
        for (boolean phone : List.of(true, false)) {
            for (String page : pages) {
                browser.go(page);
                assertNothingWrong(page, phone);
                assertThat((Long) browser.run("return document.documentElement.scrollWidth - window.innerWidth"))
                        .as(page + " is not wider than the screen")
                        .isLessThanOrEqualTo(0);
            }
        }
    }

    @Test
    void what_is_pressed_on_a_phone_is_high_enough_for_a_thumb() {
        String book = firstBook();
        browser.viewport(390);
        for (String page : List.of(
                "/",
                "/shelf",
                "/shelf?view=covers",
                "/shelf?select=1",
                "/search",
                "/notes",
                "/shelf/new",
                "/account",
                book)) {
            browser.go(page).run("document.querySelectorAll('details').forEach(one => one.open = true)");
            assertThat((List<?>) browser.run(LOW)).as(page).isEmpty();
        }
    }

    @Test
    void progress_is_noted_on_the_home_page_and_the_focus_stays_in_its_field() {
        browser.go("/")
                .type(".far input[name=amount]", "60")
                .click(".far button")
                .awaitThere(".cards progress");

        assertThat(browser.active().getDomAttribute("name")).isEqualTo("amount");
        assertThat(browser.active().getDomAttribute("value")).isEqualTo("60");
        assertThat(browser.complaints()).isEmpty();
    }

    private void addByHand(String title) {
        browser.go("/shelf/new")
                .click(".by-hand summary")
                .type("input[name=title]", title)
                .type("input[name=author]", "Jane Austen")
                .click(".by-hand button")
                .awaitPath("/shelf/")
                .await(title);
    }

    @Test
    void axe_finds_nothing_on_pages_that_tell_of_a_failure() throws Exception {
        String book = firstBook();
        assertFailure(404, "/books/" + UUID.randomUUID());
        browser.go("/shelf?select=1").click(".bulk [value=status]").await("Choose at least one book");
        assertNothingWrong("nothing was selected");
        browser.go("/shelf?select=1")
                .click("input[name=id]")
                .click(".bulk [value=remove]")
                .await("off your shelf?");
        assertNothingWrong("whether a book is to go");

        browser.go(book).run("""
                const body = new URLSearchParams(new FormData(document.querySelector('form:has([name=part][value=review])')));
                body.set('review', 'from another tab');
                return fetch(location.pathname, {method: 'POST', body});
                """);
        browser.run("document.querySelector('details:has([name=part][value=review])').open = true");
        browser.type("textarea[name=review]", "from this tab")
                .click("form:has([value=review]) button")
                .await("changed elsewhere");
        assertThat(browser.text()).contains("What is stored now");
        assertNothingWrong("409");

        browser.go("/notes/" + UUID.randomUUID()).await("There is nothing here");
        browser.go(book).run("""
                const text = document.querySelector('[name=private_note]');
                text.closest('details').open = true;
                text.removeAttribute('maxlength');
                text.value = 'x'.repeat(1100000);
                """);
        browser.click("form:has([name=private_note]) button").awaitThere(".failure");
        assertNothingWrong("413");

        browser.go("/shelf?view=list");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + Visitor.database(folder.resolve("data")));
                var statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            browser.click(MENU + " summary")
                    .click(MENU + " button[value=paused]")
                    .awaitThere(".failure");
            statement.execute("ROLLBACK");
        }
        assertNothingWrong("503");
    }

    private void assertFailure(int status, String page) throws Exception {
        assertThat(colophon.get(page).statusCode()).isIn(status, 303);
        browser.go(page).awaitThere(".failure");
        assertNothingWrong(String.valueOf(status));
    }

    private void assertNothingWrong(String what) throws IOException {
        for (boolean phone : List.of(true, false)) {
            assertNothingWrong(what, phone);
        }
        browser.screenshot("failure-" + what.replace(' ', '-'));
    }

    /** On the page as it is, by day and by night. */
    private void assertNothingWrong(String what, boolean phone) throws IOException {
        if (phone) {
            browser.viewport(390);
        } else {
            browser.laptop();
        }
        browser.light();
        assertThat(browser.violations()).as(what + " in light, phone: " + phone).isEmpty();
        browser.dark();
        assertThat(browser.violations())
                .as(what + " in the dark, phone: " + phone)
                .isEmpty();
        browser.light();
    }

    private String firstBook() {
        return browser.go("/shelf?view=list").find(".books .title").getDomAttribute("href");
    }
}
