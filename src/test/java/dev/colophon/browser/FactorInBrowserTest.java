package dev.colophon.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.account.factor.TestApp;
import dev.colophon.testing.RunningColophon;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A second factor from its square to signing in with it; nobody is kept out on the way. In German, whose words are
 * longer; what axe sees is the same in English.
 */
@Tag("browser")
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class FactorInBrowserTest {
    private static final int NARROWEST = 320;

    @TempDir
    private Path folder;

    @Test
    void it_is_set_up_and_used_by_everybody() throws Exception {
        try (var colophon = RunningColophon.start(folder.resolve("data"), Map.of());
                var browser = Browser.open(folder.resolve("profile"), colophon.port(), true)) {
            var english = new EnglishWords();
            Visitor.signUp(browser);
            browser.speaking("de").go("/account/second-factor");
            browser.type("input[name=current_password]", Visitor.PASSWORD).click("main form button");
            browser.awaitThere("svg[role=img]");
            assertFine(browser, "the square", english);

            String secret = browser.find("main code").getText();
            confirm(browser, "000000").awaitThere("#error");
            assertFine(browser, "a wrong code", english);
            confirm(browser, TestApp.code(secret, Instant.now())).awaitThere("main li code");
            String recovery = browser.find("main li code").getText();
            assertFine(browser, "the codes", english);
            browser.click("main p a").awaitThere("main button.danger");
            assertFine(browser, "as it stands", english);

            browser.click("footer form button").awaitThere("a[href='/sign-in']");
            browser.go("/sign-in")
                    .type("input[name=username]", "ada")
                    .type("input[name=password]", Visitor.PASSWORD)
                    .click("main form button")
                    .awaitThere("input[name=code]");
            assertFine(browser, "the second step", english);
            confirm(browser, "000000").awaitThere("#error");
            assertFine(browser, "a wrong code at the second step", english);
            confirm(browser, recovery).awaitThere(".places");
        }
    }

    private static Browser confirm(Browser browser, String code) {
        return browser.type("input[name=code]", code).click("main form button");
    }

    /** Contrast is that of all pages and seen to by day and by night elsewhere, so once by night is enough. */
    private static void assertFine(Browser browser, String what, EnglishWords english) throws IOException {
        browser.viewport(NARROWEST).dark();
        assertThat(browser.violations()).as(what).isEmpty();
        assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
                .as(what + " is not wider than the screen")
                .isLessThanOrEqualTo(NARROWEST);
        assertThat(browser.run("return document.documentElement.lang")).as(what).isEqualTo("de");
        assertThat(english.on(browser)).as(what).isEmpty();
        browser.laptop();
    }
}
