package dev.colophon.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.testing.RunningColophon;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** A reader's first day in a real browser. */
@Tag("browser")
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class PagesInBrowserTest {
    private static final String LEFT_OF_THE_NAME =
            "return Math.round(document.querySelector('.wordmark').getBoundingClientRect().left)";

    private static final String FIRST_MENU = ".books > li:first-child .menu";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_reader_signs_up_imports_and_edits_with_and_without_javascript(boolean javaScript) throws Exception {
        try (var colophon = RunningColophon.start(folder.resolve("data"), Map.of());
                var browser = Browser.open(folder.resolve("profile"), colophon.port(), javaScript)) {
            Visitor.signUp(browser);
            browser.screenshot("home-empty-" + javaScript);

            Visitor.importLibrary(browser);
            browser.screenshot("import-done-" + javaScript);

            browser.go("/shelf").await("Middlemarch");
            browser.screenshot("shelf-" + javaScript);
            assertThat(browser.count(".books > li")).isEqualTo(16);

            browser.go("/shelf?q=solaris").await("Solaris");
            browser.click(FIRST_MENU + " summary").click(FIRST_MENU + " button[value=dnf]");
            browser.awaitThere(FIRST_MENU + ":not([open]) .chip.dnf");
            browser.click(FIRST_MENU + " summary").click(FIRST_MENU + " button[value='4']");
            browser.await("★★★★");
            browser.go("/shelf?status=dnf").await("Solaris");
            if (javaScript) {
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }

    @Test
    void filters_sorts_and_detail_work() throws Exception {
        try (var colophon = RunningColophon.start(folder.resolve("data"), Map.of());
                var browser = Browser.open(folder.resolve("profile"), colophon.port(), true)) {
            Visitor.signUp(browser);
            Visitor.importLibrary(browser);

            browser.go("/shelf?sort=title").await("Your shelf");
            assertThat(browser.find(".books > li:first-child .title").getText()).isEqualTo("Austerlitz");
            browser.click(".tabs a[href*='status=reading']").await("Piranesi");
            assertThat(browser.count(".books > li")).isEqualTo(2);

            browser.go("/shelf?q=middlemarch").click(".books .title").await("Your review");
            browser.click("#rate-4").await("Saved").click("#rate-q3").await("Saved");
            browser.click("#review ~ details > summary").type("textarea[name=review]", "Worth every page.");
            browser.click("#review ~ details[open] form > button").await("★★★★¾");
            browser.screenshot("item");
            assertThat(browser.find(".prose").getText()).isEqualTo("Worth every page.");
        }
    }

    @Test
    void pages_fit_a_phone_and_the_dark() throws Exception {
        try (var colophon = RunningColophon.start(folder.resolve("data"), Map.of());
                var browser = Browser.open(folder.resolve("profile"), colophon.port(), true)) {
            browser.go("/sign-in");
            browser.screenshot("sign-in");
            Visitor.signUp(browser);
            Visitor.importLibrary(browser);
            // a phone, and between two of the widths at which Pico changes its mind
            for (int width : new int[] {390, 700, 990}) {
                browser.viewport(width);
                assertNothingScrollsSideways(browser, width);
            }
            browser.viewport(390);
            browser.dark().go("/shelf");
            browser.screenshot("dark");
            assertThat((String) browser.run("return getComputedStyle(document.body).color"))
                    .isEqualTo("rgb(236, 228, 217)");
        }
    }

    private static void assertNothingScrollsSideways(Browser browser, int width) throws Exception {
        for (String page : new String[] {"/", "/shelf", "/import", "/shelf/new", "/account"}) {
            browser.go(page);
            browser.screenshot("width-" + width + page.replace('/', '-'));
            assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
                    .as(page + " does not scroll sideways at " + width)
                    .isLessThanOrEqualTo(width);
            assertThat((Long) browser.run(LEFT_OF_THE_NAME)).as(page).isBetween(8L, 40L);
        }
    }

    @Test
    void the_keyboard_reaches_everything() throws Exception {
        try (var colophon = RunningColophon.start(folder.resolve("data"), Map.of());
                var browser = Browser.open(folder.resolve("profile"), colophon.port(), true)) {
            Visitor.signUp(browser);
            Visitor.importLibrary(browser);
            browser.go("/shelf").await("Middlemarch");

            browser.find("body").sendKeys(Keys.TAB);

            assertThat(browser.active().getText()).isEqualTo("Skip to content");
            browser.active().sendKeys(Keys.ENTER);
            browser.active().sendKeys(Keys.TAB);
            assertThat(browser.run("return document.activeElement.closest('main') !== null"))
                    .isEqualTo(true);
        }
    }
}
