package dev.colophon.shelf.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.BookRoutes;
import dev.colophon.catalogue.BookSummary;
import dev.colophon.catalogue.Catalogue;
import dev.colophon.catalogue.Drafts;
import dev.colophon.catalogue.Readers;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Shelf.Day;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.action.ProgressLog;
import dev.colophon.shelf.action.Reads;
import dev.colophon.shelf.api.ShelfRoutes;
import dev.colophon.shelf.browse.OwnStandings;
import dev.colophon.shelf.list.ShelfList;
import dev.colophon.shelf.list.ShelfQuery;
import dev.colophon.shelf.pages.ShelfPages;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestServer;
import dev.colophon.text.SearchWords;
import dev.colophon.web.session.Caller;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever somebody types into a search, it is answered, and the catalogue and the shelf find the same. */
@EveryDatabase
@Timeout(120)
class HostileSearchTest {
    private static final List<String> TITLES = List.of(
            "And Or Not Near",
            "100% \"Proof\" (a_b) \\ C++",
            "❤️ 💡 👨‍👩‍👧 Emoji",
            "שָׁלוֹם עולם",
            "ألف ليلة وليلة",
            "Z̸̢͝a̷l̵g̶o̷",
            "क्षत्रिय किताब",
            "日本 の 本",
            "a' ':* & 'b");

    /** What one of the databases, an address or a page might take for something else. */
    private static final List<String> PIECES = List.of(
            "\"",
            "'",
            "''",
            "\\",
            "%",
            "_",
            "*",
            ":*",
            "(",
            ")",
            "{",
            "^",
            "-",
            "+",
            "!",
            "|",
            "<->",
            "AND",
            "OR",
            "NOT",
            "NEAR(",
            "tokens:",
            ";--",
            "/*",
            "$1",
            ":title",
            "?",
            "\u0000",
            "\u0001",
            "\t",
            "\n",
            " ",
            "  ",
            "\u00A0",
            "\u200B",
            "\u200F",
            "\u202E",
            "\u2066",
            "\uFEFF",
            "\uD800",
            "\uDC00",
            "\uFFFF",
            "\uFF5F",
            "\u0301",
            "\u0338\u0322",
            "\u0E48",
            "💡",
            "👨‍👩‍👧",
            "ﷺ",
            "שָׁ",
            "ليلة",
            "क्ष",
            "本",
            "İ",
            "ß",
            "ſ",
            "a",
            "b",
            "1",
            "978",
            "<x-evil>");

    private TestDatabase lent;
    private Catalogue catalogue;
    private ShelfList shelf;
    private Caller mary;
    private TestServer server;
    private TestClient browser;

    @BeforeEach
    void start(TestDatabase lent) {
        this.lent = lent;
        catalogue = new Catalogue(lent.database(), Clock.systemUTC());
        shelf = new ShelfList(lent.database());
        mary = Readers.add(lent, "mary");
        var own = new Shelf(lent.database(), Clock.systemUTC(), List.of());
        server = TestServer.of(
                new SearchPages(catalogue, shelf, new OwnStandings(lent.database())),
                new ShelfPages(own, shelf, new ProgressLog(lent.database(), Clock.systemUTC(), own)),
                new ShelfRoutes(own, shelf, new Reads(own)),
                new BookRoutes(catalogue));
        browser = server.as(mary);
        for (String title : TITLES) {
            UUID book =
                    catalogue.add(mary, Drafts.book(title, "Somebody")).book().id();
            own.add(
                    mary.id(),
                    new Shelf.Choice(book, null, null),
                    new Shelf.NewEntry(EntryFacts.NONE, Status.READ, Day.UNKNOWN, List.of()));
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_catalogue_and_the_shelf_find_the_same_for_any_text() {
        var random = new Random(11);
        for (int round = 0; round < 400; round++) {
            String text = IntStream.range(0, 1 + random.nextInt(8))
                    .mapToObj(piece -> PIECES.get(random.nextInt(PIECES.size())))
                    .collect(Collectors.joining(random.nextBoolean() ? "" : " "));
            demandTheSame(text);
        }
        for (String piece : PIECES) {
            demandTheSame(piece);
            demandTheSame(piece.repeat(10_000 / piece.length()));
            demandTheSame((piece + " ").repeat(10_000 / (piece.length() + 1)));
        }
        TITLES.forEach(this::demandTheSame);
        lent.requireNothingInUse();
    }

    private void demandTheSame(String text) {
        List<UUID> books = catalogue.search(text, List.of(), 50).items().stream()
                .map(BookSummary::id)
                .toList();
        List<UUID> entries = shelf.page(mary.id(), ShelfQuery.searching(text), List.of(), 50).items().stream()
                .map(entry -> entry.book().id())
                .toList();
        if (SearchWords.of(text).isEmpty()) {
            assertThat(books).as(text).isEmpty();
            assertThat(entries).as("a filter of nothing: " + text).hasSize(TITLES.size());
        } else {
            assertThat(entries).as(text).containsExactlyInAnyOrderElementsOf(books);
        }
    }

    @Test
    void every_title_is_found_by_itself() {
        for (String title : TITLES) {
            assertThat(catalogue.search(title, List.of(), 50).items())
                    .as(title)
                    .first()
                    .extracting(BookSummary::title)
                    .isEqualTo(title);
        }
    }

    @Test
    void pages_and_the_api_answer_or_say_what_is_wrong() {
        List<String> queries = PIECES.stream()
                .map(piece -> URLEncoder.encode(piece, StandardCharsets.UTF_8))
                .collect(Collectors.toList());
        queries.addAll(List.of(
                "%00",
                "a%00b", "%C3%28", "%F0%9F", "%ED%A0%80", "%ff", "%25", "+", "", "x".repeat(201), "%22".repeat(66)));
        for (String query : queries) {
            for (String path : List.of("/search", "/shelf")) {
                demandAnswer(path + "?q=" + query, browser.page(path + "?q=" + query));
            }
            for (String path : List.of("/api/v1/library", "/api/v1/books")) {
                demandAnswer(path + "?q=" + query, browser.get(path + "?q=" + query));
            }
        }
        for (String path : List.of("/search", "/shelf", "/api/v1/library", "/api/v1/books")) {
            assertThat(browser.get(path + "?q=" + "x".repeat(10_000)).status())
                    .as(path)
                    .isBetween(200, 431);
        }
    }

    private static void demandAnswer(String address, Answer answer) {
        assertThat(answer.status()).as(address + "\n" + answer.text()).isIn(200, 400);
        assertThat(answer.text()).doesNotContain("<x-evil>");
    }
}
