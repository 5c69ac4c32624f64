package dev.colophon.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.Drafts;
import dev.colophon.database.Parameters;
import dev.colophon.database.Plans;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.intake.Intake;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TakesLong;
import dev.colophon.testing.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every number is made from the rows of one reader, found by an index. */
@EveryDatabase
@Timeout(120)
class StatisticsPlanTest {
    private static final int ENTRIES = 4_000;
    private static final int READERS = 1_000;
    private static final String MOMENT = "'2026-01-01T00:00:00.000000Z'";

    @TakesLong("fills the shelves of a thousand readers")
    @Test
    void no_statement_looks_at_the_rows_of_others(TestDatabase lent) throws ClassNotFoundException {
        fill(lent);
        for (String name :
                List.of("StatisticsRepository", "goal.GoalRepository", "share.ShareRepository", "review.YearReviews")) {
            Class.forName("dev.colophon.statistics." + name);
        }
        Class.forName("dev.colophon.shelf.home.RecentBook");
        Parameters days = own().and("first_day", LocalDate.of(2026, 1, 1)).and("last_day", LocalDate.of(2026, 12, 31));
        demandOwnRows(lent, "statistics.finished-reads", own());
        demandOwnRows(lent, "statistics.finished-books", own());
        demandOwnRows(lent, "statistics.finished-reads-of-years", days);
        demandOwnRows(lent, "statistics.books-of-year", days);
        demandOwnRows(lent, "statistics.years", own());
        demandOwnRows(lent, "statistics.undated-reads", own());
        demandOwnRows(
                lent,
                "statistics.moments-of-progress",
                own().and("since", Instant.parse("2026-01-01T00:00:00Z"))
                        .and("until", Instant.parse("2027-01-01T00:00:00Z")));
        demandOwnRows(
                lent,
                "shelf.recently-finished",
                Parameters.of("user_id", UUID.randomUUID())
                        .and("since", LocalDate.of(2025, 1, 1))
                        .and("limit", 6));
        demandKeys(lent);
    }

    private static void demandKeys(TestDatabase lent) {
        Parameters reader = Parameters.of("user_id", UUID.randomUUID());
        demandKey(lent, "statistics.goals-of-year", reader.and("year", 2026));
        demandKey(
                lent,
                "statistics.goals",
                Parameters.of("user_id", UUID.randomUUID())
                        .and("after_year", 3_000)
                        .and("after_metric", "")
                        .and("limit", 51));
        demandKey(
                lent,
                "statistics.shares",
                Parameters.of("user_id", UUID.randomUUID())
                        .and("after_year", 10_000)
                        .and("limit", 51));
        demandKey(lent, "statistics.share-by-token", Parameters.of("token_hash", "x"));
    }

    private static Parameters own() {
        return Parameters.of("owner_id", UUID.randomUUID()).and("reach", 3);
    }

    private static void demandOwnRows(TestDatabase lent, String name, Parameters parameters) {
        for (String plan : Plans.of(lent, name, parameters)) {
            assertThat(plan)
                    .as(name)
                    .contains("userbooks_", "reads_by_userbook")
                    .doesNotContainPattern("Seq Scan on (userbooks|reads|books|progress)|SCAN [urbp]\\b");
        }
    }

    private static void demandKey(TestDatabase lent, String name, Parameters parameters) {
        for (String plan : Plans.of(lent, name, parameters)) {
            assertThat(plan)
                    .as(name)
                    .containsAnyOf(
                            "goals_pkey", "sqlite_autoindex_goals", "share_links_", "sqlite_autoindex_share_links")
                    .doesNotContain("Seq Scan", "SCAN ");
        }
    }

    /** Many readers with a few books each, so that looking at all of them would not pay. */
    private static void fill(TestDatabase lent) {
        String id = lent.engine() == Engine.SQLITE
                ? "printf('00000000-0000-7000-8000-%012d', i)"
                : "('00000000-0000-7000-8000-' || lpad(CAST(i AS text), 12, '0'))::uuid";
        lent.run("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + READERS + ")"
                + " INSERT INTO users (id, username, username_key, password_hash, display_name, role, visibility,"
                + " token_epoch, created_at, updated_at) SELECT " + id + ", 'reader' || i, 'reader' || i, 'none',"
                + " 'Reader', 'user', 'public', 0, " + MOMENT + ", " + MOMENT + " FROM n");
        List<UUID> readers = lent.query("SELECT id FROM users").stream()
                .map(UUID::fromString)
                .toList();
        Intake intake = new Intake(lent.database(), Clock.systemUTC(), List.of());
        lent.database().write(session -> {
            for (int number = 0; number < ENTRIES; number++) {
                String day = "2026-01-%02d".formatted(1 + number % 28);
                intake.take(
                        session,
                        readers.get(number % READERS),
                        Drafts.book("Book " + number, "Author " + number % 50),
                        Drafts.shelf(Status.READ, Drafts.finished(null, day)));
            }
            return readers;
        });
        lent.run("INSERT INTO progress (id, read_id, unit, amount, reached_at) SELECT id, id, 'percent', 50, " + MOMENT
                + " FROM reads");
        for (int year = 2000; year < 2020; year++) {
            lent.run("INSERT INTO goals (user_id, year, metric, target, created_at, updated_at)" + " SELECT id, " + year
                    + ", 'books', 1, " + MOMENT + ", " + MOMENT + " FROM users");
            lent.run("INSERT INTO share_links (user_id, year, id, token_hash, created_at) SELECT id, " + year
                    + ", id, username || '-" + year + "', " + MOMENT + " FROM users");
        }
        lent.run("ANALYZE");
    }
}
