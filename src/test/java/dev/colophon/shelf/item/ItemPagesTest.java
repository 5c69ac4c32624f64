package dev.colophon.shelf.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.Catalogue;
import dev.colophon.catalogue.Drafts;
import dev.colophon.catalogue.Readers;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Shelf.Day;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.action.ProgressLog;
import dev.colophon.shelf.action.Reads;
import dev.colophon.testing.Answer;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestServer;
import dev.colophon.web.page.Page;
import dev.colophon.web.session.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page of one entry, without any script. */
@Timeout(60)
class ItemPagesTest {
    private final TestDatabase rows = TestDatabase.create(Engine.SQLITE);
    private final Clock clock = Clock.systemUTC();
    private final Shelf shelf = new Shelf(rows.database(), clock, List.of());
    private final Caller mary = Readers.add(rows, "mary");
    private final String path = "/shelf/" + entry("Emma");

    @AfterEach
    void close() {
        rows.close();
    }

    private UUID entry(String title) {
        var wanted = new Shelf.NewEntry(EntryFacts.NONE, Status.WANT, Day.UNKNOWN, List.of());
        return shelf.add(mary.id(), new Shelf.Choice(null, null, Drafts.book(title, "Jane Austen")), wanted)
                .entry()
                .id();
    }

    private TestServer server(ItemSection... sections) {
        return TestServer.of(new ItemPages(
                shelf,
                new Catalogue(rows.database(), clock),
                new Reads(shelf),
                new ProgressLog(rows.database(), clock, shelf),
                List.of(sections)));
    }

    /** Any template that shows what it is given. */
    private static Page section(String back) {
        return new Page("shelf/pages/quick.jte", Map.of("back", back));
    }

    @Test
    void what_is_said_on_the_form_is_shown_again() {
        try (TestServer server = server()) {
            TestClient browser = server.as(mary);

            Answer saved = browser.submit(
                    path,
                    path,
                    Map.of(
                            "status",
                            "read",
                            "rating",
                            "4.25",
                            "format",
                            "ebook",
                            "condition",
                            "a bit worn",
                            "review",
                            "So good",
                            "private_note",
                            "psst",
                            "back",
                            path));

            assertThat(saved.status()).isEqualTo(303);
            assertThat(browser.page(path).text())
                    .contains(
                            "So good",
                            "value=\"a bit worn\"",
                            "psst",
                            "4.25 of 5 stars",
                            "<option value=\"ebook\" selected>");
        }
    }

    @Test
    void the_small_form_of_a_list_leaves_the_rest_alone() {
        try (TestServer server = server()) {
            TestClient browser = server.as(mary);
            browser.submit(
                    path,
                    path,
                    Map.of(
                            "status",
                            "read",
                            "rating",
                            "",
                            "format",
                            "ebook",
                            "review",
                            "So good",
                            "condition",
                            "worn"));

            browser.submit(path, path, Map.of("status", "read", "rating", "5"));

            assertThat(browser.page(path).text())
                    .contains("So good", "value=\"worn\"", "5 of 5 stars", "<option value=\"ebook\" selected>");
        }
    }

    @Test
    void a_later_room_hands_sections_in() {
        try (TestServer server =
                server((reader, entry) -> section("/first"), (reader, entry) -> section("/" + reader))) {
            String page = server.as(mary).page(path).text();

            assertThat(page)
                    .containsSubsequence(
                            "<h2 id=\"reads\">Reads</h2>",
                            "value=\"/first\"",
                            "value=\"/" + mary.id() + "\"",
                            "Remove it");
        }
    }

    @Test
    void a_page_without_sections_has_nothing_in_their_place() {
        try (TestServer server = server()) {
            assertThat(server.as(mary).page(path).text())
                    .containsPattern("<button class=\"secondary\">Add</button>\\s+</form>\\s+</section>\\s+"
                            + "<form method=\"post\" action=\"" + path + "/remove\"");
        }
    }
}
