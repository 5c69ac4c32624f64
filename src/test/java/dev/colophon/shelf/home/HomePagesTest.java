package dev.colophon.shelf.home;

import static dev.colophon.statistics.StatisticsApi.finished;
import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.database.Database;
import dev.colophon.database.opening.Databases;
import dev.colophon.observe.metric.Meters;
import dev.colophon.statistics.StatisticsApi;
import dev.colophon.testing.OnSqlite;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestSettings;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Home: what matters comes first, and what it costs does not grow. */
@OnSqlite
@Timeout(120)
class HomePagesTest {
    /** The statuses, two lists of entries, the goals, what was read towards them, and what was finished lately. */
    private static final int MOST_QUERIES = 7;

    private static final Pattern RUNS =
            Pattern.compile("colophon_db_statement_seconds_count\\{statement=\"([^\"]+)\"} (\\d+)");

    private final Meters meters = new Meters();
    private final Database watched;
    private final StatisticsApi api;
    private final TestClient ada;

    HomePagesTest(TestDatabase lent) {
        watched = Databases.open(lent.settings(), meters, InstantSource.system());
        api = new StatisticsApi(lent, watched, "2026-03-14T12:00:00Z", TestSettings.SECRET_KEY);
        ada = api.reader("ada");
    }

    @AfterEach
    void stop() {
        api.close();
        watched.close();
    }

    private static Document home(TestClient client) {
        return Jsoup.parse(client.page("/").text());
    }

    private static List<String> finishedLately(TestClient client) {
        return home(client).select("section:has(#recently-finished) bdi.title").eachText();
    }

    @Test
    void what_is_being_read_comes_first_then_the_goal_then_what_was_finished() {
        finished(ada, "Emma", "2026-02-01", Map.of());
        ada.put("/api/v1/goals/2026/books", Map.of("target", 12));

        assertThat(home(ada).select("h2").eachText())
                .containsExactly("Reading now", "Your 2026", "Recently finished", "Recently added", "In numbers");
    }

    @Test
    void the_latest_days_come_first_and_what_has_none_or_is_long_ago_is_not_there() {
        for (int number = 1; number <= 7; number++) {
            finished(ada, "Book " + number, "2026-01-0" + number, Map.of());
        }
        finished(ada, "Some day", null, Map.of());
        finished(ada, "Long ago", "2025-03-13", Map.of());
        finished(api.reader("ben"), "Somebody else's", "2026-03-14", Map.of());

        assertThat(finishedLately(ada)).containsExactly("Book 7", "Book 6", "Book 5", "Book 4", "Book 3", "Book 2");
    }

    @Test
    void an_empty_shelf_invites_and_shows_nothing_else() {
        assertThat(home(ada).select("h2").eachText()).containsExactly("Your shelf is empty");
        assertThat(home(api.anonymous()).select("h1").text()).isEqualTo("Your books, your shelf, your machine");
    }

    @Test
    void it_asks_a_handful_of_queries_however_much_there_is() {
        for (int number = 1; number <= 9; number++) {
            String entry = finished(ada, "Book " + number, "2026-01-0" + number, Map.of());
            ada.post("/api/v1/library/" + entry + "/reads", Map.of("started_on", "2026-02-01"));
        }
        for (String metric : List.of("books", "pages", "minutes")) {
            ada.put("/api/v1/goals/2026/" + metric, Map.of("target", 12));
        }
        ada.page("/");
        long before = runs();

        assertThat(home(ada).select(".goals li")).hasSize(3);
        assertThat(runs() - before).isEqualTo(MOST_QUERIES);
    }

    private long runs() {
        return RUNS.matcher(meters.text())
                .results()
                .mapToLong(found -> Long.parseLong(found.group(2)))
                .sum();
    }

    @Test
    void a_book_that_is_being_read_is_finished_by_one_press() {
        String emma = finished(ada, "Emma", "2026-02-01", Map.of());
        ada.post("/api/v1/library/" + emma + "/reads", Map.of("started_on", "2026-02-02"));

        assertThat(home(ada).select("button[form=quick][name=status][value=read][aria-label='Finished Emma']"))
                .hasSize(1);
    }
}
