package dev.colophon.shelf.list;

import static dev.colophon.shelf.ShelfApi.LIBRARY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.shelf.ShelfApi;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.text.TextKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@EveryDatabase
@Timeout(120)
class ShelfListTest {
    private static final List<String> TITLES = List.of(
            "Zola",
            "émile",
            "Eragon",
            "Ягода",
            "abc",
            "Ångström",
            "日本",
            "Étoile",
            "𝔘nicode",
            "Ｚeta",
            "straße",
            "Strassen",
            "ёлка",
            "елки",
            "%",
            "a_b");

    private ShelfApi api;

    @BeforeEach
    void start(TestDatabase lent) {
        api = new ShelfApi(lent);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private void fill(int entries) {
        var random = new Random(3);
        for (int number = 0; number < entries; number++) {
            Map<String, Object> body = new java.util.HashMap<>();
            body.put(
                    "book",
                    Map.of(
                            "title",
                            TITLES.get(number % TITLES.size()) + (number < TITLES.size() ? "" : " " + number / 16),
                            "contributors",
                            random.nextInt(4) == 0
                                    ? List.of()
                                    : List.of(Map.of("name", "Au Thor" + random.nextInt(3)))));
            body.put("status", List.of("want", "reading", "read").get(random.nextInt(3)));
            body.put("rating", random.nextBoolean() ? null : 1 + random.nextInt(16) / 4.0);
            body.put("added_on", random.nextInt(4) == 0 ? null : "2024-01-1" + random.nextInt(3));
            body.put("format", random.nextBoolean() ? null : "ebook");
            body.put("ownership", random.nextBoolean() ? "owned" : "none");
            body.put("tags", random.nextInt(3) == 0 ? List.of("Blue") : List.of());
            ShelfApi.made(api.mary.post(LIBRARY, body));
        }
    }

    private static List<JsonNode> pages(TestClient reader, String query, int limit) {
        List<JsonNode> items = new ArrayList<>();
        String path = LIBRARY + "?limit=" + limit + query;
        String cursor = "";
        do {
            Answer answer = reader.get(path + cursor);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            JsonNode page = answer.json();
            page.path("items").forEach(items::add);
            assertThat(page.path("items").size()).isLessThanOrEqualTo(limit);
            cursor = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").asText();
        } while (!cursor.isEmpty());
        return items;
    }

    private static List<String> ids(List<JsonNode> items) {
        return items.stream().map(item -> item.path("id").asText()).toList();
    }

    private static Comparator<JsonNode> text(java.util.function.Function<JsonNode, String> key) {
        return Comparator.comparing(key, ShelfListTest::byCodePoint);
    }

    /** Both databases compare bytes of UTF-8, which is the order of code points, unlike Java's. */
    private static int byCodePoint(String one, String other) {
        return java.util.Arrays.compare(
                one.codePoints().toArray(), other.codePoints().toArray());
    }

    private static String titleKey(JsonNode item) {
        return TextKey.of(item.path("book").path("title").asText());
    }

    private static String authorKey(JsonNode item) {
        return TextKey.ofPerson(
                item.path("book").path("contributors").path(0).path("name").asText(""));
    }

    @Test
    void every_order_is_complete_and_the_same_on_both_databases() {
        fill(60);
        List<JsonNode> all = pages(api.mary, "", 100);
        assertThat(all).hasSize(60);
        Map<String, Comparator<JsonNode>> orders = Map.of(
                "added", text(item -> item.path("added_on").asText("0")),
                "title", text(ShelfListTest::titleKey),
                "author", text(ShelfListTest::authorKey).thenComparing(text(ShelfListTest::titleKey)),
                "rating", Comparator.comparing(item -> item.path("rating").asDouble(0)),
                "updated", text(item -> item.path("updated_at").asText()));
        orders.forEach((name, comparator) -> {
            Comparator<JsonNode> order =
                    comparator.thenComparing(text(item -> item.path("id").asText()));
            List<String> expected = ids(all.stream().sorted(order).toList());
            assertThat(ids(pages(api.mary, "&sort=" + name, 7))).as(name).isEqualTo(expected);
            assertThat(ids(pages(api.mary, "&sort=-" + name, 7))).as("-" + name).isEqualTo(expected.reversed());
        });
    }

    @Test
    void filters_find_what_they_name_in_any_order() {
        fill(60);
        List<JsonNode> all = pages(api.mary, "", 100);
        Map<String, Predicate<JsonNode>> filters = Map.of(
                "status=read", item -> item.path("status").asText().equals("read"),
                "format=ebook", item -> item.path("format").asText().equals("ebook"),
                "ownership=owned", item -> item.path("ownership").asText().equals("owned"),
                "tag=BLUE", item -> item.path("tags").size() == 1,
                "rating_min=2.5", item -> item.path("rating").asDouble(0) >= 2.5,
                "q=ETOILE", item -> titleKey(item).startsWith("etoile"),
                "q=%25", item -> titleKey(item).contains("%"),
                "q=_", item -> titleKey(item).contains("_"),
                "q=strasse%20thor1",
                        item -> titleKey(item).startsWith("strasse")
                                && authorKey(item).startsWith("thor1"),
                "status=want&tag=blue&format=ebook",
                        item -> item.path("status").asText().equals("want")
                                && item.path("tags").size() == 1
                                && item.path("format").asText().equals("ebook"));
        filters.forEach((query, filter) -> {
            List<String> expected = ids(all.stream().filter(filter).toList());
            List<String> found = ids(pages(api.mary, "&" + query, 3));
            assertThat(found).as(query).isEqualTo(expected);
            assertThat(new HashSet<>(ids(pages(api.mary, "&sort=author&" + query, 3))))
                    .as(query)
                    .isEqualTo(new HashSet<>(expected));
            assertThat(total(query)).as(query).isEqualTo(expected.size());
            assertThat(total("limit=1&" + query)).as(query).isEqualTo(expected.size());
        });
        assertThat(all.stream().filter(filters.get("status=want&tag=blue&format=ebook")))
                .isNotEmpty();
        assertThat(api.mary.get(LIBRARY).json().has("total")).isFalse();
    }

    private int total(String query) {
        return api.mary
                .get(LIBRARY + "?count=true&" + query)
                .json()
                .path("total")
                .asInt(-1);
    }

    @Test
    void the_last_part_tells_the_total_of_all() {
        for (int number = 1; number <= 3; number++) {
            api.entry("Book " + number);
        }
        JsonNode first = api.mary.get(LIBRARY + "?limit=2&count=true&q=book").json();
        String cursor = first.path("next_cursor").asText();
        JsonNode last = api.mary
                .get(LIBRARY + "?limit=2&count=true&q=book&cursor=" + cursor)
                .json();

        assertThat(last.path("items")).hasSize(1);
        assertThat(last.path("total").asInt())
                .isEqualTo(3)
                .isEqualTo(first.path("total").asInt());
    }

    @Test
    void paging_neither_skips_nor_repeats_while_entries_come() {
        for (int number = 10; number < 30; number++) {
            api.entry("Book " + number);
        }
        List<String> before = ids(pages(api.mary, "&sort=title", 100));
        List<String> seen = new ArrayList<>();
        String cursor = "";
        int added = 0;
        do {
            JsonNode page =
                    api.mary.get(LIBRARY + "?sort=title&limit=4" + cursor).json();
            seen.addAll(ids(pageItems(page)));
            api.entry("Book 0" + added);
            api.entry("Book " + (29 - added) + "b");
            added++;
            cursor = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").asText();
        } while (!cursor.isEmpty());

        assertThat(seen).doesNotHaveDuplicates().containsAll(before);
    }

    private static List<JsonNode> pageItems(JsonNode page) {
        List<JsonNode> items = new ArrayList<>();
        page.path("items").forEach(items::add);
        return items;
    }

    @Test
    void a_list_item_has_no_long_texts() {
        api.entry("A", "review", "long", "private_note", "secret", "rating", 4.5);

        JsonNode item = api.mary.get(LIBRARY).json().path("items").path(0);

        assertThat(item.path("has_review").asBoolean()).isTrue();
        assertThat(item.has("review")).isFalse();
        assertThat(item.has("private_note")).isFalse();
        assertThat(item.path("rating").decimalValue()).isEqualByComparingTo("4.5");
    }

    @Test
    void a_cursor_belongs_to_one_reader_and_one_list() {
        api.entry("A");
        api.entry("B");
        String cursor = api.mary
                .get(LIBRARY + "?limit=1&sort=title")
                .json()
                .path("next_cursor")
                .asText();
        String use = LIBRARY + "?cursor=" + cursor;

        assertThat(api.mary.get(use + "&sort=title").status()).isEqualTo(200);
        assertThat(api.john.get(use + "&sort=title").status()).isEqualTo(400);
        for (String other : List.of("", "&sort=-title", "&sort=title&status=want", "&sort=title&q=x")) {
            assertThat(api.mary.get(use + other).status()).as(other).isEqualTo(400);
        }
        assertThat(api.mary.get(LIBRARY + "?sort=title&cursor=" + cursor + "A").code())
                .isEqualTo("cursor");
    }

    @Test
    void a_query_that_means_nothing_is_refused_by_name() {
        Map<String, String> queries = Map.of(
                "sort=colour", "sort",
                "status=gone", "status",
                "status=READ", "status",
                "format=scroll", "format",
                "ownership=x", "ownership",
                "rating_min=9", "rating_min",
                "rating_min=1e9999", "rating_min",
                "count=maybe", "count",
                "limit=0", "limit",
                "colour=red", "colour");
        queries.forEach((query, pointer) -> {
            Answer answer = api.mary.get(LIBRARY + "?" + query);
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.pointer()).as(query).isEqualTo(pointer);
        });
    }
}
