package dev.colophon.shelf.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.Drafts;
import dev.colophon.catalogue.Readers;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.EntryView;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Shelf.Day;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.action.Bulk;
import dev.colophon.shelf.action.ProgressLog;
import dev.colophon.shelf.action.Reads;
import dev.colophon.shelf.list.ShelfList;
import dev.colophon.testing.Answer;
import dev.colophon.testing.OnSqlite;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestServer;
import dev.colophon.web.session.Caller;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several books of the shelf page at once, without any script. */
@OnSqlite
@Timeout(60)
class BulkPagesTest {
    private TestServer server;
    private Shelf shelf;
    private Caller mary;
    private TestClient browser;
    private UUID emma;
    private UUID sanditon;

    @BeforeEach
    void start(TestDatabase rows) {
        shelf = new Shelf(rows.database(), Clock.systemUTC(), List.of());
        server = TestServer.of(
                new ShelfPages(
                        shelf,
                        new ShelfList(rows.database()),
                        new ProgressLog(rows.database(), Clock.systemUTC(), shelf)),
                new BulkPages(new Bulk(shelf, new Reads(shelf), Clock.systemUTC())));
        mary = Readers.add(rows, "mary");
        browser = server.as(mary);
        emma = add("Emma");
        sanditon = add("Sanditon");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private UUID add(String title) {
        var wanted = new Shelf.NewEntry(EntryFacts.NONE, Status.WANT, Day.UNKNOWN, List.of());
        return shelf.add(mary.id(), new Shelf.Choice(null, null, Drafts.book(title, "Jane Austen")), wanted)
                .entry()
                .id();
    }

    private EntryView entry(UUID id) {
        return shelf.entry(mary.id(), id);
    }

    /** With one field for each book that is ticked, as browsers send them. */
    private Answer submit(TestClient who, List<UUID> ids, String rest) {
        StringBuilder body = new StringBuilder("form_token=")
                .append(URLEncoder.encode(who.formToken("/shelf"), StandardCharsets.UTF_8));
        ids.forEach(id -> body.append("&id=").append(id));
        body.append('&').append(rest);
        return who.browse(
                "POST",
                "/shelf/bulk",
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "same-origin"),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void boxes_to_tick_come_with_the_form_they_belong_to() {
        assertThat(browser.page("/shelf").text())
                .contains("href=\"/shelf?select=1\"")
                .doesNotContain("type=\"checkbox\"");
        assertThat(browser.page("/shelf?select=1").text())
                .contains("<form class=\"bulk\" id=\"bulk\"", "form=\"bulk\" name=\"id\" value=\"" + emma + "\"");
    }

    @Test
    void what_is_ticked_is_changed_and_the_reader_is_back_where_they_were() {
        List<UUID> both = List.of(emma, sanditon);
        Answer answer = submit(browser, both, "act=status&status=read&back=%2Fshelf%3Fsort%3Dtitle");
        submit(browser, both, "act=format&format=ebook");
        submit(browser, both, "act=tag&tag=holiday");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/shelf?sort=title");
        for (UUID id : both) {
            assertThat(entry(id).status()).isEqualTo(Status.READ);
            assertThat(entry(id).facts().format()).isEqualTo(EntryFacts.Format.EBOOK);
            assertThat(entry(id).tags().as(String[].class)).containsExactly("holiday");
        }
        submit(browser, List.of(emma), "act=untag&tag=Holiday");
        assertThat(entry(emma).tags().as(String[].class)).isEmpty();
    }

    @Test
    void books_are_taken_off_only_after_a_question() {
        Answer asked = submit(browser, List.of(emma, sanditon), "act=remove");

        assertThat(asked.text()).contains("Take these 2 books off your shelf?", "value=\"" + emma + "\"");
        assertThat(entry(emma).version()).isEqualTo(1);
        assertThat(submit(browser, List.of(emma, sanditon), "act=remove&sure=true")
                        .status())
                .isEqualTo(303);
        assertThat(browser.page("/shelf").text()).doesNotContain("Emma");
    }

    @Test
    void what_could_not_be_done_is_said() {
        assertThat(submit(browser, List.of(), "act=status&status=read").text()).contains("Choose at least one book.");
        assertThat(submit(browser, List.of(emma), "act=dance").status()).isEqualTo(422);
        assertThat(submit(browser, List.of(emma), "act=tag&tag=").status()).isEqualTo(422);
        Answer partly = submit(browser, List.of(UUID.randomUUID(), emma), "act=status&status=read");
        assertThat(partly.text()).contains("Not every book could be changed");
        assertThat(entry(emma).status()).isEqualTo(Status.READ);
    }

    @Test
    void a_stranger_changes_nothing() {
        TestClient john = server.as(UUID.randomUUID());

        assertThat(submit(john, List.of(emma), "act=remove&sure=true").text())
                .contains("There is nothing here that you can see.");
        assertThat(entry(emma).version()).isEqualTo(1);
    }
}
