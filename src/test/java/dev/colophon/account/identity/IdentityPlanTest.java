package dev.colophon.account.identity;

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

/** An identity is found by its index, however many there are. */
@EveryDatabase
@Timeout(120)
class IdentityPlanTest {
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
        lent.run(numbers + "INSERT INTO identities (issuer, subject, user_id, created_at)"
                + " SELECT 'https://login.example', 'subject' || i, " + id + ", " + at + " FROM n");
        lent.run("ANALYZE");
    }

    @Test
    void every_statement_walks_its_index(TestDatabase lent) {
        fill(lent);
        lent.database().read(session -> IdentityRepository.ofReader(session, "https://login.example", Ids.LAST));
        Parameters subject = Parameters.of("issuer", "https://login.example").and("subject", "subject7");
        Parameters reader = Parameters.of("issuer", "https://login.example").and("user_id", Ids.LAST);

        demandNoScan(lent, "account.identity", subject);
        demandNoScan(lent, "account.identity-used", subject.and("now", NOW));
        demandNoScan(lent, "account.identity-of-reader", reader);
        demandNoScan(lent, "account.identity-delete", reader);
    }

    private static void demandNoScan(TestDatabase lent, String name, Parameters parameters) {
        for (String plan : Plans.of(lent, name, parameters)) {
            assertThat(plan).as(name).doesNotContain("Seq Scan", "SCAN");
        }
    }
}
