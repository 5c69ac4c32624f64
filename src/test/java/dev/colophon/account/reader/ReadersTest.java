package dev.colophon.account.reader;

import static dev.colophon.account.AccountFixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.account.AccountFixture;
import dev.colophon.account.audit.Actor;
import dev.colophon.problem.Problem;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an admin does with an account, whatever comes at the same moment. */
@EveryDatabase
@Timeout(120)
class ReadersTest {
    private static final int ROUNDS = 20;
    private static final String OTHER = "a long and winding road";

    private final TestDatabase rows;
    private final AccountFixture fixture;
    private final Readers readers;
    private final UUID root;
    private final Actor admin;

    ReadersTest(TestDatabase rows) {
        this.rows = rows;
        fixture = new AccountFixture(rows.database());
        readers = fixture.readers;
        root = fixture.accounts.create("root", null, PASSWORD, true);
        admin = Actor.admin(root);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private String state(UUID id) {
        return rows.query("SELECT role, CASE WHEN disabled_at IS NULL THEN 'on' ELSE 'off' END FROM users WHERE id = '"
                        + id + "'")
                .getFirst();
    }

    /** How many of the two were refused. */
    private static long atOnce(Runnable one, Runnable other) throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Future<Boolean>> done =
                    threads.invokeAll(List.<Callable<Boolean>>of(() -> refused(one), () -> refused(other)));
            long count = 0;
            for (Future<Boolean> each : done) {
                count += each.get() ? 1 : 0;
            }
            return count;
        }
    }

    private static boolean refused(Runnable work) {
        try {
            work.run();
            return false;
        } catch (Problem problem) {
            assertThat(problem.code()).isEqualTo("last_admin");
            return true;
        }
    }

    @Test
    void the_last_admin_who_can_sign_in_stays_one() {
        UUID mary = fixture.accounts.create("mary", null, PASSWORD, true);
        readers.disable(admin, mary);

        assertThatThrownBy(() -> readers.disable(admin, root)).hasMessageContaining("last admin");
        assertThatThrownBy(() -> readers.setRole(admin, root, Role.USER)).hasMessageContaining("last admin");
        readers.setRole(admin, mary, Role.USER);
        readers.setRole(admin, root, Role.ADMIN);
        assertThat(state(root)).isEqualTo("admin|on");
        assertThat(state(mary)).isEqualTo("user|off");
    }

    @Test
    void of_two_admins_who_disable_or_demote_each_other_at_once_one_stays() throws Exception {
        UUID mary = fixture.accounts.create("mary", null, PASSWORD, true);
        Actor other = Actor.admin(mary);
        for (int round = 0; round < ROUNDS; round++) {
            boolean demote = round % 2 == 0;
            long refused = atOnce(() -> readers.disable(admin, mary), () -> {
                if (demote) {
                    readers.setRole(other, root, Role.USER);
                } else {
                    readers.disable(other, root);
                }
            });
            assertThat(refused).isEqualTo(1);
            assertThat(rows.query("SELECT COUNT(*) FROM users WHERE role = 'admin' AND disabled_at IS NULL"))
                    .containsExactly("1");
            for (UUID each : List.of(root, mary)) {
                readers.enable(Actor.COMMAND, each);
                readers.setRole(Actor.COMMAND, each, Role.ADMIN);
            }
        }
    }

    @Test
    void whoever_is_disabled_is_out_at_once_with_all_sessions_and_tokens() {
        TestClient mary = fixture.reader("mary");
        UUID id = fixture.accounts.idOf("mary").orElseThrow();
        String program = mary.post("/api/v1/me/tokens", Map.of("name", "e", "scopes", List.of("profile:read")))
                .json()
                .path("secret")
                .asText();
        TestClient token = fixture.server.bearing(program);
        assertThat(token.get("/api/v1/me").status()).isEqualTo(200);

        readers.disable(admin, id);
        readers.disable(admin, id);

        assertThat(mary.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(token.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(fixture.login("mary", PASSWORD).status()).isEqualTo(401);
        assertThatThrownBy(() -> readers.resetPassword(admin, id)).hasMessageContaining("disabled");
        readers.enable(admin, id);
        assertThat(mary.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(token.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(fixture.login("mary", PASSWORD).status()).isEqualTo(200);
        assertThat(rows.query("SELECT COUNT(*) FROM audit_log WHERE action = 'reader_disabled'"))
                .containsExactly("1");
    }

    @Test
    void a_link_sets_a_new_password_once_and_ends_every_session() {
        TestClient mary = fixture.reader("mary");
        UUID id = fixture.accounts.idOf("mary").orElseThrow();
        String first = readers.resetPassword(admin, id).path();
        String path = readers.resetPassword(admin, id).path();
        String token = path.substring(path.indexOf('=') + 1);
        TestClient browser = fixture.server.anonymous();

        assertThat(browser.page(first).status()).isEqualTo(404);
        assertThat(rows.query("SELECT token_hash FROM password_resets"))
                .hasSize(1)
                .doesNotContain(token);
        Answer short_ = browser.submit(path, "/reset-password", Map.of("token", token, "new_password", "short"));
        assertThat(short_.status()).isEqualTo(422);
        assertThat(short_.text()).contains("at least 10", token);
        Answer done = browser.submit(path, "/reset-password", Map.of("token", token, "new_password", OTHER));
        assertThat(done.header("Location")).isEqualTo("/sign-in");

        assertThat(mary.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(fixture.login("mary", PASSWORD).status()).isEqualTo(401);
        assertThat(fixture.login("mary", OTHER).status()).isEqualTo(200);
        assertThat(browser.page(path).status()).isEqualTo(404);
        assertThat(browser.submit("/sign-in", "/reset-password", Map.of("token", token, "new_password", PASSWORD))
                        .status())
                .isEqualTo(404);
        assertThat(rows.query("SELECT action, actor_kind, detail FROM audit_log WHERE actor_id = '" + id + "'"))
                .containsExactly("password_changed|reader|link");
    }

    @Test
    void a_link_is_good_for_a_day_and_not_after_another_password() {
        fixture.reader("mary");
        UUID id = fixture.accounts.idOf("mary").orElseThrow();
        TestClient browser = fixture.server.anonymous();
        String late = readers.resetPassword(admin, id).path();
        assertThat(browser.page(late).status()).isEqualTo(200);
        fixture.clock.pass(Duration.ofDays(1));
        assertThat(browser.page(late).status()).isEqualTo(404);

        String replaced = readers.resetPassword(admin, id).path();
        fixture.accounts.setPassword("mary", OTHER);
        assertThat(browser.page(replaced).status()).isEqualTo(404);
        String disabled = readers.resetPassword(admin, id).path();
        readers.disable(admin, id);
        readers.enable(admin, id);
        assertThat(browser.page(disabled).status()).isEqualTo(404);
        assertThat(browser.page("/reset-password?token=%27%20OR%201%3D1").status())
                .isIn(400, 404);
    }

    @Test
    void what_is_not_there_is_not_found() {
        UUID nobody = UUID.randomUUID();
        for (Runnable work : List.<Runnable>of(
                () -> readers.disable(admin, nobody),
                () -> readers.enable(admin, nobody),
                () -> readers.setRole(admin, nobody, Role.ADMIN),
                () -> readers.setQuota(admin, nobody, 1L),
                () -> readers.resetPassword(admin, nobody),
                () -> readers.removeSecondFactor(admin, nobody))) {
            assertThatThrownBy(work::run).isInstanceOf(Problem.class).hasMessageContaining("nothing here");
        }
        assertThat(readers.removeSecondFactor(admin, root)).isFalse();
        assertThat(rows.query("SELECT COUNT(*) FROM audit_log")).containsExactly("1");
    }
}
