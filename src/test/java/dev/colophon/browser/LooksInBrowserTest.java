package dev.colophon.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.testing.RunningColophon;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** How pages look and feel: on a phone and a laptop, by day and by night, with a thumb and with keys alone. */
@Tag("browser")
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class LooksInBrowserTest {
    /** Those that need no id. */
    static final List<String> PAGES = List.of(
            "/",
            "/shelf?view=list",
            "/shelf?view=covers",
            "/shelf?q=nothing-is-called-so",
            "/shelf?status=reading&tag=classics",
            "/shelf?select=1",
            "/shelf/new",
            "/search",
            "/search?q=the",
            "/search?q=nothing-is-called-so",
            "/notes",
            "/feed",
            "/journal",
            "/statistics",
            "/statistics/2026",
            "/import",
            "/export",
            "/account",
            "/account/picture",
            "/account/access",
            "/account/second-factor",
            "/account/sessions",
            "/admin/readers",
            "/admin/invitations",
            "/admin/audit",
            "/admin/jobs",
            "/nowhere");

    /** The fields and buttons whose colours are colder than the paper: with more blue than red. */
    private static final String COLD = """
            const cold = colour => {
              const [red, green, blue, alpha] = colour.match(/[\\d.]+/g).map(Number);
              return blue > red && alpha !== 0;
            };
            return [...document.querySelectorAll('main :is(input:not([type=hidden]), select, textarea, button)')]
                .filter(one => ['backgroundColor', 'borderTopColor', 'color'].some(
                    property => cold(getComputedStyle(one)[property])))
                .map(one => one.outerHTML.slice(0, 120));
            """;

    private static final String MENU = ".books > li:first-child .menu";

    @TempDir
    private Path folder;

    private RunningColophon colophon;
    private Browser browser;

    @BeforeEach
    void open() {
        // where the first account is an admin's, who has pages of their own
        colophon = RunningColophon.start(
                folder.resolve("data"),
                Map.of("APP_PROFILE", "local", "OIDC_ISSUER", "http://localhost:9", "OIDC_CLIENT_ID", "colophon"));
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
    void every_place_in_the_head_leads_to_a_page() throws Exception {
        browser.go("/");
        for (var link : browser.all(".places a")) {
            String href = link.getDomAttribute("href");
            assertThat(colophon.get(href).statusCode()).as(href).isIn(200, 303);
        }
    }

    @Test
    void axe_finds_nothing_on_any_page_by_day_and_by_night() throws Exception {
        String book = firstBook();
        String imported = browser.go("/import").find("main a[href^='/import/']").getDomAttribute("href");
        String author = browser.go(book).find("main a[href^='/authors/']").getDomAttribute("href");
        String cover = browser.find("main a[href^='/books/'][href$='/cover']").getDomAttribute("href");
        String catalogued = cover.substring(0, cover.lastIndexOf('/'));
        String review = reviewed();
        String shared = browser.find("#share-link").getDomAttribute("href");
        String reader = browser.go("/admin/readers")
                .find("main a[href^='/admin/readers/']")
                .getDomAttribute("href");
        for (boolean phone : List.of(true, false)) {
            for (String page : PAGES) {
                assertNothingKeepsPeopleOut(page, phone);
            }
            for (String page : List.of(book, imported, author, cover, catalogued, catalogued + "/edit")) {
                assertNothingKeepsPeopleOut(page, phone);
            }
            for (String page : List.of(review, shared, reader, "/")) {
                assertNothingKeepsPeopleOut(page, phone);
            }
        }
        browser.go("/shelf?view=list").click(".fold summary");
        assertThat(browser.violations()).as("filters unfolded").isEmpty();
        browser.go("/shelf").click(".books > li:first-child .menu summary");
        assertThat(browser.violations()).as("a row's menu").isEmpty();
        browser.click("footer form button").await("Sign in");
        for (String page : List.of("/", "/sign-in", "/sign-up")) {
            assertNothingKeepsPeopleOut(page, true);
        }
    }

    private void assertNothingKeepsPeopleOut(String page, boolean phone) throws IOException {
        if (phone) {
            browser.viewport(390);
        } else {
            browser.laptop();
        }
        browser.light().go(page);
        assertThat(browser.violations()).as(page + " in light, phone: " + phone).isEmpty();
        browser.dark();
        assertThat(browser.violations())
                .as(page + " in the dark, phone: " + phone)
                .isEmpty();
        browser.light();
    }

    @Test
    void fields_and_buttons_share_the_warmth_of_the_paper() {
        for (String page : List.of("/shelf", "/shelf/new", "/import", "/export", "/account", firstBook())) {
            assertThat((List<?>) browser.light().go(page).run(COLD)).as(page).isEmpty();
            assertThat((List<?>) browser.dark().run(COLD))
                    .as(page + " in the dark")
                    .isEmpty();
        }
    }

    @Test
    void the_first_books_show_above_the_fold_of_a_phone() {
        browser.viewport(390);
        for (String view : List.of("list", "covers")) {
            browser.go("/shelf?view=" + view);

            assertThat(bottomOf(".books > li:nth-child(2)"))
                    .as(view)
                    .isPositive()
                    .isLessThan(topOf(".places"));
        }
    }

    @Test
    void a_phone_has_the_places_in_one_row_at_its_lower_edge() {
        browser.viewport(390).go("/shelf");

        assertThat(bottomOf(".places")).isEqualTo(844);
        assertThat(topOf(".places li:first-child a")).isEqualTo(topOf(".places li:last-child a"));
        assertThat(browser.find(".places [aria-current]").getText()).isEqualTo("Shelf");
        browser.laptop();
        assertThat(bottomOf(".places")).isLessThan(80);
    }

    @Test
    void filters_are_folded_and_say_how_many_are_in_use() {
        browser.go("/shelf?tag=classics&format=ebook");

        assertThat(browser.find(".fold summary").getText()).contains("2");
        assertThat(browser.find("select[name=tag]").isDisplayed()).isFalse();
        browser.click(".fold summary");
        assertThat(browser.find("select[name=tag]").isDisplayed()).isTrue();
        browser.choose("select[name=tag]", "").choose("select[name=format]", "");
        browser.click(".fold button").await("Middlemarch");
        assertThat(browser.count(".fold .count")).isZero();
    }

    @Test
    void the_shelf_stays_a_grid_of_covers_until_it_is_told_otherwise() {
        browser.go("/shelf").click(".switch a:last-child").awaitThere(".grid-of-covers");

        browser.go("/").go("/shelf?status=read").awaitThere(".grid-of-covers");

        browser.click(".switch a:first-child").awaitThere(".books:not(.grid-of-covers)");
        browser.go("/shelf").awaitThere(".books:not(.grid-of-covers)");
    }

    @Test
    void a_status_is_changed_by_keys_alone_and_the_focus_stays_in_its_row() {
        browser.go("/shelf?q=solaris").await("Solaris");
        browser.run("document.querySelector('.books .title').focus()");
        assertThat(browser.run("return getComputedStyle(document.querySelector('.books > li')).outlineStyle"))
                .isEqualTo("solid");

        press(Keys.TAB);
        while (!browser.active().getTagName().equals("summary")) {
            press(Keys.TAB);
        }
        assertThat(browser.active().getCssValue("outline-style")).isEqualTo("solid");
        press(Keys.ENTER);
        press(Keys.TAB);
        assertThat(browser.active().getText()).isEqualTo("Want to read");
        press(Keys.ENTER);

        browser.awaitThere(".menu:not([open]) .chip.want");
        assertThat(browser.active().getTagName()).isEqualTo("summary");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void a_slow_answer_shows_that_something_happens() {
        browser.go("/shelf?q=solaris").click(MENU + " summary").slow(Duration.ofSeconds(2));

        browser.click(MENU + " button[value=paused]").awaitThere("#loading.htmx-request");
        assertThat(browser.find("#loading").getCssValue("visibility")).isEqualTo("visible");

        browser.awaitThere(".chip.paused");
        assertThat(browser.find("#loading").getCssValue("visibility")).isEqualTo("hidden");
    }

    @Test
    void a_book_that_another_tab_took_off_the_shelf_is_said_to_be_gone() {
        browser.go("/shelf?q=solaris");
        browser.run("""
                const book = document.querySelector('.books .title').href;
                const token = document.querySelector('[name=form_token]').value;
                return fetch(book + '/remove', {method: 'POST', body: new URLSearchParams({form_token: token})});
                """);

        browser.click(MENU + " summary").click(MENU + " button[value=paused]");

        browser.await("There is nothing here that you can see.").awaitThere(".failure a[href='/']");
    }

    @Test
    void long_titles_and_names_break_and_push_nothing_aside() {
        browser.go("/shelf/new")
                .click(".by-hand summary")
                .type("input[name=title]", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk".repeat(3))
                .type("input[name=author]", "Wolfeschlegelsteinhausenbergerdorff".repeat(3))
                .click(".by-hand button")
                .awaitPath("/shelf/");
        for (String view : List.of("list", "covers")) {
            browser.viewport(390).go("/shelf?view=" + view);
            assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
                    .as(view)
                    .isLessThanOrEqualTo(390);
        }
    }

    private void press(Keys key) {
        browser.active().sendKeys(key);
    }

    /** The page of the latest year in which something was finished, with a goal and a link. */
    private String reviewed() {
        String year = browser.go("/statistics").find(".tabs a:nth-child(3)").getDomAttribute("href");
        browser.go(year).click("#goals summary").type("#goals input[name=books]", "12");
        browser.click("#goals button").awaitThere(".goals progress");
        browser.go(year + "/review").click("#share button").awaitThere("#share-link");
        return year + "/review";
    }

    private String firstBook() {
        return browser.go("/shelf?view=list").find(".books .title").getDomAttribute("href");
    }

    private long topOf(String css) {
        return (Long)
                browser.run("return Math.round(document.querySelector(\"" + css + "\").getBoundingClientRect().top)");
    }

    private long bottomOf(String css) {
        return (Long) browser.run(
                "return Math.round(document.querySelector(\"" + css + "\").getBoundingClientRect().bottom)");
    }
}
