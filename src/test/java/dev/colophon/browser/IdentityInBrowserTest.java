package dev.colophon.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.account.oidc.TestProvider;
import dev.colophon.testing.RunningColophon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real browser goes to another site to sign in and comes back with its cookie, whatever our policies forbid. */
@Tag("browser")
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class IdentityInBrowserTest {
    @TempDir
    private Path folder;

    private final TestProvider provider = new TestProvider();
    private RunningColophon colophon;
    private Browser browser;

    @BeforeEach
    void open() {
        colophon = RunningColophon.start(folder.resolve("data"), provider.variables(Map.of("OIDC_REGISTRATION", "1")));
        browser = Browser.open(folder.resolve("profile"), colophon.port(), true);
    }

    @AfterEach
    void close() {
        browser.close();
        colophon.close();
        provider.close();
    }

    @Test
    void somebody_new_signs_in_by_the_button() {
        provider.person(Map.of("sub", "anne-1", "preferred_username", "anne"));

        browser.go("/account").click("main a[href^='/sign-in/oidc']").awaitPath("/account");

        browser.await("Signed in as anne").await("You can sign in with Castle");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void a_reader_links_it_and_signs_in_by_it() throws IOException {
        provider.person(Map.of("sub", "ada-1"));
        Visitor.signUp(browser);

        browser.go("/account")
                .type("form[action='/account/oidc'] input[name=current_password]", "a quiet evening with a book")
                .click("form[action='/account/oidc'] button")
                .await("Go on to Castle");
        assertThat(browser.violations()).isEmpty();
        browser.click("main a[role=button]").awaitPath("/account").await("Remove sign-in with Castle");
        browser.click("footer form button").await("Your books, your shelf");
        browser.go("/sign-in").click("main a[href^='/sign-in/oidc']").await("Your shelf is empty");

        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void the_way_there_and_back_is_told_in_german() throws IOException {
        provider.person(Map.of("sub", "ada-1"));
        Visitor.signUp(browser);
        Visitor.choose(browser, "de-DE");
        browser.viewport(320)
                .go("/account")
                .type("form[action='/account/oidc'] input[name=current_password]", Visitor.PASSWORD)
                .click("form[action='/account/oidc'] button")
                .await("Weiter zu Castle");
        assertGerman();
        browser.click("main a[role=button]").awaitThere("form[action='/account/oidc/unlink']");
        assertGerman();
        browser.go("/sign-in/oidc/callback?state=nobody-asked&code=x").awaitThere("main .error");
        assertGerman();
    }

    private void assertGerman() throws IOException {
        assertThat(browser.violations()).as(browser.path()).isEmpty();
        assertThat(new EnglishWords().on(browser)).as(browser.path()).isEmpty();
        assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
                .as(browser.path())
                .isLessThanOrEqualTo(320);
    }
}
