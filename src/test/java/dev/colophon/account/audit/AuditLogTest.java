package dev.colophon.account.audit;

import static dev.colophon.account.AccountFixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.account.AccountFixture;
import dev.colophon.problem.Problem;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is put down of whom, in the transaction of what it tells. */
@EveryDatabase
@Timeout(60)
class AuditLogTest {
    private final TestDatabase rows;
    private final AccountFixture fixture;
    private final AuditLog log;

    AuditLogTest(TestDatabase rows) {
        this.rows = rows;
        fixture = new AccountFixture(rows.database());
        log = new AuditLog(rows.database(), fixture.clock, new AuditSettings(30));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private List<String> told() {
        return log.list(new AuditFilter(null, null), List.of(), 50).items().stream()
                .map(entry ->
                        entry.action() + " " + entry.actorKind() + " " + entry.actorName() + " " + entry.subjectName())
                .toList()
                .reversed();
    }

    @Test
    void what_a_reader_does_with_the_account_is_told_without_any_secret() {
        TestClient browser = fixture.server.anonymous();
        Answer made = browser.post("/api/v1/auth/register", Map.of("username", "mary", "password", PASSWORD));
        TestClient mary =
                fixture.server.bearing(made.json().path("access_token").asText());
        Answer token = mary.post("/api/v1/me/tokens", Map.of("name", "e-reader", "scopes", List.of("notes:read")));
        mary.delete(token.header("Location"));
        mary.delete(token.header("Location"));
        Answer changed = mary.post(
                "/api/v1/auth/password",
                Map.of("current_password", PASSWORD, "new_password", "a long and winding road"));
        fixture.accounts.setPassword("mary", PASSWORD);

        assertThat(told())
                .containsExactly(
                        "account_made READER mary mary",
                        "access_token_made READER mary mary",
                        "access_token_revoked READER mary mary",
                        "password_changed READER mary mary",
                        "password_changed COMMAND null mary");
        String all = String.join("\n", rows.query("SELECT * FROM audit_log"));
        assertThat(all)
                .doesNotContain(
                        token.json().path("secret").asText(),
                        "clp_",
                        PASSWORD,
                        "winding",
                        "e-reader",
                        changed.json().path("access_token").asText());
        assertThat(rows.query("SELECT COUNT(*) FROM audit_log WHERE request_id IS NULL"))
                .containsExactly("1");
    }

    @Test
    void an_account_that_is_removed_leaves_what_was_done_and_takes_its_name() {
        UUID root = fixture.accounts.create("root", null, PASSWORD, true);
        TestClient mary = fixture.reader("mary");
        UUID id = fixture.accounts.idOf("mary").orElseThrow();
        fixture.readers.setQuota(Actor.admin(root), id, 5L);
        mary.json("DELETE", "/api/v1/me", "{\"current_password\":\"" + PASSWORD + "\"}");

        assertThat(fixture.accounts.idOf("mary")).isEmpty();
        assertThat(told())
                .containsExactly(
                        "account_made COMMAND null root",
                        "account_made COMMAND null null",
                        "quota_changed ADMIN root null",
                        "account_removed READER null null");
        assertThat(log.list(new AuditFilter(id, null), List.of(), 50).items()).hasSize(3);
        assertThat(String.join("\n", rows.query("SELECT * FROM audit_log"))).doesNotContain("mary");
    }

    @Test
    void what_is_rolled_back_is_not_told() {
        fixture.accounts.create("mary", null, PASSWORD, false);
        assertThatThrownBy(() -> fixture.accounts.create("MARY", null, PASSWORD, false))
                .isInstanceOf(Problem.class);

        assertThat(told()).hasSize(1);
    }

    @Test
    void old_entries_go_and_the_list_comes_in_parts() {
        fixture.accounts.create("old", null, PASSWORD, false);
        fixture.clock.pass(Duration.ofDays(20));
        for (String name : List.of("one", "two", "three")) {
            fixture.accounts.create(name, null, PASSWORD, false);
        }
        fixture.clock.pass(Duration.ofDays(11));
        log.sweep();

        var filter = new AuditFilter(null, AuditAction.ACCOUNT_MADE);
        var part = log.list(filter, List.of(), 2);
        assertThat(part.items()).extracting(AuditEntry::subjectName).containsExactly("three", "two");
        var rest = log.list(filter, part.next().orElseThrow(), 2);
        assertThat(rest.items()).extracting(AuditEntry::subjectName).containsExactly("one");
        assertThat(rest.next()).isEmpty();
    }
}
