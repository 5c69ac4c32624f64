package dev.colophon.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.account.AccountFixture;
import dev.colophon.account.invitation.Invitations;
import dev.colophon.database.Database;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.Problem;
import dev.colophon.problem.StartFailure;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** What admins do on pages, at the command line. */
@EveryDatabase
@Timeout(60)
class AdminCommandsTest {
    private final TestDatabase rows;
    private StringWriter out = new StringWriter();
    private @Nullable Exception failure;

    AdminCommandsTest(TestDatabase rows) {
        this.rows = rows;
        try (AccountFixture fixture = new AccountFixture(rows.database())) {
            fixture.accounts.create("root", null, AccountFixture.PASSWORD, true);
            fixture.accounts.create("mary", null, AccountFixture.PASSWORD, false);
        }
    }

    private Database open() {
        return TestDatabase.open(rows.settings());
    }

    private String run(Object verb, String... arguments) {
        failure = null;
        out = new StringWriter();
        int code = new CommandLine(verb)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .setExecutionExceptionHandler((thrown, command, parsed) -> {
                    failure = thrown;
                    return 99;
                })
                .execute(arguments);
        assertThat(code).as(out.toString()).isEqualTo(failure == null ? 0 : 99);
        return out.toString();
    }

    private void assertRefused(String reason) {
        assertThat(failure).isInstanceOfAny(StartFailure.class, Problem.class);
        assertThat(failure instanceof StartFailure start ? start.why() : String.valueOf(failure))
                .contains(reason);
    }

    @Test
    void a_reader_is_disabled_enabled_promoted_and_given_a_quota() {
        assertThat(run(new DisableReaderCommand(this::open), "MARY")).contains("Disabled MARY");
        assertThat(run(new ListReadersCommand(this::open)))
                .containsPattern("mary +user +disabled +- +0 +0 B +-")
                .containsPattern("root +admin +enabled");
        run(new EnableReaderCommand(this::open), "mary");
        assertThat(run(new SetRoleCommand(this::open), "mary", "admin")).contains("role admin");
        assertThat(run(new SetQuotaCommand(this::open), "mary", "2048")).contains("2048 bytes");
        assertThat(run(new ListReadersCommand(this::open), "ma", "--json"))
                .contains("\"role\":\"admin\"", "\"quota_bytes\":2048")
                .doesNotContain("root");
        assertThat(run(new SetQuotaCommand(this::open), "mary", "default")).contains("UPLOAD_QUOTA_BYTES");
        run(new SetRoleCommand(this::open), "mary", "user");

        assertThat(run(new AuditCommand(this::open), "--reader", "mary", "--limit", "3"))
                .containsPattern("role_changed +mary +command +user")
                .contains("quota_changed")
                .doesNotContain("account_made");
        assertThat(run(new AuditCommand(this::open), "--action", "account_made", "--json"))
                .contains("\"actor_kind\":\"command\"");
    }

    @Test
    void what_cannot_be_done_is_said_with_a_remedy() {
        run(new DisableReaderCommand(this::open), "root");
        assertRefused("last admin");
        run(new SetRoleCommand(this::open), "root", "user");
        assertRefused("last admin");
        run(new DisableReaderCommand(this::open), "nobody");
        assertRefused("no account is named 'nobody'");
        assertThat(failure)
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        start -> assertThat(start.exitCode()).isEqualTo(ExitCode.INPUT_REFUSED));
        run(new SetQuotaCommand(this::open), "mary", "much");
        assertRefused("whole number of bytes");
        run(new InviteCommand(this::open), "--days", "0");
        assertRefused("1 to 365");
    }

    @Test
    void links_for_new_passwords_and_for_new_accounts_are_printed() {
        assertThat(run(new ResetPasswordCommand(this::open), "mary").strip())
                .matches("/reset-password\\?token=[\\w-]{32}");
        String[] lines = run(new InviteCommand(this::open), "--uses", "3", "--note", "club")
                .split("\\R");
        assertThat(lines[0]).startsWith(Invitations.PATH);
        assertThat(rows.query("SELECT note, role, max_uses FROM invitations")).containsExactly("club|user|3");
        assertThat(run(new InviteCommand(this::open), "--revoke", lines[1])).contains("Revoked");
        run(new InviteCommand(this::open), "--revoke", lines[1]);
        assertRefused("none with this id");
        assertThat(rows.query("SELECT COUNT(*) FROM audit_log WHERE actor_kind = 'command'"))
                .containsExactly("5");
    }
}
