package dev.colophon.statistics;

import static dev.colophon.shelf.ShelfApi.made;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every number is what the raw rows come to. */
@EveryDatabase
@Timeout(120)
class StatisticsTest {
    private static final String READS = " FROM reads r JOIN userbooks u ON u.id = r.userbook_id"
            + " JOIN books b ON b.id = u.book_id JOIN users o ON o.id = u.user_id"
            + " WHERE o.username = 'ada' AND r.outcome = 'finished'";

    private TestDatabase lent;
    private StatisticsApi api;
    private final Random random = new Random(7);

    @BeforeEach
    void start(TestDatabase given) {
        lent = given;
        api = new StatisticsApi(given);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private long number(String sql) {
        String text = lent.query(sql).getFirst();
        return text == null ? 0 : Long.parseLong(text);
    }

    private static long at(JsonNode node, String path) {
        return node.at("/" + path).asLong(-1);
    }

    private static Map<String, Long> counts(JsonNode list) {
        Map<String, Long> counts = new HashMap<>();
        list.forEach(
                one -> counts.put(one.path("name").asText(), one.path("reads").asLong()));
        return counts;
    }

    /** Books of all kinds, some read twice, some without a day, a length or a rating; and another reader's. */
    private void fill(TestClient reader, int books) {
        for (int number = 0; number < books; number++) {
            Map<String, Object> book = new HashMap<>(Map.of("title", "Book " + number + " " + reader.hashCode()));
            book.put("contributors", List.of(Map.of("name", "Author " + random.nextInt(5), "role", "author")));
            if (random.nextInt(5) > 0) {
                book.put("page_count", 50 + random.nextInt(500));
            }
            if (random.nextInt(3) == 0) {
                book.put("duration_seconds", 600 + random.nextInt(40_000));
            }
            if (random.nextBoolean()) {
                book.put("published_on", String.valueOf(1950 + random.nextInt(70)));
            }
            if (random.nextInt(4) == 0) {
                book.put("original_year", 1800 + random.nextInt(220));
            }
            Map<String, Object> entry = new HashMap<>(Map.of("book", book, "status", "want"));
            if (random.nextBoolean()) {
                entry.put("rating", (1 + random.nextInt(20)) / 4.0);
            }
            entry.put("format", random.nextInt(3) == 0 ? "audiobook" : "paperback");
            entry.put("tags", List.of("tag " + random.nextInt(4)));
            String id = made(reader.post("/api/v1/library", entry));
            for (int read = random.nextInt(3); read > 0; read--) {
                Map<String, Object> days = new HashMap<>();
                days.put("outcome", random.nextInt(6) == 0 ? "dnf" : "finished");
                if (random.nextInt(6) > 0) {
                    int month = 1 + random.nextInt(12);
                    String year = String.valueOf(2023 + random.nextInt(3));
                    days.put("finished_on", "%s-%02d-%02d".formatted(year, month, 15 + random.nextInt(10)));
                    if (random.nextBoolean()) {
                        days.put("started_on", "%s-%02d-%02d".formatted(year, month, 1 + random.nextInt(14)));
                    }
                }
                Answer answer = reader.post("/api/v1/library/" + id + "/reads", days);
                assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
            }
        }
    }

    @Test
    void the_numbers_of_a_year_are_what_the_rows_come_to() {
        TestClient ada = api.reader("ada");
        fill(ada, 60);
        fill(api.reader("ben"), 20);
        for (int year = 2022; year <= 2026; year++) {
            JsonNode report = ada.get("/api/v1/stats?year=" + year).json();
            String in = READS + " AND r.finished_on BETWEEN '" + year + "-01-01' AND '" + year + "-12-31'";
            demandSum(report.path("total"), in);
            assertThat(report.path("parts")).hasSize(12);
            for (int month = 1; month <= 12; month++) {
                String days =
                        " AND r.finished_on BETWEEN '%d-%02d-01' AND '%d-%02d-28'".formatted(year, month, year, month);
                demandSum(report.path("parts").path(month - 1).path("sum"), READS + days);
            }
            assertThat(at(report, "undated")).isZero();
            demandDetails(report, in);
        }
    }

    @Test
    void all_time_has_every_year_and_tells_apart_what_has_no_day() {
        TestClient ada = api.reader("ada");
        fill(ada, 60);
        JsonNode report = ada.get("/api/v1/stats").json();

        demandSum(report.path("total"), READS);
        demandDetails(report, READS);
        assertThat(at(report, "undated")).isEqualTo(number("SELECT COUNT(*)" + READS + " AND r.finished_on IS NULL"));
        List<Integer> years = new ArrayList<>();
        report.path("parts").forEach(part -> years.add(part.path("number").asInt()));
        assertThat(years).containsExactly(2023, 2024, 2025);
        JsonNode listed = ada.get("/api/v1/stats/years").json().path("years");
        assertThat(listed.toString()).isEqualTo("[2025,2024,2023]");
    }

    private void demandSum(JsonNode sum, String rows) {
        String heard = " AND u.format = 'audiobook'";
        String read = " AND (u.format IS NULL OR u.format <> 'audiobook')";
        assertThat(at(sum, "reads")).isEqualTo(number("SELECT COUNT(*)" + rows));
        assertThat(at(sum, "books")).isEqualTo(number("SELECT COUNT(DISTINCT u.id)" + rows));
        assertThat(at(sum, "pages")).isEqualTo(number("SELECT COALESCE(SUM(b.page_count), 0)" + rows + read));
        assertThat(at(sum, "minutes"))
                .isEqualTo(number("SELECT COALESCE(SUM(b.duration_seconds / 60), 0)" + rows + heard));
        assertThat(at(sum, "without_length"))
                .isEqualTo(number("SELECT COUNT(*)" + rows + read + " AND b.page_count IS NULL")
                        + number("SELECT COUNT(*)" + rows + heard + " AND b.duration_seconds IS NULL"));
    }

    private void demandDetails(JsonNode report, String rows) {
        Map<String, Long> authors = lent.query("SELECT b.contributors" + rows).stream()
                .map(text -> text.replaceAll(".*\"(Author \\d)\".*", "$1"))
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        assertThat(counts(report.path("authors"))).isEqualTo(authors);
        Map<String, Long> tags = lent.query("SELECT u.tag_names" + rows).stream()
                .map(text -> text.replaceAll("[\\[\\]\"]", ""))
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        assertThat(counts(report.path("tags"))).isEqualTo(tags);
        Map<String, Long> decades = lent
                .query("SELECT COALESCE(CAST(b.original_year AS text), b.published_on)" + rows
                        + " AND (b.published_on IS NOT NULL OR b.original_year IS NOT NULL)")
                .stream()
                .map(text -> text.substring(0, 3) + "0s")
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        assertThat(counts(report.path("decades"))).isEqualTo(decades);
        long rated = number("SELECT COUNT(DISTINCT u.id)" + rows + " AND u.rating IS NOT NULL");
        assertThat(counts(report.path("ratings")).values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(rated);
        if (rated > 0) {
            long quarters = number("SELECT SUM(x.rating) FROM (SELECT DISTINCT u.id, u.rating" + rows + ") x");
            assertThat(report.path("average_rating").decimalValue())
                    .isEqualByComparingTo(BigDecimal.valueOf(quarters)
                            .divide(BigDecimal.valueOf(4 * rated), 2, RoundingMode.HALF_UP));
        }
        String read = rows + " AND (u.format IS NULL OR u.format <> 'audiobook')";
        assertThat(report.at("/longest/pages").asLong(0))
                .isEqualTo(number("SELECT COALESCE(MAX(b.page_count), 0)" + read));
        assertThat(report.at("/shortest/pages").asLong(0))
                .isEqualTo(number("SELECT COALESCE(MIN(b.page_count), 0)" + read));
    }

    @Test
    void the_page_draws_the_numbers_and_has_them_as_tables_too() {
        TestClient ada = api.reader("ada");
        assertThat(ada.page("/statistics").text()).contains("No book was finished here yet");
        fill(ada, 30);

        Document page = Jsoup.parse(ada.page("/statistics/2024").text());
        JsonNode report = ada.get("/api/v1/stats?year=2024").json();
        List<String> cells = page.select("section:has(#books) tbody td").eachText();
        assertThat(cells).hasSize(12);
        for (int month = 0; month < 12; month++) {
            assertThat(cells.get(month))
                    .isEqualTo(report.at("/parts/" + month + "/sum/reads").asText());
        }
        assertThat(page.select("svg[role=img][aria-label]")).isNotEmpty();
        assertThat(page.select("[style], script:not([src])")).isEmpty();
        for (String wrong : List.of("/statistics/x", "/statistics/0000", "/statistics/20241")) {
            assertThat(ada.page(wrong).status()).as(wrong).isEqualTo(404);
        }
        assertThat(ada.get("/api/v1/stats?year=0").status()).isEqualTo(400);
        assertThat(api.anonymous().get("/api/v1/stats").status()).isEqualTo(401);
    }
}
