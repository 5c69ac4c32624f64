package dev.colophon.shelf.browse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.Catalogue;
import dev.colophon.catalogue.Drafts;
import dev.colophon.catalogue.Readers;
import dev.colophon.catalogue.browse.Browsing;
import dev.colophon.catalogue.care.Duplicates;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Shelf.Day;
import dev.colophon.shelf.Status;
import dev.colophon.testing.Answer;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestServer;
import dev.colophon.web.session.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pages of authors, series and books of the catalogue, without any script. */
@Timeout(60)
class BrowsePagesTest {
    private final TestDatabase rows = TestDatabase.create(Engine.SQLITE);
    private final Shelf shelf = new Shelf(rows.database(), Clock.systemUTC(), List.of());
    private final Catalogue catalogue = new Catalogue(rows.database(), Clock.systemUTC());
    private final OwnStandings standings = new OwnStandings(rows.database());
    private final Caller mary = Readers.add(rows, "mary");
    private final Caller john = Readers.add(rows, "john");
    private final TestServer server = TestServer.of(new BrowsePages(
            new Browsing(rows.database()),
            shelf,
            standings,
            new SinglePage(catalogue, standings, new Duplicates(rows.database()))));
    private final TestClient browser = server.as(mary);

    @AfterEach
    void close() {
        server.close();
        rows.close();
    }

    private UUID book(String title, String position) {
        BookDraft draft = Drafts.book(title, "Ursula K. Le Guin", null, Map.of("goodreads", "g " + title))
                .with(facts -> facts.series = List.of(new BookDraft.SeriesPosition("Hainish Cycle", position)));
        return catalogue.add(john, draft).book().id();
    }

    private UUID entry(Caller reader, UUID book) {
        var wanted = new Shelf.NewEntry(
                EntryFacts.NONE.with(facts -> facts.rating = new Rating(18)), Status.READ, Day.UNKNOWN, List.of());
        return shelf.add(reader.id(), new Shelf.Choice(book, null, null), wanted)
                .entry()
                .id();
    }

    private String path(String table) {
        return "/" + table + "/" + rows.query("SELECT id FROM " + table).getFirst();
    }

    @Test
    void a_series_shows_its_order_and_what_the_reader_has_of_it() {
        UUID second = book("City", "2");
        book("Rocannon", "1-3");
        book("Omen", "0.8");
        UUID own = entry(mary, second);
        entry(john, book("Telling", "8"));

        String page = browser.page(path("series")).text();

        assertThat(page)
                .containsSubsequence("#0.8", "Omen", "Want to read", "1-3", "Rocannon", "#2", "/shelf/" + own, "City")
                .containsSubsequence("4.5 of 5 stars", "Read</span>", "#8", "Telling", "Want to read");
    }

    @Test
    void a_missing_book_is_wanted_by_one_tap_and_the_page_comes_back() {
        UUID missing = book("City", "2");
        String series = path("series");

        Answer answer = browser.submit(series, "/books/" + missing, Map.of("status", "want", "back", series));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo(series);
        assertThat(browser.page(series).text()).contains("Want to read</span>").doesNotContain("value=\"want\"");
        assertThat(browser.submit(series + "?", "/books/" + missing, Map.of("status", "want", "back", "//evil"))
                        .header("Location"))
                .startsWith("/shelf/");
        assertThat(rows.query("SELECT count(*) FROM userbooks")).containsExactly("1");
    }

    @Test
    void an_author_shows_the_books_by_title() {
        book("City", "2");
        book("Always", "1");

        assertThat(browser.page(path("authors")).text())
                .containsSubsequence("<h1>Ursula K. Le Guin</h1>", "Always", "City");
    }

    @Test
    void a_book_that_is_not_on_the_shelf_has_a_page_and_one_that_is_leads_to_its_entry() {
        UUID book = book("City <of> \"Illusions\"", "2");

        String page = browser.page("/books/" + book).text();

        assertThat(page)
                .contains("City &lt;of&gt;", path("authors"), path("series"))
                .contains("https://www.goodreads.com/book/show/g%20City%20%3Cof%3E%20%22Illusions%22")
                .doesNotContain("/edit");
        assertThat(server.as(john).page("/books/" + book).text()).contains("/books/" + book + "/edit");
        Answer added = browser.submit("/books/" + book, "/books/" + book, Map.of("status", "reading"));
        assertThat(added.header("Location")).startsWith("/shelf/");
        assertThat(browser.page("/books/" + book).header("Location")).isEqualTo(added.header("Location"));
    }

    @Test
    void what_is_unknown_is_not_found_and_a_stranger_is_asked_to_sign_in() {
        UUID book = book("City", "2");
        for (String page : List.of(path("authors"), path("series"), "/books/" + book)) {
            assertThat(server.anonymous().page(page).header("Location")).startsWith("/sign-in");
            String unknown = page.substring(0, page.lastIndexOf('/') + 1) + UUID.randomUUID();
            assertThat(browser.page(unknown).status()).isEqualTo(404);
        }
        String unknown = "/books/" + UUID.randomUUID();
        assertThat(browser.submit("/books/" + book, unknown, Map.of("status", "want"))
                        .status())
                .isEqualTo(404);
        assertThat(browser.submit("/books/" + book, "/books/" + book, Map.of("status", "x"))
                        .status())
                .isEqualTo(422);
    }
}
