package dev.colophon.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Plans;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Journals and the feed walk the journal of a reader by its index, whoever looks and however much there is. */
@EveryDatabase
@Timeout(120)
class FeedPlanTest {
    /** Tables that are empty here are scanned by PostgreSQL, and a page that was cut off by SQLite. */
    private static final String[] SCANS = {
        "Seq Scan on journals",
        "Seq Scan on follows",
        "SCAN h",
        "SCAN g",
        "SCAN u",
        "SCAN n",
        "SCAN b",
        "SCAN r",
        "SCAN l"
    };

    private static void fill(TestDatabase lent) {
        boolean sqlite = lent.engine() == Engine.SQLITE;
        String numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) ";
        String at = "'2026-01-01T00:00:00.000000Z'";
        lent.run(numbers.formatted(400)
                + "INSERT INTO users (id, username, username_key, password_hash, display_name, role, visibility,"
                + " token_epoch, created_at, updated_at) SELECT " + id(sqlite, "i")
                + ", 'reader' || i, 'reader' || i, 'none', 'Reader', 'user', 'public', 0, " + at + ", " + at
                + " FROM n");
        lent.run("INSERT INTO follows (follower_id, followee_id, state, created_at) SELECT a.id, b.id, 'accepted', "
                + at + " FROM users a JOIN users b ON b.id <> a.id WHERE a.username LIKE '%7'");
        lent.run(numbers.formatted(40_000)
                + "INSERT INTO journals (id, user_id, kind, goal_year, goal_metric, goal_target, visibility,"
                + " happened_at, version, updated_at) SELECT " + id(sqlite, "i") + ", " + id(sqlite, "i % 400 + 1")
                + ", 'goal', i, 'books', 12, 'inherit', " + moment(sqlite) + ", 1, " + at + " FROM n");
        lent.run("ANALYZE");
    }

    private static String id(boolean sqlite, String number) {
        return sqlite
                ? "printf('00000000-0000-7000-8000-%012d', " + number + ")"
                : "('00000000-0000-7000-8000-' || lpad(CAST(" + number + " AS text), 12, '0'))::uuid";
    }

    private static String moment(boolean sqlite) {
        return sqlite
                ? "strftime('%Y-%m-%dT%H:%M:%S.000000Z', 1767225600 + i * 60, 'unixepoch')"
                : "to_timestamp(1767225600 + i * 60)";
    }

    private static void demandNoScan(TestDatabase lent, String name, Parameters parameters, String index) {
        for (String plan : Plans.of(lent, name, parameters)) {
            assertThat(plan).as(name).contains(index).doesNotContain(SCANS);
        }
    }

    @Test
    void every_list_walks_the_index_of_a_reader(TestDatabase lent) {
        fill(lent);
        UUID viewer = UUID.fromString("00000000-0000-7000-8000-000000000007");
        Journal journal = new Journal(lent.database(), Clock.systemUTC());
        assertThat(journal.feed(viewer, List.of(), 50).items()).hasSize(50);

        demandNoScan(lent, "feed.feed", FeedRepository.feed(viewer, List.of(), 51), "journals_of_user");
        demandNoScan(lent, "feed.news", FeedRepository.news(viewer, Instant.EPOCH, 51), "journals_of_user");
        Parameters page = FeedRepository.place(List.of(), 51);
        demandNoScan(lent, "feed.journal", page.and("user_id", viewer), "journals_of_user");
        demandNoScan(
                lent,
                "feed.journal-of-person",
                FeedRepository.place(List.of(), 51).and("owner_id", viewer).and("reach", 1),
                "journals_of_user");
    }

    @Test
    void what_a_change_takes_out_is_found_by_what_it_was_about(TestDatabase lent) {
        fill(lent);
        new Journal(lent.database(), Clock.systemUTC());
        new Recording(Clock.systemUTC());
        new JournalUnion();
        demandNoScan(
                lent,
                "feed.entries-forget",
                Parameters.of("userbook_id", Ids.LAST).and("kind", "rated"),
                "journals_of_userbook");
        demandNoScan(
                lent,
                "feed.entries-to-open-read",
                Parameters.of("from", Ids.LAST).and("into", Ids.LAST),
                "journals_of_read");
        demandNoScan(lent, "feed.entry-forget-end", Parameters.of("read_id", Ids.LAST), "journals_of_read");
        demandNoScan(lent, "feed.entries-forget-empty-days", Parameters.of("read_id", Ids.LAST), "journals_of_read");
    }
}
