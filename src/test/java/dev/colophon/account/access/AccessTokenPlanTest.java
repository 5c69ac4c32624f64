package dev.colophon.account.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.account.token.AccessTokenText;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Plans;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A token is found by its hash, and a reader's tokens by their index, however many there are. */
@EveryDatabase
@Timeout(120)
class AccessTokenPlanTest {
    private static final int MANY = 3_000;

    private static void fill(TestDatabase lent) {
        String numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + MANY + ") ";
        String id = lent.engine() == Engine.SQLITE
                ? "printf('00000000-0000-7000-8000-%012d', i)"
                : "('00000000-0000-7000-8000-' || lpad(CAST(i AS text), 12, '0'))::uuid";
        String at = "'2026-01-01T00:00:00.000000Z'";
        lent.run(numbers
                + "INSERT INTO users (id, username, username_key, password_hash, display_name, role, visibility,"
                + " token_epoch, created_at, updated_at) SELECT " + id + ", 'reader' || i, 'reader' || i, 'none',"
                + " 'Reader', 'user', 'public', 0, " + at + ", " + at + " FROM n");
        lent.run(numbers
                + "INSERT INTO access_tokens (id, user_id, name, prefix, token_hash, scopes, created_at) SELECT " + id
                + ", " + id + ", 'name', 'clp_', 'hash' || i, 'notes:read', " + at + " FROM n");
        lent.run("ANALYZE");
    }

    @Test
    void every_statement_walks_its_index(TestDatabase lent) throws ClassNotFoundException {
        fill(lent);
        Class.forName(AccessTokenText.class.getPackageName() + ".AccessTokenStanding");
        lent.database().read(session -> AccessTokenRepository.list(session, Ids.LAST, List.of(), 1));
        Parameters reader = Parameters.of("user_id", Ids.LAST);

        demandNoScan(
                lent,
                "account.access-tokens",
                Parameters.of("user_id", Ids.LAST).and("before", Ids.LAST).and("limit", 51));
        demandNoScan(lent, "account.access-token-count", reader);
        demandNoScan(lent, "account.access-token-delete-all", reader);
        demandNoScan(
                lent,
                "account.access-token-delete",
                Parameters.of("user_id", Ids.LAST).and("id", Ids.LAST));
        demandNoScan(lent, "account.standing-of-access-token", Parameters.of("token_hash", "hash7"));
    }

    private static void demandNoScan(TestDatabase lent, String name, Parameters parameters) {
        for (String plan : Plans.of(lent, name, parameters)) {
            assertThat(plan).as(name).doesNotContain("Seq Scan", "SCAN", "USE TEMP B-TREE");
        }
    }
}
