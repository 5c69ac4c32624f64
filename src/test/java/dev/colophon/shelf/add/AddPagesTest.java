package dev.colophon.shelf.add;

import static dev.colophon.lookup.ProviderServer.BOOKS;
import static dev.colophon.lookup.ProviderServer.COVERS;
import static dev.colophon.lookup.ProviderServer.GOOGLE;
import static dev.colophon.lookup.ProviderServer.SEARCH;
import static dev.colophon.lookup.ProviderServer.WORKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.Catalogue;
import dev.colophon.catalogue.Drafts;
import dev.colophon.catalogue.Readers;
import dev.colophon.lookup.ProviderServer;
import dev.colophon.lookup.ProviderServer.Reply;
import dev.colophon.lookup.TestLookups;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.settings.Settings;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Shelf.Day;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.action.ProgressLog;
import dev.colophon.shelf.action.Reads;
import dev.colophon.shelf.item.ItemPages;
import dev.colophon.testing.Answer;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestServer;
import dev.colophon.web.session.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page that adds a book, without any script. */
@Timeout(60)
class AddPagesTest {
    private static final String PAGE = "/shelf/new";
    private static final String ISBN = "9780441013593";

    private final ProviderServer providers = new ProviderServer();
    private final TestDatabase rows = TestDatabase.create(Engine.SQLITE);
    private final Shelf shelf = new Shelf(rows.database(), Clock.systemUTC(), List.of());
    private final Caller mary = Readers.add(rows, "mary");
    private TestLookups lookups = new TestLookups(rows.database(), TestLookups.settings(providers));
    private TestServer server = server();
    private TestClient browser = server.as(mary);

    @AfterEach
    void close() {
        server.close();
        lookups.close();
        rows.close();
        providers.close();
    }

    private TestServer server() {
        Clock clock = Clock.systemUTC();
        var catalogue = new Catalogue(rows.database(), clock);
        var progress = new ProgressLog(rows.database(), clock, shelf);
        return TestServer.of(
                new AddPages(shelf, catalogue, lookups.lookups),
                new ItemPages(shelf, catalogue, new Reads(shelf), progress, List.of()));
    }

    private void use(Settings settings) {
        server.close();
        lookups.close();
        lookups = new TestLookups(rows.database(), settings);
        server = server();
        browser = server.as(mary);
    }

    private String entry(String title, String isbn) {
        var wanted = new Shelf.NewEntry(EntryFacts.NONE, Status.WANT, Day.UNKNOWN, List.of());
        return shelf.add(
                        mary.id(),
                        new Shelf.Choice(null, null, Drafts.book(title, "Frank Herbert", isbn, Map.of())),
                        wanted)
                .entry()
                .id()
                .toString();
    }

    @Test
    void a_book_is_found_and_added_with_its_facts_and_its_cover_follows() throws InterruptedException {
        use(TestLookups.settings(providers, "GOOGLE_BOOKS_API_KEY", ""));
        providers
                .when(SEARCH, "", Reply.recorded(200, "open-library-search.json"))
                .when(BOOKS, "jscmd=data", Reply.recorded(200, "open-library-data.json"))
                .when(BOOKS, "jscmd=details", Reply.recorded(200, "open-library-details.json"))
                .when(WORKS, "", Reply.recorded(200, "open-library-work.json"))
                .when(COVERS, "", Reply.of(200, "image/jpeg", new byte[] {(byte) 0xff, 1}));

        assertThat(browser.page(PAGE + "?q=dune+herbert").text())
                .contains("2 books found.", "Frank Herbert", "Ace Books", "Open Library", "value=\"OL893415W\"");
        Answer added = browser.submit(
                PAGE,
                PAGE,
                Map.of("q", "dune herbert", "provider", "open_library", "source", "OL893415W", "status", "reading"));

        assertThat(added.status()).isEqualTo(303);
        assertThat(rows.query("SELECT title, publisher, published_on, page_count, original_year, isbn13 FROM books"))
                .containsExactly("Dune|Ace Books|2005-08-02|528|1965|" + ISBN);
        assertThat(browser.page(added.header("Location")).text()).contains("Dune", "528");
        awaitCover();
    }

    private void awaitCover() throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (lookups.kept.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        assertThat(lookups.kept).containsExactly("open_library 2");
    }

    @Test
    void facts_that_a_form_invents_are_not_taken() {
        providers.when(GOOGLE, "", Reply.recorded(200, "google-isbn.json"));

        browser.submit(
                PAGE,
                PAGE,
                Map.of(
                        "q", ISBN,
                        "provider", "google_books",
                        "source", "B1hSG45JCX4C",
                        "title", "Forged",
                        "author", "Mallory",
                        "status", "want"));

        assertThat(rows.query("SELECT title FROM books")).containsExactly("Dune");
    }

