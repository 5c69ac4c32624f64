package dev.colophon.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Plans;
import dev.colophon.database.Session;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every list of readers walks an index, whoever is in it. */
@EveryDatabase
@Timeout(120)
class PeoplePlanTest {
    private static void fill(TestDatabase lent) {
        String numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) ";
        String id = lent.engine() == Engine.SQLITE
                ? "printf('00000000-0000-7000-8000-%012d', i)"
                : "('00000000-0000-7000-8000-' || lpad(CAST(i AS text), 12, '0'))::uuid";
        String at = "'2026-01-01T00:00:00.000000Z'";
        lent.run(numbers
                + "INSERT INTO users (id, username, username_key, password_hash, display_name, role, visibility,"
                + " token_epoch, created_at, updated_at) SELECT " + id
                + ", 'reader' || i, 'reader' || i, 'none', 'Reader',"
                + " 'user', 'public', 0, " + at + ", " + at + " FROM n");
        lent.run("INSERT INTO follows (follower_id, followee_id, state, created_at) SELECT a.id, b.id, 'accepted', "
                + at + " FROM users a JOIN users b ON b.id <> a.id WHERE a.username LIKE '%7'"
                + " AND b.username LIKE '%77'");
        lent.run("INSERT INTO blocks (blocker_id, blocked_id, created_at) SELECT a.id, b.id, " + at
                + " FROM users a JOIN users b ON b.id <> a.id WHERE a.username LIKE '%8' AND b.username LIKE '%88'");
        lent.run("ANALYZE");
    }

    private static Parameters list() {
        return PeopleRepository.viewer(Ids.LAST)
                .and("after_at", Instant.parse("9999-12-31T00:00:00Z"))
                .and("after_id", Ids.LAST)
                .and("limit", 51);
    }

    @Test
    void every_list_walks_its_index(TestDatabase lent) {
        fill(lent);
        new FollowRepository();
        for (PeopleList list : PeopleList.values()) {
            String name = "people.list-of-" + list.name().toLowerCase(Locale.ROOT);
            for (String plan : Plans.of(lent, name, list())) {
                assertThat(plan)
                        .as(name)
                        .containsAnyOf("follows_of_", "blocks_of_", "sqlite_autoindex_blocks", "blocks_pkey")
                        .doesNotContain("Seq Scan on follows", "Seq Scan on blocks", "SCAN follows", "SCAN blocks");
            }
        }
    }

    @Test
    void one_reader_and_those_whose_names_begin_so_are_found_by_name(TestDatabase lent) {
        fill(lent);
        lent.database().read((Session session) -> new PeopleRepository().id(session, "reader1"));
        demandNoScan(
                lent, "people.person-by-name", PeopleRepository.viewer(Ids.LAST).and("key", "reader9"));
        demandNoScan(
                lent,
                "people.search",
                PeopleRepository.viewer(Ids.LAST)
                        .and("from_key", "reader19")
                        .and("until_key", "reader19\u007f")
                        .and("after_key", "")
                        .and("limit", 51));
    }

    private static void demandNoScan(TestDatabase lent, String name, Parameters parameters) {
        for (String plan : Plans.of(lent, name, parameters)) {
            assertThat(plan)
                    .as(name)
                    .doesNotContain("Seq Scan on users", "Seq Scan on follows", "SCAN u", "SCAN f", "SCAN users");
        }
    }
}
