package dev.colophon.account.invitation;

import static dev.colophon.account.AccountFixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.account.AccountFixture;
import dev.colophon.account.audit.Actor;
import dev.colophon.account.reader.Role;
import dev.colophon.database.Database;
import dev.colophon.settings.AccountSettings.Registration;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who may make an account by themselves, and as what. */
@EveryDatabase
@Timeout(120)
class InvitationTest {
    private final TestDatabase rows;

    InvitationTest(TestDatabase rows) {
        this.rows = rows;
    }

    private AccountFixture fixture(Registration registration) {
        return new AccountFixture(database(), AccountFixture.settings(registration, 0));
    }

    private Database database() {
        return rows.database();
    }

    private static String token(AccountFixture fixture, NewInvitation wanted) {
        String path = fixture.invitations.make(Actor.COMMAND, wanted).path();
        assertThat(path).startsWith("/sign-up?invitation=");
        return path.substring(path.indexOf('=') + 1);
    }

    private static Answer register(AccountFixture fixture, String name, String token) {
        Map<String, String> body = new HashMap<>(Map.of("username", name, "password", PASSWORD));
        if (!token.isEmpty()) {
            body.put("invitation", token);
        }
        return fixture.server.anonymous().post("/api/v1/auth/register", body);
    }

    private List<String> roles() {
        return rows.query("SELECT username, role FROM users ORDER BY username");
    }

    @Test
    void where_people_are_invited_an_account_takes_an_invitation() {
        try (AccountFixture fixture = fixture(Registration.INVITATION)) {
            TestClient browser = fixture.server.anonymous();
            assertThat(browser.page("/sign-up").status()).isEqualTo(403);
            assertThat(register(fixture, "mary", "").code()).isEqualTo("invitation_needed");
            assertThat(register(fixture, "mary", "x").code()).isEqualTo("invitation");

            String token = token(fixture, new NewInvitation("club", null, 2, 3));
            Answer page = browser.page("/sign-up?invitation=" + token);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.text()).contains(token);
            Map<String, String> form = Map.of("username", "mary", "password", PASSWORD, "invitation", token);
            assertThat(browser.submit("/sign-up?invitation=" + token, "/sign-up", form)
                            .status())
                    .isEqualTo(303);
            assertThat(register(fixture, "mary", token).code()).isEqualTo("username_taken");
            assertThat(register(fixture, "john", token).status()).isEqualTo(201);
            assertThat(register(fixture, "paul", token).code()).isEqualTo("invitation");
            assertThat(browser.page("/sign-up?invitation=" + token).status()).isIn(303, 403);

            assertThat(roles()).containsExactly("john|user", "mary|user");
            assertThat(rows.query("SELECT uses FROM invitations")).containsExactly("2");
            assertThat(rows.query("SELECT token_hash FROM invitations")).doesNotContain(token);
            assertThat(rows.query("SELECT subject_name FROM audit_log WHERE action = 'invitation_used' ORDER BY id"))
                    .containsExactly("mary", "john");
        }
    }

    @Test
    void an_invitation_may_make_an_admin_expires_and_is_revoked() {
        try (AccountFixture fixture = fixture(Registration.OPEN)) {
            String admin = token(fixture, new NewInvitation(null, Role.ADMIN, null, null));
            assertThat(register(fixture, "root", admin).status()).isEqualTo(201);
            assertThat(register(fixture, "mary", "").status()).isEqualTo(201);
            assertThat(roles()).containsExactly("mary|user", "root|admin");

            String late = token(fixture, new NewInvitation(null, null, null, 1));
            fixture.clock.pass(Duration.ofDays(1));
            assertThat(register(fixture, "late", late).code()).isEqualTo("invitation");
            var made = fixture.invitations.make(Actor.COMMAND, new NewInvitation(null, null, null, null));
            fixture.invitations.revoke(Actor.COMMAND, made.invitation().id());
            String revoked = made.path().substring(made.path().indexOf('=') + 1);
            assertThat(register(fixture, "late", revoked).code()).isEqualTo("invitation");

            fixture.clock.pass(Duration.ofDays(40));
            fixture.invitations.sweep();
            assertThat(rows.query("SELECT COUNT(*) FROM invitations")).containsExactly("0");
        }
    }

    @Test
    void where_registration_is_closed_no_invitation_helps() {
        try (AccountFixture fixture = fixture(Registration.CLOSED)) {
            String token = token(fixture, new NewInvitation(null, null, null, null));
            assertThat(register(fixture, "mary", token).code()).isEqualTo("registration_closed");
        }
    }

    @Test
    void the_last_use_is_used_once_however_many_come_at_once() throws Exception {
        try (AccountFixture fixture = fixture(Registration.INVITATION)) {
            String token = token(fixture, new NewInvitation(null, null, 3, null));
            assertThat(statuses(fixture, token, "guest", 8)).containsExactly(201, 201, 201, 403, 403, 403, 403, 403);
            assertThat(rows.query("SELECT COUNT(*) FROM users")).containsExactly("3");
            assertThat(rows.query("SELECT uses FROM invitations")).containsExactly("3");
        }
    }

    @Test
    void on_a_machine_of_ones_own_the_first_account_is_the_admins_and_only_that() throws Exception {
        try (AccountFixture fixture =
                new AccountFixture(database(), AccountFixture.settings(Registration.OPEN, 0), true)) {
            assertThat(fixture.server.anonymous().page("/sign-up").text()).contains("first account");
            assertThat(statuses(fixture, "", "first", 6)).containsOnly(201);
            assertThat(rows.query("SELECT COUNT(*) FROM users WHERE role = 'admin'"))
                    .containsExactly("1");
            assertThat(rows.query("SELECT detail FROM audit_log ORDER BY id")).contains("admin", "user");
            assertThat(fixture.server.anonymous().page("/sign-up").text()).doesNotContain("first account");
        }
    }

    @Test
    void elsewhere_the_first_account_is_a_readers() {
        try (AccountFixture fixture = fixture(Registration.OPEN)) {
            assertThat(fixture.server.anonymous().page("/sign-up").text()).doesNotContain("first account");
            assertThat(register(fixture, "mary", "").status()).isEqualTo(201);
            assertThat(roles()).containsExactly("mary|user");
        }
    }

    private static List<Integer> statuses(AccountFixture fixture, String token, String name, int count)
            throws Exception {
        List<Callable<Integer>> all = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            String each = name + index;
            all.add(() -> register(fixture, each, token).status());
        }
        List<Integer> statuses = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(count)) {
            for (Future<Integer> done : threads.invokeAll(all)) {
                statuses.add(done.get());
            }
        }
        return statuses.stream().sorted().toList();
    }
}
