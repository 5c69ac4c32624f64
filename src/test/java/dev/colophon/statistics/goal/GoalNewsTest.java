package dev.colophon.statistics.goal;

import static dev.colophon.statistics.StatisticsApi.GOALS;
import static dev.colophon.statistics.StatisticsApi.again;
import static dev.colophon.statistics.StatisticsApi.finished;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.statistics.StatisticsApi;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A goal that is reached is in the journal, once and for as long as it is reached. */
@EveryDatabase
@Timeout(60)
class GoalNewsTest {
    private final StatisticsApi api;
    private final TestClient ada;

    GoalNewsTest(TestDatabase lent) {
        api = new StatisticsApi(lent);
        ada = api.reader("ada");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private List<String> reached() {
        return ada.get("/api/v1/journal")
                .json()
                .path("items")
                .valueStream()
                .map(entry -> entry.path("goal"))
                .filter(JsonNode::isObject)
                .map(goal -> goal.path("target").asText() + " "
                        + goal.path("metric").asText() + " "
                        + goal.path("year").asText())
                .toList();
    }

    private void set(String goal, int target) {
        assertThat(ada.put(GOALS + "/" + goal, Map.of("target", target)).status())
                .isEqualTo(200);
    }

    @Test
    void the_read_that_reaches_it_tells_it_once() {
        set("2026/books", 2);
        String emma = finished(ada, "Emma", "2026-01-10", Map.of("page_count", 400));
        assertThat(reached()).isEmpty();

        again(ada, emma, "2026-02-10");
        again(ada, emma, "2026-03-10");
        assertThat(reached()).containsExactly("2 books 2026");
    }

    @Test
    void it_goes_with_the_read_that_reached_it() {
        set("2026/pages", 500);
        String emma = finished(ada, "Emma", "2026-01-10", Map.of("page_count", 300));
        again(ada, emma, "2026-02-10");
        assertThat(reached()).containsExactly("500 pages 2026");

        String read = ada.get("/api/v1/library/" + emma + "/reads")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asText();
        assertThat(ada.patch("/api/v1/reads/" + read, Map.of("finished_on", "2025-12-31"))
                        .status())
                .isEqualTo(200);
        assertThat(reached()).isEmpty();
    }

    @Test
    void another_number_is_another_goal() {
        finished(ada, "Emma", "2026-01-10", Map.of());
        set("2026/books", 1);
        assertThat(reached()).containsExactly("1 books 2026");
        set("2026/books", 5);
        assertThat(reached()).isEmpty();
        set("2026/books", 1);
        ada.delete(GOALS + "/2026/books");
        assertThat(reached()).isEmpty();
    }

    @Test
    void what_is_said_of_one_goal_stays_when_another_is_set() {
        finished(ada, "Emma", "2026-01-10", Map.of("page_count", 300));
        set("2026/pages", 200);
        String entry = ada.get("/api/v1/journal")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asText();
        ada.patch("/api/v1/journal/" + entry, Map.of("comment", "At last"));

        set("2026/books", 1);
        set("2026/pages", 200);
        ada.delete(GOALS + "/2026/books");

        assertThat(reached()).containsExactly("200 pages 2026");
        assertThat(ada.get("/api/v1/journal/" + entry).json().path("comment").asText())
                .isEqualTo("At last");
    }

    @Test
    void a_year_that_is_over_and_what_others_read_is_no_news() {
        set("2025/books", 1);
        set("2026/books", 1);
        finished(ada, "Emma", "2025-01-10", Map.of());
        finished(api.reader("ben"), "Persuasion", "2026-01-10", Map.of());

        assertThat(reached()).isEmpty();
    }
}
