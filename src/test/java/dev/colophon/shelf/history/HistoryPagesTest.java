package dev.colophon.shelf.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.Catalogue;
import dev.colophon.catalogue.Drafts;
import dev.colophon.catalogue.Readers;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Shelf.Day;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.action.ProgressLog;
import dev.colophon.shelf.action.Reads;
import dev.colophon.shelf.action.SaidProgress;
import dev.colophon.shelf.item.ItemPages;
import dev.colophon.shelf.progress.Position.Unit;
import dev.colophon.shelf.progress.ReadingProgress;
import dev.colophon.testing.Answer;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestServer;
import dev.colophon.web.session.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The history of each read on the page of its book, and the form that corrects a line of it. */
@EveryDatabase
@Timeout(120)
class HistoryPagesTest {
    private TestServer server;
    private Shelf shelf;
    private Reads reads;
    private ProgressLog log;
    private Caller mary;
    private TestClient browser;
    private UUID id;

    @BeforeEach
    void start(TestDatabase rows) {
        Clock clock = Clock.fixed(Instant.parse("2026-03-14T12:00:00Z"), ZoneOffset.UTC);
        shelf = new Shelf(rows.database(), clock, List.of());
        reads = new Reads(shelf);
        log = new ProgressLog(rows.database(), clock, shelf);
        server = TestServer.of(
                new ItemPages(shelf, new Catalogue(rows.database(), clock), reads, log, List.of()),
                new HistoryPages(shelf, log));
        mary = Readers.add(rows, "mary");
        browser = server.as(mary);
        var wanted = new Shelf.NewEntry(EntryFacts.NONE, Status.WANT, Day.UNKNOWN, List.of());
        var book = Drafts.book("Emma", "Jane Austen").with(facts -> facts.pageCount = 388);
        id = shelf.add(mary.id(), new Shelf.Choice(null, null, book), wanted)
                .entry()
                .id();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String note(int page, String at) {
        UUID added = log.add(mary.id(), id, new SaidProgress(Unit.PAGE, page, Instant.parse(at)))
                .id();
        return "/shelf/" + id + "/history/" + added;
    }

    private void finish() {
        reads.changeStatus(mary.id(), id, OptionalLong.empty(), Status.READ, Day.on(LocalDate.of(2026, 3, 5)));
    }

    private Answer submit(String line, Map<String, String> fields) {
        return browser.submit(line, line, fields);
    }

    @Test
    void every_read_shows_how_far_it_had_come_and_when_also_one_that_has_ended() {
        String old = note(97, "2026-03-02T10:00:00Z");
        finish();
        note(194, "2026-03-09T10:00:00Z");

        String page = browser.page("/shelf/" + id).text();

        assertThat(page)
                .containsPattern("2 March 2026</span> <span>page 97 of 388</span> <span[^>]*>25 %")
                .containsPattern("9 March 2026</span> <span>page 194 of 388</span> <span[^>]*>50 %")
                .contains("href=\"" + old + "\"")
                .doesNotContain("All of it");
    }

    @Test
    void a_long_history_leads_to_a_page_of_its_own() {
        for (int page = 1; page <= 131; page++) {
            note(page, "2026-03-0" + (1 + page / 20) + "T10:00:00Z");
        }
        String read = shelf.entry(mary.id(), id).reads().getFirst().id().toString();
        String book = browser.page("/shelf/" + id).text();
        assertThat(book)
                .contains("page 102 of 388", "All of it", "/history?read=" + read)
                .doesNotContain("page 101 of");

        String all = browser.page("/shelf/" + id + "/history?read=" + read).text();
        assertThat(all).contains("page 131 of 388", "page 32 of 388").doesNotContain("page 31 of");
        Matcher older = Pattern.compile("href=\"([^\"]*cursor=[^\"]*)\"").matcher(all);
        assertThat(older.find()).isTrue();
        assertThat(browser.page(older.group(1).replace("&amp;", "&")).text())
                .contains("page 31 of 388", "page 1 of 388")
                .doesNotContain("page 32 of");
    }

    @Test
    void a_line_is_corrected_and_keeps_its_hour_unless_it_is_put_on_another_day() {
        String line = note(12, "2026-03-09T10:00:00Z");

        Answer answer = submit(line, Map.of("unit", "page", "amount", "120", "day", "2026-03-09"));
        assertThat(answer.header("Location")).isEqualTo("/shelf/" + id + "#reads");
        assertThat(progress()).isEqualTo("PAGE 120 2026-03-09T10:00:00Z");
        submit(line, Map.of("unit", "percent", "amount", "40", "day", "2026-03-08"));
        assertThat(progress()).isEqualTo("PERCENT 40 2026-03-08T10:00:00Z");
        submit(line, Map.of("unit", "percent", "amount", "40", "day", "2026-03-14"));
        assertThat(progress()).isEqualTo("PERCENT 40 2026-03-14T12:00:00Z");
        submit(line, Map.of("remove", "true"));
        assertThat(shelf.entry(mary.id(), id).progress()).isNull();
    }

    private String progress() {
        ReadingProgress latest =
                Objects.requireNonNull(shelf.entry(mary.id(), id).progress());
        return latest.unit() + " " + latest.amount() + " " + latest.reachedAt();
    }

    @Test
    void what_is_typed_while_another_tab_saves_is_shown_beside_what_is_stored_and_can_be_kept() {
        String line = note(12, "2026-03-09T10:00:00Z");
        String seen = version(browser.page(line).text());
        submit(line, Map.of("unit", "page", "amount", "120", "day", "2026-03-09", "version", seen));

        Map<String, String> late = Map.of("unit", "page", "amount", "21", "day", "2026-03-10", "version", seen);
        Answer conflict = submit(line, late);

        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.text())
                .contains("Stored now: page 120 of 388, 9 March 2026", "value=\"21\"", "value=\"2026-03-10\"");
        assertThat(progress()).isEqualTo("PAGE 120 2026-03-09T10:00:00Z");
        Map<String, String> again = new HashMap<>(late);
        again.put("version", version(conflict.text()));
        assertThat(submit(line, again).status()).isEqualTo(303);
        assertThat(progress()).isEqualTo("PAGE 21 2026-03-10T10:00:00Z");
    }

