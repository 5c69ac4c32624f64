package dev.colophon.statistics.goal;

import static dev.colophon.statistics.StatisticsApi.GOALS;
import static dev.colophon.statistics.StatisticsApi.again;
import static dev.colophon.statistics.StatisticsApi.finished;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.statistics.StatisticsApi;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goals at the API: what is done is the number of the statistics. */
@EveryDatabase
@Timeout(120)
class GoalRoutesTest {
    private final TestDatabase lent;
    private final StatisticsApi api;
    private final TestClient ada;

    GoalRoutesTest(TestDatabase lent) {
        this.lent = lent;
        api = new StatisticsApi(lent);
        ada = api.reader("ada");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private static JsonNode set(TestClient reader, String goal, int target) {
        Answer answer = reader.put(GOALS + "/" + goal, Map.of("target", target));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void what_is_done_is_what_the_statistics_of_the_year_say() {
        String emma = finished(ada, "Emma", "2026-01-10", Map.of("page_count", 400));
        again(ada, emma, "2026-02-10");
        finished(ada, "Without a length", "2026-02-11", Map.of());
        finished(ada, "Heard", "2026-03-01", Map.of("format", "audiobook", "duration_seconds", 3_659));
        finished(ada, "The year before", "2025-12-31", Map.of("page_count", 100));
        finished(ada, "Some day", null, Map.of("page_count", 100));
        finished(api.reader("ben"), "Somebody else's", "2026-01-10", Map.of("page_count", 900));

        JsonNode total = ada.get("/api/v1/stats?year=2026").json().path("total");
        JsonNode books = set(ada, "2026/books", 12);
        JsonNode pages = set(ada, "2026/pages", 5_000);
        JsonNode minutes = set(ada, "2026/minutes", 60);

        assertThat(books.path("done").asInt())
                .isEqualTo(total.path("reads").asInt())
                .isEqualTo(4);
        assertThat(pages.path("done").asInt())
                .isEqualTo(total.path("pages").asInt())
                .isEqualTo(800);
        assertThat(minutes.path("done").asInt())
                .isEqualTo(total.path("minutes").asInt())
                .isEqualTo(60);
        assertThat(List.of(
                        books.path("without_length").asInt(),
                        pages.path("without_length").asInt()))
                .containsExactly(0, 1);
        assertThat(books.path("undated").asInt()).isEqualTo(1);
        assertThat(List.of(
                        books.path("reached").asBoolean(),
                        minutes.path("reached").asBoolean()))
                .containsExactly(false, true);
        // 73 of 365 days: 2.4 of 12 books
        assertThat(books.path("pace").toString())
                .isEqualTo("{\"state\":\"running\",\"day\":73,\"days\":365,\"expected\":2,\"ahead\":1}");
    }

    @Test
    void a_read_that_is_removed_or_corrected_counts_no_longer() {
        String emma = finished(ada, "Emma", "2026-01-10", Map.of());
        set(ada, "2026/books", 1);
        String read = ada.get("/api/v1/library/" + emma + "/reads")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asText();

        assertThat(done("2026/books")).isOne();
        ada.patch("/api/v1/reads/" + read, Map.of("finished_on", "2025-01-10"));
        assertThat(done("2026/books")).isZero();
    }

    private int done(String goal) {
        return ada.get(GOALS + "/" + goal).json().path("done").asInt();
    }

    @Test
    void a_goal_is_set_changed_and_given_up() {
        assertThat(ada.get(GOALS + "/2026/books").status()).isEqualTo(404);
        set(ada, "2026/books", 12);
        assertThat(set(ada, "2026/books", 24).path("target").asInt()).isEqualTo(24);
        assertThat(ada.get(GOALS).json().path("items")).hasSize(1);

        assertThat(ada.delete(GOALS + "/2026/books").status()).isEqualTo(204);
        assertThat(ada.delete(GOALS + "/2026/books").status()).isEqualTo(404);
        assertThat(ada.get(GOALS).json().path("items")).isEmpty();
    }

    @Test
    void all_goals_come_in_parts_from_the_latest_year_on() {
        finished(ada, "Emma", "2024-02-29", Map.of("page_count", 400));
        for (String goal : List.of("2024/pages", "2026/books", "2024/books", "2027/minutes")) {
            set(ada, goal, 10);
        }

        Answer first = ada.get(GOALS + "?limit=3");
        String cursor = first.json().path("next_cursor").asText();
        Answer rest = ada.get(GOALS + "?limit=3&cursor=" + cursor);

        assertThat(names(first)).containsExactly("2027 minutes 0", "2026 books 0", "2024 pages 400");
        assertThat(names(rest)).containsExactly("2024 books 1");
        assertThat(rest.json().path("next_cursor").isNull()).isTrue();
        TestClient ben = api.reader("ben");
        assertThat(ben.get(GOALS + "?cursor=" + cursor).status()).isEqualTo(400);
        assertThat(ada.get(GOALS + "?limit=0").status()).isEqualTo(400);
        assertThat(ada.get(GOALS + "?year=2026").status()).isEqualTo(400);
    }

    private static List<String> names(Answer answer) {
        List<String> names = new ArrayList<>();
        answer.json()
                .path("items")
                .forEach(one -> names.add(one.path("year").asText() + " "
                        + one.path("metric").asText() + " "
                        + one.path("done").asText()));
        return names;
    }

    @Test
    void a_stranger_finds_nothing_and_changes_nothing() {
        set(ada, "2026/books", 12);
        TestClient ben = api.reader("ben");

        assertThat(ben.get(GOALS + "/2026/books").status()).isEqualTo(404);
        assertThat(ben.delete(GOALS + "/2026/books").status()).isEqualTo(404);
        assertThat(ben.get(GOALS).json().path("items")).isEmpty();
        set(ben, "2026/books", 99);
        assertThat(ada.get(GOALS + "/2026/books").json().path("target").asInt()).isEqualTo(12);
        for (String path : List.of(GOALS, GOALS + "/2026/books")) {
            assertThat(api.anonymous().get(path).status()).isEqualTo(401);
        }
        assertThat(api.anonymous()
                        .put(GOALS + "/2026/books", Map.of("target", 1))
                        .status())
                .isEqualTo(401);
        assertThat(api.anonymous().delete(GOALS + "/2026/books").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026/Books",
                "2026/hours",
                "0000/books",
                "26/books",
                "20266/books",
                "x/books",
                "%00/books",
                "-1/books"
            })
    void what_is_no_year_or_metric_is_not_there(String goal) {
        assertThat(ada.get(GOALS + "/" + goal).status()).isEqualTo(404);
        assertThat(ada.put(GOALS + "/" + goal, Map.of("target", 1)).status()).isEqualTo(404);
        assertThat(ada.delete(GOALS + "/" + goal).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"target\":null}",
                "{\"target\":0}",
                "{\"target\":-1}",
                "{\"target\":10000001}",
                "{\"target\":99999999999999999999}",
                "{\"target\":1.5}",
                "{\"target\":\"12\"}",
                "{\"target\":12,\"year\":2026}",
                "[12]",
                "12",
                "",
                "{\"target\":"
            })
    void what_is_no_target_is_refused_and_stores_nothing(String body) {
        Answer answer = ada.json("PUT", GOALS + "/2026/books", body);

        assertThat(answer.status()).as(answer.text()).isIn(400, 422);
        assertThat(answer.text()).doesNotContain("99999999999999999999");
        assertThat(ada.get(GOALS + "/2026/books").status()).isEqualTo(404);
    }

    @Test
    void a_year_that_cannot_have_goals_is_refused() {
        for (String year : List.of("1899", "3000", "0001", "9999")) {
            Answer answer = ada.put(GOALS + "/" + year + "/books", Map.of("target", 1));
            assertThat(answer.status()).as(year).isEqualTo(422);
            assertThat(answer.pointer()).isEqualTo("year");
        }
    }

    @Test
    void today_is_where_the_reader_is() {
        try (StatisticsApi newYear = new StatisticsApi(lent, "2025-12-31T23:30:00Z", TestSettings.SECRET_KEY)) {
            assertThat(pace(newYear.reader("tokyo", "Asia/Tokyo"))).isEqualTo("running 1");
            assertThat(pace(newYear.reader("lima", "America/Lima"))).isEqualTo("upcoming 0");
        }
    }

    private static String pace(TestClient reader) {
        JsonNode pace = set(reader, "2026/books", 12).path("pace");
        return pace.path("state").asText() + " " + pace.path("day").asText();
    }

    @Test
    void goals_go_with_their_reader() {
        set(ada, "2026/books", 12);
        lent.run("DELETE FROM users WHERE username = 'ada'");
        assertThat(lent.query("SELECT COUNT(*) FROM goals")).containsExactly("0");
    }
}
