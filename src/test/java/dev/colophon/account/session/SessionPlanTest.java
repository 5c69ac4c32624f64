package dev.colophon.account.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Plans;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A reader's sessions are found by their index, however many others have. */
@EveryDatabase
@Timeout(120)
class SessionPlanTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static void fill(TestDatabase lent) {
        String numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) ";
        String id = lent.engine() == Engine.SQLITE
                ? "printf('00000000-0000-7000-8000-%012d', i)"
                : "('00000000-0000-7000-8000-' || lpad(CAST(i AS text), 12, '0'))::uuid";
        String at = "'2026-01-01T00:00:00.000000Z'";
        lent.run(numbers
                + "INSERT INTO users (id, username, username_key, password_hash, display_name, role, visibility,"
                + " token_epoch, created_at, updated_at) SELECT " + id + ", 'reader' || i, 'reader' || i, 'none',"
                + " 'Reader', 'user', 'public', 0, " + at + ", " + at + " FROM n");
        lent.run(numbers
                + "INSERT INTO sessions (id, user_id, token_epoch, device, created_at, last_seen_at, expires_at)"
                + " SELECT " + id + ", " + id + ", 0, 'curl', " + at + ", " + at + ", " + at + " FROM n");
        lent.run("ANALYZE");
    }

    private static Parameters reader() {
        return Parameters.of("user_id", Ids.LAST);
    }

    @Test
    void every_statement_walks_its_index(TestDatabase lent) throws ClassNotFoundException {
        fill(lent);
        lent.database().read(session -> SessionRepository.find(session, Ids.LAST, Ids.LAST));
        Class.forName("dev.colophon.account.token.SessionRows");

        demandNoScan(
                lent,
                "account.sessions",
                reader().and("before", Ids.LAST).and("now", NOW).and("limit", 51));
        demandNoScan(lent, "account.session-expiry", reader().and("id", Ids.LAST));
        demandNoScan(lent, "account.sessions-beyond", reader().and("kept", 100));
        demandNoScan(lent, "account.session-delete", Parameters.of("id", Ids.LAST));
        demandNoScan(lent, "account.sessions-sweep", Parameters.of("now", NOW.minusSeconds(1)));
    }

    private static void demandNoScan(TestDatabase lent, String name, Parameters parameters) {
        for (String plan : Plans.of(lent, name, parameters)) {
            assertThat(plan).as(name).doesNotContain("Seq Scan", "SCAN");
        }
    }
}
