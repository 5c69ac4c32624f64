package dev.colophon.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.account.audit.Actor;
import dev.colophon.account.audit.AuditAction;
import dev.colophon.account.audit.AuditFilter;
import dev.colophon.account.audit.AuditLog;
import dev.colophon.account.audit.AuditSettings;
import dev.colophon.account.invitation.Invitations;
import dev.colophon.account.reader.Readers;
import dev.colophon.admin.job.ImportStates;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Plans;
import dev.colophon.problem.Problem;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every list of the admins walks an index, however many readers there are. */
@EveryDatabase
@Timeout(120)
class AdminPlanTest {
    private static final String AT = "'2026-01-01T00:00:00.000000Z'";

    private static void fill(TestDatabase lent) {
        String numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) ";
        String id = lent.engine() == Engine.SQLITE
                ? "printf('00000000-0000-7000-8000-%012d', i)"
                : "('00000000-0000-7000-8000-' || lpad(CAST(i AS text), 12, '0'))::uuid";
        lent.run(numbers
                + "INSERT INTO users (id, username, username_key, password_hash, display_name, role, visibility,"
                + " token_epoch, created_at, updated_at) SELECT " + id
                + ", 'reader' || i, 'reader' || i, 'none', 'Reader', CASE WHEN i % 1000 = 0 THEN 'admin' ELSE 'user' END,"
                + " 'public', 0, " + AT + ", " + AT + " FROM n");
        lent.run(numbers
                + "INSERT INTO sessions (id, user_id, token_epoch, device, created_at, last_seen_at, expires_at)"
                + " SELECT " + id + ", " + id + ", 0, '', " + AT + ", " + AT + ", " + AT + " FROM n");
        lent.run(numbers
                + "INSERT INTO audit_log (id, happened_at, action, actor_kind, subject_id, detail) SELECT " + id + ", "
                + AT + ", CASE WHEN i % 10 = 0 THEN 'role_changed' ELSE 'account_made' END, 'command', " + id
                + ", '' FROM n");
        lent.run(numbers
                + "INSERT INTO invitations (id, token_hash, note, role, max_uses, uses, created_at, expires_at) SELECT "
                + id + ", 'hash' || i, '', 'user', 1, 0, " + AT + ", " + AT + " FROM n");
        lent.run(numbers
                + "INSERT INTO import_jobs (id, user_id, source, status, dry_run, row_count, counts, notes, created_at)"
                + " SELECT " + id + ", " + id + ", 'goodreads', 'done', "
                + (lent.engine() == Engine.SQLITE ? "0" : "false") + ", 1, '{}', '[]', " + AT + " FROM n");
        lent.run("ANALYZE");
    }

    private static void demandNoScan(TestDatabase lent, String name, Parameters parameters) {
        for (String plan : Plans.of(lent, name, parameters)) {
            assertThat(plan)
                    .as(name)
                    .doesNotContain(
                            "Seq Scan on users",
                            "Seq Scan on sessions",
                            "Seq Scan on audit_log",
                            "Seq Scan on invitations",
                            "Seq Scan on import_jobs",
                            "USE TEMP B-TREE FOR ORDER BY");
            assertThat(plan.replaceAll("SCAN \\w+ USING", "walk of")).as(name).doesNotContain("SCAN ");
        }
    }

    @Test
    void readers_are_found_by_name_and_by_id(TestDatabase lent) {
        fill(lent);
        new ReaderAccounts(lent.database()).list("reader1", List.of(), 1);
        demandNoScan(
                lent,
                "admin.readers",
                Parameters.of("from_key", "reader19")
                        .and("until_key", "reader19\u007f")
                        .and("after_key", "")
                        .and("limit", 51));
        demandNoScan(lent, "admin.reader", Parameters.of("id", Ids.LAST));
        demandNoScan(lent, "admin.reader-by-name", Parameters.of("key", "reader7"));
    }

    @Test
    void the_few_admins_are_found_among_all_readers(TestDatabase lent) {
        fill(lent);
        var readers = new Readers(lent.database(), Clock.systemUTC(), id -> {});
        try {
            readers.enable(Actor.COMMAND, UUID.randomUUID());
        } catch (Problem expected) {
            assertThat(expected.code()).isEqualTo("not_found");
        }
        for (String plan : Plans.of(lent, "account.admins-hold", Parameters.none())) {
            assertThat(plan).contains("users_admins");
        }
    }

    @Test
    void the_audit_log_and_invitations_walk_their_indexes(TestDatabase lent) {
        fill(lent);
        var log = new AuditLog(lent.database(), Clock.systemUTC(), new AuditSettings(1));
        log.list(new AuditFilter(null, AuditAction.ROLE_CHANGED), List.of(), 1);
        new Invitations(lent.database(), Clock.systemUTC()).list(List.of(), 1);
        Parameters page = Parameters.of("before", Ids.LAST).and("limit", 51);
        demandNoScan(lent, "account.audit-list", page);
        demandNoScan(lent, "account.invitations", page);
        new ImportStates(lent.database()).list(List.of(), 1);
        demandNoScan(lent, "admin.imports", page);
        demandNoScan(
                lent,
                "account.audit-of-reader",
                Parameters.of("before", Ids.LAST).and("limit", 51).and("subject_id", Ids.LAST));
        demandNoScan(
                lent,
                "account.audit-of-action",
                Parameters.of("before", Ids.LAST).and("limit", 51).and("action", "role_changed"));
        demandNoScan(
                lent,
                "account.audit-of-reader-and-action",
                Parameters.of("before", Ids.LAST)
                        .and("limit", 51)
                        .and("subject_id", Ids.LAST)
                        .and("action", "role_changed"));
        demandNoScan(lent, "account.audit-forget-actor", Parameters.of("reader", Ids.LAST));
        demandNoScan(lent, "account.audit-forget-subject", Parameters.of("reader", Ids.LAST));
        demandNoScan(lent, "account.invitation-by-token", Parameters.of("token_hash", "hash7"));
        demandNoScan(lent, "account.audit-sweep", Parameters.of("before", Instant.parse("2025-01-01T00:00:00Z")));
    }
}
