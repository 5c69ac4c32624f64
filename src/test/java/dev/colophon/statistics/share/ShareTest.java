package dev.colophon.statistics.share;

import static dev.colophon.statistics.StatisticsApi.SHARES;
import static dev.colophon.statistics.StatisticsApi.finished;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.statistics.StatisticsApi;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestSettings;
import dev.colophon.text.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Links that show a year: what they show, and when they lead nowhere. */
@EveryDatabase
@Timeout(120)
class ShareTest {
    private static final String NOW = "2026-03-14T12:00:00Z";

    private final TestDatabase lent;
    private final StatisticsApi api;
    private final TestClient ada;

    ShareTest(TestDatabase lent) {
        this.lent = lent;
        api = new StatisticsApi(lent);
        ada = api.reader("ada");
        show("followers");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private void show(String audience) {
        lent.run("UPDATE users SET visibility = '" + audience + "' WHERE username_key = 'ada'");
    }

    private static JsonNode share(TestClient reader, int year) {
        Answer answer = reader.put(SHARES + "/" + year, "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static String path(TestClient reader, int year) {
        return share(reader, year).path("path").asText();
    }

    @Test
    void anybody_with_the_link_sees_the_year_and_machines_are_told_to_leave_it() {
        finished(ada, "Emma", "2025-05-04", Map.of("page_count", 400, "rating", 5));
        String path = path(ada, 2025);

        Answer answer = api.anonymous().page(path);
        Document page = Jsoup.parse(answer.text());

        assertThat(path).matches("/share/[\\w-]{32}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("X-Robots-Tag")).contains("noindex");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.select("main").text()).contains("ada", "2025 in books", "1 book", "400 pages", "Emma");
        assertThat(page.select("main form, main img, main a, main script")).isEmpty();
    }

    @Test
    void nothing_is_told_of_what_is_for_fewer_not_even_by_a_number() {
        finished(ada, "Emma", "2025-05-04", Map.of("page_count", 400));
        Map<String, Object> hidden = new HashMap<>(Map.of("page_count", 1_000, "rating", 5, "review", "SECRET1"));
        hidden.put("private_note", "SECRET2");
        hidden.put("tags", List.of("SECRET3"));
        hidden.put("contributors", List.of(Map.of("name", "SECRET4", "role", "author")));
        for (String visibility : List.of("followers", "private")) {
            hidden.put("visibility", visibility);
            String entry = finished(ada, "SECRET for " + visibility, "2025-06-07", hidden);
            ada.post("/api/v1/library/" + entry + "/reads", Map.of("started_on", "2025-07-01"));
            note(ada, entry, "2025-07-02T12:00:00Z");
        }
        finished(ada, "Persuasion", "2024-05-04", Map.of());

        for (String audience : List.of("public", "followers")) {
            show(audience);
            Answer answer = api.anonymous().page(path(ada, 2025));
            Document page = Jsoup.parse(answer.text());
            assertThat(answer.text()).doesNotContain("SECRET", "Persuasion");
            assertThat(page.select(".figures").text()).isEqualTo("1 book 400 pages");
            assertThat(page.select("section:has(#books) tbody td").eachText())
                    .containsExactly("0", "0", "0", "0", "1", "0", "0", "0", "0", "0", "0", "0");
        }
        assertThat(Jsoup.parse(ada.page("/statistics/2025/review").text())
                        .select(".figures")
                        .text())
                .startsWith("3 books 2,400 pages");
    }

    private static void note(TestClient reader, String entry, String at) {
        Map<String, Object> progress = Map.of("unit", "percent", "amount", 5, "reached_at", at);
        Answer answer = reader.post("/api/v1/library/" + entry + "/progress", progress);
        assertThat(answer.status()).as(answer.text()).isIn(200, 201);
    }

    @Test
    void a_year_has_one_link_until_it_is_revoked_and_then_another_one() {
        String first = path(ada, 2025);
        assertThat(path(ada, 2025)).isEqualTo(first);
        assertThat(path(ada, 2024)).isNotEqualTo(first);
        assertThat(ada.get(SHARES + "/2025").json().path("path").asText()).isEqualTo(first);

        assertThat(ada.delete(SHARES + "/2025").status()).isEqualTo(204);
        assertThat(ada.delete(SHARES + "/2025").status()).isEqualTo(404);
        assertThat(ada.get(SHARES + "/2025").status()).isEqualTo(404);
        assertThat(api.anonymous().page(first).status()).isEqualTo(404);
        assertThat(path(ada, 2025)).isNotEqualTo(first);
        assertThat(api.anonymous().page(first).status()).isEqualTo(404);
    }

    @Test
    void links_come_in_parts_from_the_latest_year_on() {
        for (int year : List.of(2023, 2025, 2024)) {
            share(ada, year);
        }
        Answer first = ada.get(SHARES + "?limit=2");
        String cursor = first.json().path("next_cursor").asText();

        assertThat(years(first)).containsExactly(2025, 2024);
        assertThat(years(ada.get(SHARES + "?limit=2&cursor=" + cursor))).containsExactly(2023);
        assertThat(api.reader("ben").get(SHARES + "?cursor=" + cursor).status()).isEqualTo(400);
    }

    private static List<Integer> years(Answer answer) {
        List<Integer> years = new ArrayList<>();
        answer.json().path("items").forEach(one -> years.add(one.path("year").asInt()));
        return years;
    }

    @Test
    void a_wrong_token_is_answered_as_anything_that_is_not_there() {
        String path = path(ada, 2025);
        String token = path.substring("/share/".length());
        char last = token.charAt(31);
        for (String wrong : List.of(
                token.substring(0, 31) + (last == 'A' ? 'B' : 'A'),
                token.substring(1),
                token + "A",
                "%00",
                "%F0%9F%93%96",
                "'%20OR%201=1",
                Hash.hexadecimal(token.getBytes(StandardCharsets.UTF_8)))) {
            Answer answer = api.anonymous().page("/share/" + wrong);
            assertThat(answer.status()).as(wrong).isEqualTo(404);
            assertThat(main(answer)).isEqualTo(main(api.anonymous().page("/nowhere")));
        }
        assertThat(api.anonymous().page("/share/").status()).isEqualTo(404);
        assertThat(api.anonymous().page(path).status()).isEqualTo(200);
    }

    private static String main(Answer answer) {
        return Jsoup.parse(answer.text()).select("main h1").text();
    }

    @Test
    void an_account_that_is_private_disabled_or_gone_shows_nothing_any_more() {
        String path = path(ada, 2025);
        show("private");
        assertThat(api.anonymous().page(path).status()).isEqualTo(404);
        show("public");
        assertThat(api.anonymous().page(path).status()).isEqualTo(200);

        lent.run("UPDATE users SET disabled_at = '2026-01-01T00:00:00.000000Z' WHERE username_key = 'ada'");
        assertThat(api.anonymous().page(path).status()).isEqualTo(404);

        lent.run("DELETE FROM users WHERE username_key = 'ada'");
        assertThat(api.anonymous().page(path).status()).isEqualTo(404);
        assertThat(lent.query("SELECT COUNT(*) FROM share_links")).containsExactly("0");
    }

    @Test
    void the_database_has_the_hash_alone_and_another_key_can_show_no_link() {
        String path = path(ada, 2025);
        String token = path.substring("/share/".length());
        assertThat(lent.query("SELECT token_hash FROM share_links"))
                .containsExactly(Hash.hexadecimal(token.getBytes(StandardCharsets.UTF_8)));
        assertThat(lent.query("SELECT * FROM share_links").getFirst()).doesNotContain(token);

        try (StatisticsApi other = new StatisticsApi(lent, NOW, TestSettings.SECRET_KEY + "-another")) {
            assertThat(other.anonymous().page(path).status()).isEqualTo(200);
        }
    }

    @Test
    void a_stranger_finds_no_link_of_others_and_years_have_four_digits() {
        String path = path(ada, 2025);
        TestClient ben = api.reader("ben");

        assertThat(ben.get(SHARES + "/2025").status()).isEqualTo(404);
        assertThat(ben.delete(SHARES + "/2025").status()).isEqualTo(404);
        assertThat(ben.get(SHARES).json().path("items")).isEmpty();
        assertThat(api.anonymous().page(path).status()).isEqualTo(200);
        for (String year : List.of("0000", "25", "20255", "x", "%00")) {
            assertThat(ada.put(SHARES + "/" + year, "").status()).as(year).isEqualTo(404);
            assertThat(ada.get(SHARES + "/" + year).status()).isEqualTo(404);
            assertThat(ada.delete(SHARES + "/" + year).status()).isEqualTo(404);
        }
        for (String place : List.of(SHARES, SHARES + "/2025")) {
            assertThat(api.anonymous().get(place).status()).isEqualTo(401);
        }
        assertThat(api.anonymous().put(SHARES + "/2025", "").status()).isEqualTo(401);
        assertThat(api.anonymous().delete(SHARES + "/2025").status()).isEqualTo(401);
    }

    @Test
    void days_of_progress_are_those_where_the_reader_is() {
        TestClient tokyo = api.reader("tokyo", "Asia/Tokyo");
        lent.run("UPDATE users SET visibility = 'public' WHERE username_key = 'tokyo'");
        String entry = finished(tokyo, "Emma", "2026-01-02", Map.of());
        tokyo.post("/api/v1/library/" + entry + "/reads", Map.of("started_on", "2025-12-31"));
        for (String at : List.of("2025-12-31T15:30:00Z", "2026-01-01T15:30:00Z")) {
            note(tokyo, entry, at);
        }

        assertThat(Jsoup.parse(api.anonymous().page(path(tokyo, 2026)).text())
                        .select(".figures")
                        .text())
                .isEqualTo("1 book 2 days with progress one after the other");
    }
}
