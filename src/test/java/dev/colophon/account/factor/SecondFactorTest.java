package dev.colophon.account.factor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.account.AccountFixture;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The second factor at the API, on both databases. */
@EveryDatabase
@Timeout(60)
class SecondFactorTest {
    private static final String PATH = "/api/v1/me/second-factor";
    private static final String CODE = "/api/v1/auth/login/code";

    private final TestDatabase rows;
    private AccountFixture fixture;
    private TestClient mary;

    SecondFactorTest(TestDatabase rows) {
        this.rows = rows;
        fixture = new AccountFixture(rows.database());
        mary = fixture.reader("mary");
    }

    @BeforeEach
    void nothing_is_asked_for_yet() {
        assertThat(mary.get(PATH).json().path("enabled").asBoolean()).isFalse();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private String begin() {
        Answer begun = mary.post(PATH, Map.of("current_password", AccountFixture.PASSWORD));
        assertThat(begun.status()).as(begun.text()).isEqualTo(201);
        return begun.json().path("secret").asText();
    }

    private String codeNow(String secret) {
        return TestApp.code(secret, fixture.clock.instant());
    }

    private record On(String secret, List<String> recovery) {}

    private On turnOn() {
        String secret = begin();
        Answer confirmed = mary.post(PATH + "/confirm", Map.of("code", codeNow(secret)));
        assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(200);
        List<String> codes = new ArrayList<>();
        confirmed.json().path("recovery_codes").forEach(code -> codes.add(code.asText()));
        fixture.clock.pass(Duration.ofSeconds(30));
        return new On(secret, codes);
    }

    private String pending() {
        Answer login = fixture.login("mary", AccountFixture.PASSWORD);
        assertThat(login.status()).as(login.text()).isEqualTo(202);
        assertThat(login.header("Location")).isEqualTo(CODE);
        assertThat(login.text()).doesNotContain("access_token");
        return login.json().path("pending").asText();
    }

    private Answer second(String pending, String code) {
        return fixture.server.anonymous().post(CODE, Map.of("pending", pending, "code", code));
    }

    private Answer off(String password, String code) {
        return mary.json("DELETE", PATH, "{\"current_password\": \"" + password + "\", \"code\": \"" + code + "\"}");
    }

    @Test
    void it_is_set_up_confirmed_and_asked_for() {
        On on = turnOn();

        assertThat(on.recovery())
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("([a-z2-7]{4}-){3}[a-z2-7]{4}"));
        Answer status = mary.get(PATH);
        assertThat(status.json().path("enabled").asBoolean()).isTrue();
        assertThat(status.json().path("since").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(status.json().path("recovery_codes_left").asInt()).isEqualTo(10);

        Answer signedIn = second(pending(), codeNow(on.secret()));

        assertThat(signedIn.status()).isEqualTo(200);
        TestClient again =
                fixture.server.bearing(signedIn.json().path("access_token").asText());
        assertThat(again.get("/api/v1/me").json().path("username").asText()).isEqualTo("mary");
        assertThat(mary.get("/api/v1/me").status())
                .as("sessions from before go on")
                .isEqualTo(200);
    }

    @Test
    void the_app_is_told_by_an_address_with_the_secret() {
        Answer begun = mary.post(PATH, Map.of("current_password", AccountFixture.PASSWORD));
        String secret = begun.json().path("secret").asText();

        assertThat(secret).matches("[A-Z2-7]{32}");
        assertThat(begun.json().path("uri").asText())
                .isEqualTo("otpauth://totp/Colophon:mary?secret=" + secret
                        + "&issuer=Colophon&algorithm=SHA1&digits=6&period=30");
    }

    @Test
    void before_it_is_confirmed_nothing_is_asked_for() {
        String first = begin();
        String second = begin();

        assertThat(fixture.login("mary", AccountFixture.PASSWORD).status()).isEqualTo(200);
        Answer old = mary.post(PATH + "/confirm", Map.of("code", codeNow(first)));
        assertThat(old.status()).isEqualTo(422);
        assertThat(old.pointer()).isEqualTo("/code");
        assertThat(mary.get(PATH).json().path("enabled").asBoolean()).isFalse();
        assertThat(mary.post(PATH + "/confirm", Map.of("code", codeNow(second))).status())
                .isEqualTo(200);
    }

    @Test
    void setting_it_up_takes_the_password_and_no_other_factor() {
        assertThat(mary.post(PATH, Map.of("current_password", "a stolen token")).pointer())
                .isEqualTo("/current_password");
        assertThat(mary.post(PATH, Map.of()).status()).isEqualTo(422);
        assertThat(mary.post(PATH + "/confirm", Map.of("code", "123456")).code())
                .isEqualTo("no_enrolment");
        turnOn();

        assertThat(mary.post(PATH, Map.of("current_password", AccountFixture.PASSWORD))
                        .code())
                .isEqualTo("factor_on");
        assertThat(mary.post(PATH + "/confirm", Map.of("code", "123456")).code())
                .isEqualTo("no_enrolment");
    }

    @Test
    void a_code_is_accepted_once() {
        On on = turnOn();
        String code = codeNow(on.secret());
        String pending = pending();

        assertThat(second(pending, code).status()).isEqualTo(200);
        assertThat(second(pending, code).code()).isEqualTo("wrong_code");

        fixture.clock.pass(Duration.ofSeconds(30));
        assertThat(second(pending, codeNow(on.secret())).status()).isEqualTo(200);
    }

    @Test
    void of_many_who_come_with_one_code_at_a_moment_one_gets_in() throws Exception {
        On on = turnOn();
        String code = codeNow(on.secret());
        String pending = pending();
        List<Callable<Integer>> tries =
                Collections.nCopies(6, () -> second(pending, code).status());

        List<Integer> statuses = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (Future<Integer> answer : threads.invokeAll(tries)) {
                statuses.add(answer.get());
            }
        }

        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 401);
    }

    @Test
    void the_code_that_confirmed_it_signs_nobody_in() {
        String secret = begin();
        String code = codeNow(secret);
        mary.post(PATH + "/confirm", Map.of("code", code));

        assertThat(second(pending(), code).status()).isEqualTo(401);
    }

    @Test
    void a_recovery_code_is_good_once_however_it_is_typed() {
        On on = turnOn();
        String typed = " " + on.recovery().get(3).replace("-", " ").toUpperCase(Locale.ROOT);

        assertThat(second(pending(), typed).status()).isEqualTo(200);
        assertThat(second(pending(), on.recovery().get(3)).code()).isEqualTo("wrong_code");

        assertThat(mary.get(PATH).json().path("recovery_codes_left").asInt()).isEqualTo(9);
        assertThat(second(pending(), on.recovery().get(4)).status()).isEqualTo(200);
    }

    @Test
    void the_first_step_opens_nothing_and_does_not_last() {
        On on = turnOn();
        String pending = pending();
        assertThat(fixture.server.bearing(pending).get("/api/v1/me").status()).isEqualTo(401);
        assertThat(fixture.server.bearing(pending).page("/account").status()).isEqualTo(303);

        for (String other : List.of("", "AAAA", pending + "A", pending.substring(1), "x".repeat(10_000))) {
            assertThat(second(other, codeNow(on.secret())).code()).as(other).isEqualTo("sign_in_expired");
        }
        fixture.clock.pass(Duration.ofMinutes(5));
        assertThat(second(pending, codeNow(on.secret())).code()).isEqualTo("sign_in_expired");
    }

    @Test
    void another_password_or_a_disabled_account_ends_the_first_step() {
        On on = turnOn();
        String pending = pending();
        fixture.accounts.setPassword("mary", "set by the operator");
        assertThat(second(pending, codeNow(on.secret())).code()).isEqualTo("sign_in_expired");

        String again = fixture.login("mary", "set by the operator")
                .json()
                .path("pending")
                .asText();
        rows.run("UPDATE users SET disabled_at = created_at");
        assertThat(second(again, codeNow(on.secret())).status()).isEqualTo(401);
    }

    @Test
    void the_first_step_of_one_reader_is_worth_nothing_with_the_code_of_another() {
        On on = turnOn();
        TestClient john = fixture.reader("john");
        String secret = john.post(PATH, Map.of("current_password", AccountFixture.PASSWORD))
                .json()
                .path("secret")
                .asText();
        assertThat(john.post(PATH + "/confirm", Map.of("code", codeNow(secret))).status())
                .isEqualTo(200);
        fixture.clock.pass(Duration.ofSeconds(30));

        assertThat(second(pending(), codeNow(secret)).status()).isEqualTo(401);
        assertThat(second(pending(), codeNow(on.secret())).status()).isEqualTo(200);
    }

    @Test
    void a_wrong_password_says_nothing_about_the_factor() {
        turnOn();

        Answer wrong = fixture.login("mary", "not the password");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("wrong_credentials");
    }

    @Test
    void turning_it_off_takes_password_and_code() {
        On on = turnOn();

        assertThat(off("a stolen token", codeNow(on.secret())).pointer()).isEqualTo("/current_password");
        assertThat(off(AccountFixture.PASSWORD, "000000").pointer()).isEqualTo("/code");
        assertThat(off(AccountFixture.PASSWORD, "").pointer()).isEqualTo("/code");
        assertThat(mary.get(PATH).json().path("enabled").asBoolean()).isTrue();

        assertThat(off(AccountFixture.PASSWORD, on.recovery().getFirst()).status())
                .isEqualTo(204);
        assertThat(fixture.login("mary", AccountFixture.PASSWORD).status()).isEqualTo(200);
        assertThat(rows.query("SELECT COUNT(*) FROM recovery_codes")).containsExactly("0");
        assertThat(rows.query("SELECT COUNT(*) FROM second_factors")).containsExactly("0");
    }

    @Test
    void new_recovery_codes_end_the_old_ones() {
        On on = turnOn();

        Answer renewed = mary.post(
                PATH + "/recovery-codes",
                Map.of("current_password", AccountFixture.PASSWORD, "code", codeNow(on.secret())));

        assertThat(renewed.json().path("recovery_codes")).hasSize(10);
        assertThat(second(pending(), on.recovery().getFirst()).status()).isEqualTo(401);
        assertThat(second(
                                pending(),
                                renewed.json().path("recovery_codes").path(0).asText())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void guessing_codes_is_slowed_down_like_guessing_passwords() {
        On on = turnOn();
        fixture.close();
        fixture = new AccountFixture(rows.database(), AccountFixture.settings(true, 3));
        String pending = pending();
        for (int count = 0; count < 3; count++) {
            assertThat(second(pending, "00000" + count).status()).isEqualTo(401);
        }

        assertThat(second(pending, codeNow(on.secret())).status()).isEqualTo(429);
        assertThat(fixture.login("mary", AccountFixture.PASSWORD).status())
                .as("the password may not be tried instead")
                .isEqualTo(429);
    }

    @Test
    void only_hashes_and_what_is_sealed_are_kept() {
        On on = turnOn();
        String kept = String.join(
                "\n",
                rows.query("SELECT secret FROM second_factors").getFirst(),
                String.join("\n", rows.query("SELECT code_hash FROM recovery_codes")));

        assertThat(kept).doesNotContain(on.secret());
        on.recovery().forEach(code -> assertThat(kept).doesNotContain(code).doesNotContain(code.replace("-", "")));
    }

    @Test
    void without_the_key_recovery_codes_are_left() {
        On on = turnOn();
        rows.run("UPDATE second_factors SET secret = 'sealed-by-another-key'");

        assertThat(second(pending(), codeNow(on.secret())).status()).isEqualTo(401);
        assertThat(second(pending(), on.recovery().getFirst()).status()).isEqualTo(200);
    }

    @Test
    void the_operator_removes_it_for_whoever_has_lost_everything() {
        turnOn();

        assertThat(fixture.accounts.removeSecondFactor("MARY")).isTrue();
        assertThat(fixture.accounts.removeSecondFactor("mary")).isFalse();

        assertThat(fixture.login("mary", AccountFixture.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void strangers_and_programs_have_no_part_in_it() {
        assertThat(fixture.server.anonymous().get(PATH).status()).isEqualTo(401);
        assertThat(fixture.server
                        .anonymous()
                        .post(PATH + "/confirm", Map.of("code", "123456"))
                        .status())
                .isEqualTo(401);
        turnOn();
        assertThat(fixture.reader("john").get(PATH).json().path("enabled").asBoolean())
                .isFalse();
    }

    @Test
    void it_goes_with_its_reader() {
        turnOn();

        mary.json("DELETE", "/api/v1/me", "{\"current_password\": \"" + AccountFixture.PASSWORD + "\"}");

        assertThat(rows.query("SELECT COUNT(*) FROM second_factors")).containsExactly("0");
        assertThat(rows.query("SELECT COUNT(*) FROM recovery_codes")).containsExactly("0");
    }
}
