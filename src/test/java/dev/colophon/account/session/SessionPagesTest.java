package dev.colophon.account.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.account.AccountFixture;
import dev.colophon.testing.OnSqlite;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page of sessions, without any script. */
@OnSqlite
@Timeout(60)
class SessionPagesTest {
    private static final String PAGE = "/account/sessions";

    private final TestDatabase rows;
    private final AccountFixture fixture;

    SessionPagesTest(TestDatabase rows) {
        this.rows = rows;
        fixture = new AccountFixture(rows.database());
        fixture.accounts.create("mary", null, AccountFixture.PASSWORD, false);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private TestClient signedIn() {
        TestClient browser = fixture.server.anonymous();
        browser.submit("/sign-in", "/sign-in", Map.of("username", "mary", "password", AccountFixture.PASSWORD));
        return browser;
    }

    private String idOf(TestClient browser) {
        return fixture.tokens.authenticate(browser.cookie("colophon")).tokenId().toString();
    }

    @Test
    void another_session_is_ended_on_the_page() {
        TestClient desk = signedIn();
        TestClient phone = signedIn();
        assertThat(desk.page(PAGE).text()).containsOnlyOnce("this one").contains("Java-http-client", "last seen");

        assertThat(desk.submit(PAGE, PAGE + "/" + idOf(phone) + "/end", Map.of())
                        .header("Location"))
                .isEqualTo(PAGE);

        assertThat(phone.page(PAGE).header("Location")).startsWith("/sign-in");
        assertThat(desk.page(PAGE).status()).isEqualTo(200);
    }

    @Test
    void all_others_are_ended_and_this_one_goes_on() {
        TestClient desk = signedIn();
        TestClient phone = signedIn();

        assertThat(desk.submit(PAGE, PAGE + "/end-others", Map.of()).status()).isEqualTo(303);

        assertThat(phone.page(PAGE).header("Location")).startsWith("/sign-in");
        assertThat(desk.page(PAGE).text()).containsOnlyOnce("last seen");
    }

    @Test
    void ending_this_one_is_signing_out() {
        TestClient desk = signedIn();

        assertThat(desk.submit(PAGE, PAGE + "/" + idOf(desk) + "/end", Map.of()).header("Location"))
                .isEqualTo("/sign-in");

        assertThat(desk.cookies()).doesNotContainKey("colophon");
        assertThat(rows.query("SELECT COUNT(*) FROM sessions")).containsExactly("0");
    }

    @Test
    void a_stranger_ends_nothing() {
        TestClient desk = signedIn();
        TestClient john = fixture.reader("john");

        assertThat(john.submit(PAGE, PAGE + "/" + idOf(desk) + "/end", Map.of()).status())
                .isEqualTo(404);
        assertThat(desk.page(PAGE).status()).isEqualTo(200);
    }
}