    private static String version(String page) {
        Matcher version = Pattern.compile("name=\"version\" value=\"(\\d+)\"").matcher(page);
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    @Test
    void what_cannot_be_is_said_above_the_form_which_keeps_what_was_typed() {
        String line = note(12, "2026-03-09T10:00:00Z");
        Map.of(
                        Map.of("unit", "page", "amount", "389", "day", "2026-03-09"), "This book ends after 388 pages",
                        Map.of("unit", "page", "amount", "many", "day", "2026-03-09"), "whole number",
                        Map.of("unit", "page", "amount", "9", "day", "soon"), "A day is written like",
                        Map.of("unit", "page", "amount", "9", "day", "2026-03-20"), "has not come yet")
                .forEach((fields, said) -> {
                    Answer answer = submit(line, fields);
                    assertThat(answer.status()).as(said).isEqualTo(422);
                    assertThat(answer.text())
                            .contains(said, "role=\"alert\"", "name=\"amount\" value=\"" + fields.get("amount") + "\"");
                });
        assertThat(progress()).isEqualTo("PAGE 12 2026-03-09T10:00:00Z");
    }

    @Test
    void a_stranger_gets_not_found_as_does_whoever_mixes_books_up(TestDatabase rows) {
        String line = note(12, "2026-03-09T10:00:00Z");
        String read = shelf.entry(mary.id(), id).reads().getFirst().id().toString();
        String list = "/shelf/" + id + "/history?read=";
        TestClient john = server.as(Readers.add(rows, "john"));

        assertThat(john.page(line).status()).isEqualTo(404);
        assertThat(john.page(list + read).status()).isEqualTo(404);
        assertThat(john.form(line, Map.of("remove", "true", "form_token", browser.formToken(line)))
                        .status())
                .isIn(403, 404);
        assertThat(browser.page(line.replace(id.toString(), UUID.randomUUID().toString()))
                        .status())
                .isEqualTo(404);
        assertThat(browser.page(list + "x").status()).isEqualTo(404);
        assertThat(browser.page("/shelf/" + id + "/history").status()).isEqualTo(404);
        assertThat(progress()).isEqualTo("PAGE 12 2026-03-09T10:00:00Z");
    }
}
