package dev.colophon.shelf.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.Catalogue;
import dev.colophon.catalogue.Drafts;
import dev.colophon.catalogue.Readers;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Shelf.Day;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.browse.OwnStandings;
import dev.colophon.shelf.list.ShelfList;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestServer;
import dev.colophon.web.session.Caller;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The search page without any script. */
@EveryDatabase
@Timeout(60)
class SearchPagesTest {
    private Catalogue catalogue;
    private Shelf shelf;
    private Caller mary;
    private Caller john;
    private TestServer server;
    private TestClient browser;

    @BeforeEach
    void start(TestDatabase lent) {
        catalogue = new Catalogue(lent.database(), Clock.systemUTC());
        shelf = new Shelf(lent.database(), Clock.systemUTC(), List.of());
        mary = Readers.add(lent, "mary");
        john = Readers.add(lent, "john");
        server = TestServer.of(
                new SearchPages(catalogue, new ShelfList(lent.database()), new OwnStandings(lent.database())));
        browser = server.as(mary);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private UUID book(String title, String author) {
        return catalogue.add(john, Drafts.book(title, author)).book().id();
    }

    private UUID entry(Caller reader, UUID book) {
        var wanted = new Shelf.NewEntry(EntryFacts.NONE, Status.READING, Day.UNKNOWN, List.of());
        return shelf.add(reader.id(), new Shelf.Choice(book, null, null), wanted)
                .entry()
                .id();
    }

    private Document page(String query) {
        Answer answer = browser.page("/search" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return Jsoup.parse(answer.text());
    }

    private Document searched(String text) {
        return page("?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    }

    @Test
    void the_shelf_comes_first_and_the_catalogue_tells_what_is_on_it() {
        UUID dune = book("Dune", "Frank Herbert");
        UUID messiah = book("Dune Messiah", "Frank Herbert");
        UUID own = entry(mary, dune);
        entry(john, messiah);

        Document page = searched("herbert dune");

        assertThat(page.select("h2").eachText()).containsExactly("On your shelf", "In the catalogue");
        assertThat(page.select("ul.books").eq(0).select("a.title").eachAttr("href"))
                .containsExactly("/shelf/" + own);
        assertThat(page.select("ul.books").eq(1).select("a.title").eachAttr("href"))
                .containsExactly("/shelf/" + own, "/books/" + messiah);
        assertThat(page.select(".chip.reading").eachText()).containsExactly("Reading", "Reading");
        assertThat(page.select("form[action=/books/" + messiah + "] button").eachText())
                .containsExactly("Want to read");
        assertThat(page.select("input[name=q]").val()).isEqualTo("herbert dune");
    }

    @Test
    void pages_follow_each_other_and_the_shelf_is_shown_once() {
        for (int number = 10; number < 35; number++) {
            UUID id = book("Volume " + number, "Somebody");
            if (number < 17) {
                entry(mary, id);
            }
        }
        Document first = searched("volume");
        assertThat(first.select("ul.books").eq(0).select("li")).hasSize(5);
        assertThat(first.select("#found a[href^=/shelf?q=volume]").text()).isEqualTo("All of these on your shelf");
        assertThat(first.select("ul.books").eq(1).select("li")).hasSize(20);

        Document second = page(first.select("a[rel=next]").attr("href").substring("/search".length()));
        assertThat(second.select("h2").eachText()).containsExactly("In the catalogue");
        assertThat(second.select("a.title").eachText())
                .containsExactly("Volume 30", "Volume 31", "Volume 32", "Volume 33", "Volume 34");
        assertThat(second.select("a[rel=next]")).isEmpty();
        assertThat(second.select(".pager a").attr("href")).isEqualTo("/search?q=volume");
    }

    @Test
    void nothing_and_too_much_are_answered_with_a_page_that_helps() {
        book("Dune", "Frank Herbert");
        assertThat(page("").select("#found").text()).contains("Type a few letters");
        assertThat(searched(" \t").select("#found").text()).contains("Type a few letters");
        assertThat(searched("<b>nowhere").select("#found").text())
                .contains("Nothing here has all of “<b>nowhere”", "Add the book");

        Answer tooLong = browser.page("/search?q=" + "x".repeat(201));
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(Jsoup.parse(tooLong.text()).select("[role=alert]").text()).contains("too long");
        assertThat(browser.page("/search?q=dune&cursor=forged").status()).isEqualTo(400);
    }

    @Test
    void somebody_who_is_not_signed_in_is_asked_to() {
        Answer answer = server.anonymous().page("/search?q=dune");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).startsWith("/sign-in");
    }
}