    @Test
    void a_result_that_nobody_found_is_refused_with_a_sentence() {
        providers.when(GOOGLE, "", Reply.recorded(200, "google-isbn.json"));

        Answer answer = browser.submit(
                PAGE, PAGE, Map.of("q", ISBN, "provider", "google_books", "source", "forged", "status", "want"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("please search again");
        assertThat(rows.query("SELECT COUNT(*) FROM books")).containsExactly("0");
    }

    @Test
    void a_book_of_the_catalogue_comes_first_and_once_and_is_marked() {
        String entry = entry("Dune", ISBN);
        new Catalogue(rows.database(), Clock.systemUTC()).add(mary, Drafts.book("Dune Messiah", "Frank Herbert"));
        providers.when(GOOGLE, "", Reply.recorded(200, "google-search.json"));

        String page = browser.page(PAGE + "?q=dune").text();

        assertThat(page)
                .containsSubsequence("On your shelf", "/shelf/" + entry, "In the catalogue", "The Road to Dune")
                .doesNotContain("value=\"B1hSG45JCX4C\"");
    }

    @Test
    void a_book_of_the_catalogue_is_found_by_any_of_its_words() {
        entry("Dune", ISBN);

        assertThat(browser.page(PAGE + "?q=herb+dun").text()).contains("One book found.", "On your shelf");
    }

    @Test
    void a_book_of_the_catalogue_is_added_as_it_is() {
        var catalogue = new Catalogue(rows.database(), Clock.systemUTC());
        var book = catalogue.add(mary, Drafts.book("Emma", "Jane Austen")).book();

        Answer added = browser.submit(PAGE, PAGE, Map.of("book_id", book.id().toString(), "status", "read"));

        assertThat(added.status()).isEqualTo(303);
        assertThat(rows.query("SELECT status FROM userbooks")).containsExactly("read");
        assertThat(browser.submit(PAGE, PAGE, Map.of("book_id", "x", "status", "read"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void providers_that_fail_are_named_and_the_page_works() {
        entry("Dune", ISBN);
        providers.when(GOOGLE, "", Reply.json(500, "{}")).when(SEARCH, "", Reply.redirect("https://evil.example/"));

        Answer answer = browser.page(PAGE + "?q=dune");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .contains(
                        "Google Books has a fault of its own.",
                        "Open Library gave an answer that cannot be read.",
                        "On your shelf",
                        "Add it by hand");
    }

    @Test
    void offline_only_the_catalogue_is_searched_and_the_page_says_so() {
        use(TestLookups.settings(providers, "APP_OFFLINE", "1"));
        entry("Dune", ISBN);

        assertThat(browser.page(PAGE + "?q=" + ISBN).text())
                .contains("Only this catalogue is searched.", "APP_OFFLINE is 1", "On your shelf");
        assertThat(providers.asked()).isEmpty();
    }

    @Test
    void however_slow_providers_are_other_pages_are_not() throws Exception {
        String item = "/shelf/" + entry("Dune", ISBN);
        providers
                .when(GOOGLE, "", Reply.recorded(200, "google-search.json").after(Duration.ofSeconds(5)))
                .when(
                        SEARCH,
                        "",
                        Reply.recorded(200, "open-library-search.json").after(Duration.ofSeconds(5)));
        browser.page(item);

        try (ExecutorService readers = Executors.newCachedThreadPool()) {
            List<Future<Answer>> searches = new ArrayList<>();
            for (int number = 0; number < 60; number++) {
                String words = PAGE + "?q=another+word+" + number;
                searches.add(readers.submit(() -> server.as(mary).page(words)));
            }
            Thread.sleep(300);
            long start = System.nanoTime();
            assertThat(browser.page(item).status()).isEqualTo(200);
            Duration time = Duration.ofNanos(System.nanoTime() - start);

            assertThat(time).isLessThan(Duration.ofSeconds(1));
            for (Future<Answer> search : searches) {
                assertThat(search.get().text()).containsAnyOf("is busy", "did not answer in time", "left alone");
            }
        }
        assertThat(providers.asked().size()).isLessThan(40);
    }

    @Test
    void htmx_gets_what_was_found_alone() {
        providers.when(GOOGLE, "", Reply.recorded(200, "google-search.json"));

        Answer answer = browser.browse("GET", PAGE + "?q=dune+herbert", Map.of("HX-Request", "true"), new byte[0]);

        assertThat(answer.text()).contains("Dune Messiah", "form_token").doesNotContain("<html", "Add it by hand");
    }

    @Test
    void two_letters_are_too_few() {
        assertThat(browser.page(PAGE + "?q=du").text()).contains("at least 3 letters");
        assertThat(providers.asked()).isEmpty();
    }

    @Test
    void what_a_provider_writes_is_text_and_no_markup() {
        providers.when(GOOGLE, "", Reply.json(200, """
                        {"items": [{"id": "x1", "volumeInfo": {"title": "&lt;script&gt;alert(1)&lt;/script&gt; Dune",
                          "authors": ["\\"><img src=x onerror=alert(1)>"]}}]}
                        """));

        String page = browser.page(PAGE + "?q=dune").text();

        assertThat(page).contains("&lt;script&gt;").doesNotContain("<script>alert", "<img src=x");
    }

    @Test
    void by_hand_a_book_is_added_as_before() {
        Answer added = browser.submit(
                PAGE, PAGE, Map.of("title", "Emma", "author", "Jane Austen", "isbn", "", "status", "want"));

        assertThat(added.status()).isEqualTo(303);
        Answer wrong =
                browser.submit(PAGE, PAGE, Map.of("title", "Emma", "author", "", "isbn", "123", "status", "want"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("This is not an ISBN", "value=\"Emma\"");
    }

    @Test
    void a_stranger_is_asked_to_sign_in() {
        assertThat(server.anonymous().page(PAGE + "?q=dune").status()).isEqualTo(303);
        assertThat(providers.asked()).isEmpty();
    }
}
