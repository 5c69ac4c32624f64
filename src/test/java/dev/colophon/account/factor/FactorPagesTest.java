package dev.colophon.account.factor;

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

/** The second factor on pages, without any script. */
@OnSqlite
@Timeout(60)
class FactorPagesTest {
    private static final String PAGE = "/account/second-factor";
    private static final Pattern SECRET = Pattern.compile("<code>([A-Z2-7]{32})</code>");
    private static final Pattern RECOVERY = Pattern.compile("<code>([a-z2-7-]{19})</code>");
    private static final Pattern PENDING = Pattern.compile("name=\"pending\" value=\"([^\"]+)\"");
    private static final Map<String, String> PASSWORD = Map.of("current_password", AccountFixture.PASSWORD);

    private final AccountFixture fixture;
    private final TestClient mary;

    FactorPagesTest(TestDatabase rows) {
        fixture = new AccountFixture(rows.database());
        mary = fixture.reader("mary");
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static String found(Pattern pattern, Answer answer) {
        Matcher matcher = pattern.matcher(answer.text());
        assertThat(matcher.find()).as(answer.text()).isTrue();
        return matcher.group(1);
    }

    private String codeNow(String secret) {
        return TestApp.code(secret, fixture.clock.instant());
    }

    private Answer confirm(String code) {
        return mary.submit(PAGE, PAGE + "/confirm", Map.of("code", code));
    }

    private Answer signIn(TestClient browser) {
        return browser.submit(
                "/sign-in",
                "/sign-in",
                Map.of("username", "mary", "password", AccountFixture.PASSWORD, "next", "/account"));
    }

    private static Answer second(TestClient browser, String pending, String code) {
        return browser.submit(
                "/sign-in", "/sign-in/code", Map.of("pending", pending, "code", code, "next", "/account"));
    }

    @Test
    void it_is_set_up_used_and_turned_off() {
        Answer enrolled = mary.submit(PAGE, PAGE, PASSWORD);
        String secret = found(SECRET, enrolled);
        assertThat(enrolled.text()).contains("<svg role=\"img\"", "otpauth://totp/Colophon:mary?secret=" + secret);
        Answer wrong = confirm("000000");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("This code is not right").doesNotContain(secret);
        Answer codes = confirm(codeNow(secret));
        String recovery = found(RECOVERY, codes);
        assertThat(mary.page(PAGE).text()).contains("10 recovery codes left").doesNotContain(recovery, secret);

        TestClient browser = fixture.server.anonymous();
        String pending = found(PENDING, signIn(browser));
        assertThat(browser.cookies()).doesNotContainKey("colophon");
        Answer refused = second(browser, pending, "000000");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text()).contains("This code is not right", "name=\"pending\"");
        assertThat(second(browser, pending, recovery).header("Location")).isEqualTo("/account");
        assertThat(browser.page("/account").text()).contains("mary");

        fixture.clock.pass(Duration.ofSeconds(30));
        Answer off = mary.submit(
                PAGE, PAGE + "/off", Map.of("current_password", AccountFixture.PASSWORD, "code", codeNow(secret)));
        assertThat(off.header("Location")).isEqualTo(PAGE);
        assertThat(signIn(fixture.server.anonymous()).header("Location")).isEqualTo("/account");
    }

    @Test
    void whoever_takes_too_long_begins_with_the_password_again() {
        String secret = found(SECRET, mary.submit(PAGE, PAGE, PASSWORD));
        confirm(codeNow(secret));
        TestClient browser = fixture.server.anonymous();
        String pending = found(PENDING, signIn(browser));

        fixture.clock.pass(Duration.ofMinutes(5));
        Answer late = second(browser, pending, codeNow(secret));

        assertThat(late.status()).isEqualTo(401);
        assertThat(late.text()).contains("begin again with the password", "name=\"password\"");
    }

    @Test
    void a_wrong_password_or_code_is_told_and_changes_nothing() {
        Answer wrong = mary.submit(PAGE, PAGE, Map.of("current_password", "not the password"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("This is not the current password.").doesNotContain("not the password\"");
        String secret = found(SECRET, mary.submit(PAGE, PAGE, PASSWORD));
        confirm(codeNow(secret));

        for (String action : new String[] {"/off", "/recovery-codes"}) {
            Answer refused = mary.submit(
                    PAGE, PAGE + action, Map.of("current_password", AccountFixture.PASSWORD, "code", "000000"));
            assertThat(refused.status()).as(action).isEqualTo(422);
            assertThat(refused.text()).contains("This code is not right");
        }
        assertThat(mary.page(PAGE).text()).contains("10 recovery codes left");
    }

    @Test
    void signing_in_never_leads_to_another_site_by_the_second_step_either() {
        String secret = found(SECRET, mary.submit(PAGE, PAGE, PASSWORD));
        confirm(codeNow(secret));
        fixture.clock.pass(Duration.ofSeconds(30));
        TestClient browser = fixture.server.anonymous();
        String pending = found(PENDING, signIn(browser));

        Answer answer = browser.submit(
                "/sign-in",
                "/sign-in/code",
                Map.of("pending", pending, "code", codeNow(secret), "next", "//evil.example"));

        assertThat(answer.header("Location")).isEqualTo("/");
    }
}
