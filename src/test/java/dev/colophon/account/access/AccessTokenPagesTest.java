package dev.colophon.account.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.account.AccountFixture;
import dev.colophon.testing.Answer;
import dev.colophon.testing.OnSqlite;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Access tokens on their page, without any script. */
@OnSqlite
@Timeout(60)
class AccessTokenPagesTest {
    private static final String PAGE = "/account/access";
    private static final Pattern SECRET = Pattern.compile("clp_[a-z2-7]{40}");

    private final TestDatabase rows;
    private final AccountFixture fixture;
    private final TestClient mary;

    AccessTokenPagesTest(TestDatabase rows) {
        this.rows = rows;
        fixture = new AccountFixture(rows.database());
        mary = fixture.reader("mary");
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private Answer make(Map<String, String> fields) {
        return mary.submit(PAGE, PAGE, fields);
    }

    @Test
    void a_token_is_made_shown_once_and_removed() {
        Answer made = make(Map.of("name", "e-reader <3", "scopes", "profile:read", "days", "30"));
        Matcher secret = SECRET.matcher(made.text());

        assertThat(made.status()).isEqualTo(200);
        assertThat(secret.find()).isTrue();
        assertThat(made.text()).contains("e-reader &lt;3", "profile:read", "never used", "expires 31 March 2026");
        assertThat(made.header("Cache-Control")).contains("no-store");
        assertThat(mary.page(PAGE).text()).doesNotContain(secret.group());
        assertThat(fixture.server.bearing(secret.group()).get("/api/v1/me").status())
                .isEqualTo(200);

        String id = rows.query("SELECT id FROM access_tokens").getFirst();
        assertThat(mary.submit(PAGE, PAGE + "/" + id + "/remove", Map.of()).status())
                .isEqualTo(303);
        assertThat(mary.page(PAGE).text()).contains("You have none.");
        assertThat(fixture.server.bearing(secret.group()).get("/api/v1/me").status())
                .isEqualTo(401);
    }

    @Test
    void what_is_wrong_is_said_and_what_was_chosen_stays() {
        Answer nothing = make(Map.of("name", "e-reader", "days", ""));
        Answer nameless = make(Map.of("name", "", "scopes", "notes:read", "days", ""));
        Answer odd = make(Map.of("name", "e-reader", "scopes", "notes:read", "days", "ages"));

        assertThat(nothing.status()).isEqualTo(422);
        assertThat(nothing.text()).contains("at least one scope", "value=\"e-reader\"");
        assertThat(nameless.text()).contains("value=\"notes:read\" checked");
        assertThat(odd.status()).isEqualTo(422);
        assertThat(rows.query("SELECT COUNT(*) FROM access_tokens")).containsExactly("0");
    }

    @Test
    void an_expired_token_says_so() {
        make(Map.of("name", "short", "scopes", "notes:read", "days", "1"));
        fixture.clock.pass(Duration.ofMinutes(59));
        rows.run("UPDATE access_tokens SET expires_at = created_at");

        assertThat(mary.page(PAGE).text()).contains("expired 1 March 2026");
    }

    @Test
    void strangers_get_nowhere() {
        make(Map.of("name", "short", "scopes", "notes:read", "days", "1"));
        String id = rows.query("SELECT id FROM access_tokens").getFirst();
        TestClient john = fixture.reader("john");

        assertThat(john.submit(PAGE, PAGE + "/" + id + "/remove", Map.of()).status())
                .isEqualTo(404);
        assertThat(fixture.server.anonymous().page(PAGE).header("Location")).startsWith("/sign-in");
        assertThat(mary.page(PAGE).text()).contains("short");
    }
}
