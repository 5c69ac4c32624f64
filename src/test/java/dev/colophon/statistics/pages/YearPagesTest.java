package dev.colophon.statistics.pages;

import static dev.colophon.statistics.StatisticsApi.GOALS;
import static dev.colophon.statistics.StatisticsApi.SHARES;
import static dev.colophon.statistics.StatisticsApi.again;
import static dev.colophon.statistics.StatisticsApi.finished;
import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.statistics.StatisticsApi;
import dev.colophon.testing.Answer;
import dev.colophon.testing.OnSqlite;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A year in review, and the buttons by which it is shown to others. */
@OnSqlite
@Timeout(120)
class YearPagesTest {
    private static final String REVIEW = "/statistics/2025/review";

    private final TestDatabase lent;
    private final StatisticsApi api;
    private final TestClient ada;

    YearPagesTest(TestDatabase lent) {
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

    private static Map<String, Object> by(String author, int pages, double rating) {
        return Map.of(
                "page_count",
                pages,
                "rating",
                rating,
                "contributors",
                List.of(Map.of("name", author, "role", "author")));
    }

    @Test
    void a_year_is_told_by_its_numbers_its_months_and_its_books() {
        String emma = finished(ada, "Emma", "2025-01-10", by("Jane Austen", 400, 4));
        finished(ada, "Solaris", "2025-03-01", by("Stanisław Lem", 200, 5));
        finished(ada, "Middlemarch", "2025-03-20", by("George Eliot", 900, 5));
        again(ada, emma, "2025-12-31");
        finished(ada, "Another year", "2024-12-31", by("Jane Austen", 9_000, 5));
        finished(ada, "Some day", null, by("Jane Austen", 9_000, 5));

        Document page = page(ada, REVIEW);

        assertThat(page.select("h1").text()).isEqualTo("Your 2025 in books");
        assertThat(page.select(".figures").text()).isEqualTo("4 books 1,900 pages 4.67 stars on average");
        assertThat(page.select("main").text())
                .contains("Most read: Jane Austen, 2 times")
                .doesNotContain("Another year", "Some day");
        assertThat(page.select("section:has(#highlights) li").eachText())
                .allSatisfy(text -> assertThat(text).isNotBlank())
                .hasSize(6);
        assertThat(page.select("section:has(#highlights) li small:first-child").eachText())
                .containsExactly("First", "Last", "Longest", "Shortest", "Best rated", "Best rated");
        assertThat(page.select("section:has(#highlights) li bdi.title").eachText())
                .containsExactly("Emma", "Emma", "Middlemarch", "Solaris", "Middlemarch", "Solaris");
        assertThat(page.select("section:has(#all) bdi.title").eachText())
                .containsExactly("Emma", "Solaris", "Middlemarch");
        assertThat(page.select("section:has(#books) tbody td").eachText())
                .containsExactly("1", "0", "2", "0", "0", "0", "0", "0", "0", "0", "0", "1");
        assertThat(page.select("section:has(#all) a[href=/shelf/" + emma + "]")).hasSize(1);
        assertThat(page.select("svg[role=img][aria-label]")).isNotEmpty();
        assertThat(page.select("[style], script:not([src])")).isEmpty();
    }

    @Test
    void one_book_is_first_and_longest_and_not_said_to_be_the_last_and_shortest() {
        finished(ada, "Emma", "2025-01-10", Map.of("page_count", 400));

        assertThat(page(ada, REVIEW)
                        .select("section:has(#highlights) li small:first-child")
                        .eachText())
                .containsExactly("First", "Longest");
    }

    @Test
    void a_year_without_books_says_so() {
        assertThat(page(ada, REVIEW).select("main").text()).contains("No book was finished here.");
        assertThat(ada.page("/statistics/x/review").status()).isEqualTo(404);
        assertThat(ada.page("/statistics/0000/review").status()).isEqualTo(404);
        assertThat(ada.page("/statistics/9999/review").status()).isEqualTo(200);
        assertThat(api.anonymous().page(REVIEW).header("Location")).startsWith("/sign-in");
    }

    @Test
    void very_many_books_are_shown_in_part_and_the_rest_is_counted() {
        for (int number = 0; number < 63; number++) {
            finished(ada, "Book " + number, "2025-01-10", Map.of());
        }
        Document page = page(ada, REVIEW);

        assertThat(page.select("section:has(#all) li")).hasSize(60);
        assertThat(page.text()).contains("And 3 more.");
    }

    @Test
    void the_link_is_made_shown_and_taken_back_by_buttons() {
        assertThat(ada.submit(REVIEW, "/statistics/2025/share", Map.of("action", "share"))
                        .header("Location"))
                .isEqualTo(REVIEW + "#share");
        Document page = page(ada, REVIEW);
        String path = page.select("#share-link").attr("href");
        assertThat(path).isEqualTo(ada.get(SHARES + "/2025").json().path("path").asText());
        assertThat(page.select("button[data-copies=share-link]")).hasSize(1);
        assertThat(page.select("script[src]").eachAttr("src")).contains("/assets/copy.js");

        ada.submit(REVIEW, "/statistics/2025/share", Map.of("action", "revoke"));
        assertThat(page(ada, REVIEW).select("#share-link")).isEmpty();
        assertThat(api.anonymous().page(path).status()).isEqualTo(404);
        assertThat(ada.submit(REVIEW, "/statistics/2025/share", Map.of("action", "revoke"))
                        .status())
                .isEqualTo(404);
        assertThat(ada.submit(REVIEW, "/statistics/2025/share", Map.of("action", "explode"))
                        .status())
                .isEqualTo(422);
        assertThat(ada.form("/statistics/2025/share", Map.of("action", "share")).status())
                .isEqualTo(403);
    }

    @Test
    void a_link_of_another_key_works_and_is_said_to_be_lost() {
        String path = ada.put(SHARES + "/2025", "").json().path("path").asText();
        lent.run("UPDATE users SET visibility = 'public'");
        lent.run("UPDATE share_links SET id = '0198c0de-0000-7000-8000-000000000001'");

        assertThat(page(ada, REVIEW).select("#share .notice").text()).contains("cannot be shown again");
        assertThat(ada.get(SHARES + "/2025").json().path("path").isNull()).isTrue();
        assertThat(api.anonymous().page(path).status()).isEqualTo(200);
    }

    @Test
    void whatever_titles_and_names_hold_is_text() {
        String hostile = "</text><script>alert(1)</script>\"'&<b>";
        lent.run("UPDATE users SET visibility = 'public', display_name = '<i>Ada</i>\"'");
        String entry = finished(ada, hostile, "2025-01-10", by("<img src=x onerror=alert(1)>", 400, 5));
        again(ada, entry, "2025-02-10");
        ada.put("/api/v1/goals/2025/books", Map.of("target", 1));
        String shared = ada.put(SHARES + "/2025", "").json().path("path").asText();

        for (String path : List.of(REVIEW, "/statistics/2025", "/")) {
            demandText(page(ada, path), hostile, path);
        }
        Document page = page(api.anonymous(), shared);
        demandText(page, hostile, shared);
        assertThat(page.text()).contains("<i>Ada</i>\"", "<img src=x onerror=alert(1)>");
    }

    private static void demandText(Document page, String hostile, String path) {
        assertThat(page.text()).as(path).contains(hostile);
        assertThat(page.select("script:not([src]), [onerror], main i, svg script, svg b"))
                .as(path)
                .isEmpty();
    }

    @Test
    void pictures_are_for_those_who_are_signed_in() {
        finished(ada, "Emma", "2025-01-10", Map.of());
        lent.run("UPDATE users SET visibility = 'public'");
        picture();
        String shared = ada.put(SHARES + "/2025", "").json().path("path").asText();

        assertThat(page(api.anonymous(), shared).select("main img")).isEmpty();
        assertThat(page(api.reader("ben"), shared).select("main img")).isNotEmpty();
        assertThat(page(ada, REVIEW).select("main img")).isNotEmpty();
    }

    private void picture() {
        String at = "'2026-01-01T00:00:00.000000Z'";
        String hash = "pictures/" + "a".repeat(64);
        lent.run("INSERT INTO blobs (name, size_bytes, media_type, stored_at) VALUES ('" + hash + "', 9, 'image/jpeg', "
                + at + ")");
        lent.run("INSERT INTO pictures (id, large, small, width, height, source, created_at) VALUES"
                + " ('0198c0de-0000-7000-8000-000000000001', '" + hash + "', '" + hash + "', 600, 900, 'upload', " + at
                + ")");
        lent.run("UPDATE books SET cover_id = '0198c0de-0000-7000-8000-000000000001'");
    }

    @Test
    void days_are_written_as_whoever_looks_reads_them() {
        finished(ada, "Emma", "2025-05-04", Map.of());
        lent.run("UPDATE users SET visibility = 'public'");
        String shared = ada.put(SHARES + "/2025", "").json().path("path").asText();

        assertThat(api.anonymous()
                        .browse("GET", shared, Map.of("Accept-Language", "fr-FR", "Accept", "text/html"), new byte[0])
                        .text())
                .contains("4 mai 2025");
    }

    private static Document german(TestClient client, String path) {
        Map<String, String> headers = Map.of("Accept", "text/html", "Accept-Language", "de-DE");
        return Jsoup.parse(client.browse("GET", path, headers, new byte[0]).text());
    }

    @Test
    void numbers_months_and_goals_are_told_in_german_too() {
        finished(ada, "Emma", "2025-05-10", by("Jane Austen", 1_400, 4.5));
        finished(ada, "Some day", null, Map.of());
        ada.put(GOALS + "/2025/books", Map.of("target", 2));

        Document year = german(ada, "/statistics/2025");
        assertThat(year.select("h1").text()).isEqualTo("Statistik: 2025");
        assertThat(year.select("dl.facts").text())
                .contains("Gelesene Bücher 1", "Seiten 1.400", "4,50 von 5 Sternen", "Längstes Emma, 1.400 Seiten");
        assertThat(year.select("#goals").text())
                .contains("Ziele für 2025", "1 von 2 Büchern 1 Buch zu wenig", "1 gelesenes Buch hat keinen Tag");
        assertThat(year.select("section:has(#books) svg").attr("aria-label"))
                .isEqualTo("Gelesene Bücher, am meisten: Mai – 1 Buch. Die Tabelle darunter enthält alle Zahlen.");
        assertThat(year.select("section:has(#books) tbody th").eachText()).contains("Januar", "Dezember");
        assertThat(year.select("section:has(#ratings) tbody th").text()).isEqualTo("4,5 Sterne");

        Document review = german(ada, REVIEW);
        assertThat(review.select("h1").text()).isEqualTo("Dein Jahr 2025 in Büchern");
        assertThat(review.select(".figures").text()).isEqualTo("1 Buch 1.400 Seiten 4,50 Sterne im Durchschnitt");
        assertThat(review.select("section:has(#highlights)").text())
                .contains("Was herausragt Erstes", "10. Mai 2025", "Längstes", "1.400 Seiten");
        assertThat(german(ada, "/").text()).contains("Dein Jahr 2026 Für dieses Jahr hast du kein Ziel. Ziel setzen");
    }
}
