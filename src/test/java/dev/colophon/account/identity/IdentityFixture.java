package dev.colophon.account.identity;

import dev.colophon.account.AccountFixture;
import dev.colophon.account.oidc.TestProvider;
import dev.colophon.testing.Answer;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The account room with a provider beside passwords. */
public final class IdentityFixture implements AutoCloseable {
    public final TestProvider provider = new TestProvider();
    public final AccountFixture account;

    /**
     * @param variables beside those that name the provider
     */
    public IdentityFixture(TestDatabase rows, Map<String, String> variables) {
        this(rows, variables, Duration.ofSeconds(20));
    }

    /**
     * @param patience with the provider, for each request
     */
    IdentityFixture(TestDatabase rows, Map<String, String> variables, Duration patience) {
        Map<String, String> all = provider.variables(variables);
        account = new AccountFixture(
                rows.database(),
                TestSettings.in(Path.of("target"), all),
                Optional.of(clock -> provider.asked(clock, variables, patience)));
    }

    public TestClient browser() {
        return account.server.anonymous();
    }

    /** Presses the button and is let in by the provider, on the way to a page. */
    public Answer signIn(TestClient browser, String next) {
        return browser.page(provider.visit(begin(browser, next)));
    }

    /** The address at the provider. */
    public String begin(TestClient browser, String next) {
        return browser.page("/sign-in/oidc?next=" + next).header("Location");
    }

    /** Links the next person to the account of whoever has this password. */
    public Answer link(TestClient browser) {
        Answer page = browser.submit("/account", "/account/oidc", Map.of("current_password", AccountFixture.PASSWORD));
        return browser.page(provider.visit(address(page)));
    }

    /** Where the page leads on to. */
    static String address(Answer page) {
        String text = page.text();
        int start = text.indexOf("href=\"http");
        if (start < 0) {
            throw new AssertionError(text);
        }
        return text.substring(start + 6, text.indexOf('"', start + 6)).replace("&amp;", "&");
    }

    @Override
    public void close() {
        account.close();
        provider.close();
    }
}
