package dev.colophon.statistics.pages;

import static dev.colophon.statistics.StatisticsApi.GOALS;
import static dev.colophon.statistics.StatisticsApi.again;
import static dev.colophon.statistics.StatisticsApi.finished;
import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.statistics.StatisticsApi;
import dev.colophon.testing.Answer;
import dev.colophon.testing.OnSqlite;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestSettings;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goals on the page of their year, at home, and on a reader's page as far as the one who looks may see. */
@OnSqlite
@Timeout(120)
class GoalPagesTest {
    private static final String YEAR = "/statistics/2026";

    private final TestDatabase lent;
    private final StatisticsApi api;
    private final TestClient ada;

    GoalPagesTest(TestDatabase lent) {
        this.lent = lent;
        api = new StatisticsApi(lent);
        ada = api.reader("ada");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private static Document page(TestClient client, String path) {
        Answer answer = client.page(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return Jsoup.parse(answer.text());
    }

    private static List<String> goals(TestClient client, String path) {
        return page(client, path).select(".goals p").eachText();
    }

    @Test
    void goals_are_set_changed_and_given_up_on_the_page_of_their_year() {
        assertThat(page(ada, YEAR).select("#goals").text()).contains("None is set");

        Answer set = ada.submit(YEAR, YEAR + "/goals", Map.of("books", " 12 ", "pages", "", "minutes", "600"));
        assertThat(set.header("Location")).isEqualTo(YEAR + "#goals");
        assertThat(goals(ada, YEAR))
                .containsExactly("0 of 12 books 2 books behind", "0 of 600 minutes 120 minutes behind");
        assertThat(page(ada, YEAR).select("#goals input[name=books]").attr("value"))
                .isEqualTo("12");

        ada.submit(YEAR, YEAR + "/goals", Map.of("books", "", "minutes", "601"));
        assertThat(goals(ada, YEAR)).containsExactly("0 of 601 minutes 120 minutes behind");
    }

    @Test
    void what_is_wrong_is_said_and_nothing_is_stored() {
        for (String wrong : List.of("0", "-3", "many", "1e3", "10000001", "99999999999", "<b>")) {
            Answer answer = ada.submit(YEAR, YEAR + "/goals", Map.of("pages", "100", "books", wrong));
            assertThat(answer.status()).as(wrong).isEqualTo(422);
            Document page = Jsoup.parse(answer.text());
            assertThat(page.select("#goals [role=alert]").text()).isNotEmpty();
            assertThat(page.select("#goals input[name=books]").attr("value")).isEqualTo(wrong);
            assertThat(page.select("#goals details").hasAttr("open")).isTrue();
        }
        assertThat(ada.get(GOALS).json().path("items")).isEmpty();
        assertThat(ada.submit(YEAR, "/statistics/x/goals", Map.of("books", "1")).status())
                .isEqualTo(404);
        assertThat(ada.submit(YEAR, "/statistics/1000/goals", Map.of("books", "1"))
                        .status())
                .isEqualTo(422);
        assertThat(ada.form(YEAR + "/goals", Map.of("books", "1")).status()).isEqualTo(403);
        assertThat(api.anonymous().page(YEAR).status()).isEqualTo(303);
        assertThat(page(ada, "/statistics/1899").select("#goals")).isEmpty();
    }

    @Test
    void what_has_no_day_or_length_is_said_apart() {
        finished(ada, "Some day", null, Map.of("page_count", 10));
        finished(ada, "Without a length", "2026-02-01", Map.of());
        ada.put(GOALS + "/2026/pages", Map.of("target", 100));

        String text = page(ada, YEAR).select("#goals").text();
        assertThat(text)
                .contains("0 of 100 pages", "1 book of unknown length not counted")
                .contains("1 finished book has no day and counts in no year.");
    }

    @Test
    void words_fit_every_state() {
        String emma = finished(ada, "Emma", "2026-01-02", Map.of());
        ada.put(GOALS + "/2026/books", Map.of("target", 1));
        ada.put(GOALS + "/2027/books", Map.of("target", 1));
        ada.put(GOALS + "/2024/books", Map.of("target", 2));
        again(ada, emma, "2024-05-01");

        assertThat(goals(ada, "/statistics/2026")).containsExactly("1 of 1 book reached");
        assertThat(goals(ada, "/statistics/2027")).containsExactly("0 of 1 book the year has not begun");
        assertThat(goals(ada, "/statistics/2024")).containsExactly("1 of 2 books 1 book short");
        ada.put(GOALS + "/2026/books", Map.of("target", 5));
        assertThat(goals(ada, "/statistics/2026")).containsExactly("1 of 5 books on pace");
        again(ada, emma, "2026-02-01");
        ada.put(GOALS + "/2026/books", Map.of("target", 3));
        assertThat(goals(ada, "/statistics/2026")).containsExactly("2 of 3 books 1 book ahead");
    }

    @Test
    void home_has_the_goals_of_this_year_where_the_reader_is() {
        finished(ada, "Emma", "2026-01-02", Map.of());
        assertThat(page(ada, "/").text()).contains("No goal is set for this year");
        ada.put(GOALS + "/2026/books", Map.of("target", 12));
        assertThat(goals(ada, "/")).containsExactly("1 of 12 books 1 book behind");

        try (StatisticsApi newYear = new StatisticsApi(lent, "2026-12-31T23:30:00Z", TestSettings.SECRET_KEY)) {
            TestClient tokyo = newYear.reader("tokyo", "Asia/Tokyo");
            finished(tokyo, "Persuasion", "2027-01-01", Map.of());
            tokyo.put(GOALS + "/2027/books", Map.of("target", 12));
            assertThat(goals(tokyo, "/")).containsExactly("1 of 12 books on pace");
        }
    }

    @Test
    void a_readers_page_counts_only_what_whoever_looks_may_see() {
        finished(ada, "For everybody", "2026-01-02", Map.of());
        finished(ada, "For followers", "2026-01-03", Map.of("visibility", "followers"));
        finished(ada, "For nobody", "2026-01-04", Map.of("visibility", "private"));
        ada.put(GOALS + "/2026/books", Map.of("target", 4));
        TestClient ben = api.reader("ben");
        TestClient eve = api.reader("eve");
        show("public");
        assertThat(ben.put("/api/v1/users/ada/follow", "").status()).isEqualTo(200);

        assertThat(goals(ada, "/@ada")).containsExactly("3 of 4 books 2 books ahead");
        assertThat(goals(ben, "/@ada")).containsExactly("2 of 4 books 1 book ahead");
        assertThat(goals(eve, "/@ada")).containsExactly("1 of 4 books on pace");
        assertThat(goals(api.anonymous(), "/@ada")).containsExactly("1 of 4 books on pace");
        show("followers");
        assertThat(goals(ben, "/@ada")).containsExactly("2 of 4 books 1 book ahead");
        assertThat(goals(eve, "/@ada")).isEmpty();
        show("private");
        assertThat(ben.page("/@ada").status()).isEqualTo(404);
        assertThat(goals(ada, "/@ada")).hasSize(1);
    }

    private void show(String audience) {
        lent.run("UPDATE users SET visibility = '" + audience + "' WHERE username_key = 'ada'");
    }

    @Test
    void a_readers_page_tells_the_year_where_that_reader_is() {
        try (StatisticsApi newYear = new StatisticsApi(lent, "2026-12-31T23:30:00Z", TestSettings.SECRET_KEY)) {
            TestClient tokyo = newYear.reader("tokyo", "Asia/Tokyo");
            lent.run("UPDATE users SET visibility = 'public' WHERE username_key = 'tokyo'");
            tokyo.put(GOALS + "/2027/books", Map.of("target", 12));
            tokyo.put(GOALS + "/2026/books", Map.of("target", 99));

            assertThat(goals(newYear.reader("lima", "America/Lima"), "/@tokyo"))
                    .containsExactly("0 of 12 books on pace");
        }
    }
}
