package dev.colophon.shelf.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.catalogue.Catalogue;
import dev.colophon.catalogue.Drafts;
import dev.colophon.catalogue.Readers;
import dev.colophon.catalogue.browse.Browsing;
import dev.colophon.catalogue.care.Duplicates;
import dev.colophon.lookup.TestLookups;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Shelf.Day;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.action.Bulk;
import dev.colophon.shelf.action.ProgressLog;
import dev.colophon.shelf.action.Reads;
import dev.colophon.shelf.action.SaidProgress;
import dev.colophon.shelf.add.AddPages;
import dev.colophon.shelf.browse.BrowsePages;
import dev.colophon.shelf.browse.OwnStandings;
import dev.colophon.shelf.browse.SinglePage;
import dev.colophon.shelf.history.HistoryPages;
import dev.colophon.shelf.home.HomePages;
import dev.colophon.shelf.home.RecentlyFinished;
import dev.colophon.shelf.item.ItemPages;
import dev.colophon.shelf.list.ShelfList;
import dev.colophon.shelf.progress.Position.Unit;
import dev.colophon.shelf.search.SearchPages;
import dev.colophon.testing.OnSqlite;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestServer;
import dev.colophon.testing.TestSettings;
import dev.colophon.web.session.Caller;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pages of the shelf as somebody reads them whose browser asks for German. */
@OnSqlite
@Timeout(60)
class GermanPagesTest {
    private static final String LANGUAGES = "de-DE,de;q=0.9,en;q=0.5";

    private final Clock clock = Clock.fixed(Instant.parse("2026-03-14T12:00:00Z"), ZoneOffset.UTC);
    private final TestDatabase rows;
    private final Catalogue catalogue;
    private final Shelf shelf;
    private final ProgressLog log;
    private final TestLookups lookups;
    private final TestServer server;
    private final Caller mary;

    GermanPagesTest(TestDatabase rows) {
        this.rows = rows;
        catalogue = new Catalogue(rows.database(), clock);
        shelf = new Shelf(rows.database(), clock, List.of());
        log = new ProgressLog(rows.database(), clock, shelf);
        lookups = new TestLookups(rows.database(), TestSettings.in(Path.of("target"), Map.of("APP_OFFLINE", "1")));
        mary = Readers.add(rows, "mary");
        var lists = new ShelfList(rows.database());
        var reads = new Reads(shelf);
        var standings = new OwnStandings(rows.database());
        var single = new SinglePage(catalogue, standings, new Duplicates(rows.database()));
        server = TestServer.of(
                new HomePages(shelf, lists, List.of(new RecentlyFinished(rows.database(), shelf)), true),
                new ShelfPages(shelf, lists, log),
                new BulkPages(new Bulk(shelf, reads, clock)),
                new ItemPages(shelf, catalogue, reads, log, List.of()),
                new HistoryPages(shelf, log),
                new AddPages(shelf, catalogue, lookups.lookups),
                new SearchPages(catalogue, lists, standings),
                new BrowsePages(new Browsing(rows.database()), shelf, standings, single));
    }

    @AfterEach
    void stop() {
        server.close();
        lookups.close();
    }

    private UUID entry(String title, Status status, Day day) {
        EntryFacts facts = EntryFacts.NONE.with(it -> {
            it.addedOn = LocalDate.of(2026, 3, 1);
            it.rating = new Rating(18);
        });
        var book = Drafts.book(title, "Jane Austen").with(it -> it.pageCount = 1388);
        return shelf.add(
                        mary.id(),
                        new Shelf.Choice(null, null, book),
                        new Shelf.NewEntry(facts, status, day, List.of()))
                .entry()
                .id();
    }

    private static Document page(TestClient client, String path) {
        return Jsoup.parse(client.browse("GET", path, Map.of("Accept-Language", LANGUAGES), new byte[0])
                .text());
    }

    private String text(String path) {
        return page(server.as(mary), path).text();
    }

    @Test
    void home_and_the_shelf_say_how_far_one_is() {
        UUID emma = entry("Emma", Status.READING, Day.on(LocalDate.of(2026, 3, 2)));
        log.add(mary.id(), emma, new SaidProgress(Unit.PAGE, 1210, null));
        entry("Persuasion", Status.READ, Day.on(LocalDate.of(2026, 3, 4)));

        assertThat(page(server.anonymous(), "/").select("h1").text())
                .isEqualTo("Deine Bücher, dein Regal, dein Rechner");
        assertThat(text("/"))
                .containsSubsequence("Willkommen, mary", "Du liest gerade", "Zuletzt gelesen", "4. März 2026")
                .containsSubsequence("Zuletzt hinzugefügt", "1 Lese ich");
        assertThat(text("/shelf"))
                .contains("Dein Regal", "Filtern und sortieren", "hinzugefügt am 1. März 2026")
                .contains("Seite 1.210 von 1.388, seit 12 Tagen dabei");
        assertThat(page(server.as(mary), "/shelf").select(".stars").attr("aria-label"))
                .isEqualTo("4,5 von 5 Sternen");
    }

    @Test
    void counts_have_thousands_signs_and_years_have_none() {
        UUID emma = entry("Emma", Status.READ, Day.on(LocalDate.of(2026, 3, 2)));
        shelf.tag(mary.id(), emma, "blau");
        String other = "printf('00000000-0000-7000-8000-%012d', rowid)";
        copy("books", "id = " + other);
        copy("userbooks", "id = " + other + ", book_id = " + other);
        copy("userbook_tags", "userbook_id = " + other);

        Document list = page(server.as(mary), "/shelf");
        assertThat(list.select(".tabs a").eachText()).contains("Gelesen 1.201");
        assertThat(list.select("option[value=blau]").text()).isEqualTo("blau (1.201)");
        assertThat(page(server.as(mary), "/").select(".numbers li").eachText()).contains("1.201 Gelesen");
        assertThat(text("/shelf/" + emma)).contains("Seiten 1.388");
    }

    /** Makes 1,200 more of the one row that a table has. */
    private void copy(String table, String difference) {
        rows.run("CREATE TABLE more AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200)"
                + " SELECT t.* FROM " + table + " t CROSS JOIN n");
        rows.run("UPDATE more SET " + difference);
        rows.run("INSERT INTO " + table + " SELECT * FROM more");
        rows.run("DROP TABLE more");
    }

    @Test
    void the_page_of_a_book_tells_of_its_reads_and_its_history() {
        UUID emma = entry("Emma", Status.READING, Day.on(LocalDate.of(2026, 3, 2)));
        UUID progress = log.add(mary.id(), emma, new SaidProgress(Unit.PERCENT, 54, null))
                .id();
        UUID read = shelf.entry(mary.id(), emma).reads().getFirst().id();
        String path = "/shelf/" + emma;

        assertThat(text(path))
                .contains(
                        "Begonnen am 2. März 2026, noch nicht zu Ende", "Wer es sehen darf", "Nur du", "Dein Exemplar")
                .contains("Deine Bewertung", "Lese ich", "Rezension schreiben", "Schlagwort hinzufügen");
        assertThat(text(path + "/history?read=" + read)).contains("Wie weit du gekommen warst", "54 %");
        assertThat(text(path + "/history/" + progress)).contains("Deinen Fortschritt berichtigen", "Prozent");
    }

    @Test
    void books_are_looked_for_and_added() {
        UUID book = catalogue
                .add(Readers.add(rows, "john"), Drafts.book("Emma", "Jane Austen"))
                .book()
                .id();

        assertThat(text("/search?q=nobody")).contains("Nichts hier enthält alles aus „nobody“.");
        assertThat(text("/search?q=emma")).contains("Im Katalog", "Will ich lesen");
        assertThat(text("/shelf/new?q=emma"))
                .contains("Ein Buch gefunden.", "Nur dieser Katalog wird durchsucht.", "Von Hand eintragen")
                .doesNotContain("is off");
        assertThat(text("/books/" + book)).contains("In mein Regal stellen");
        assertThat(text("/authors/" + rows.query("SELECT id FROM authors").getFirst()))
                .contains("Autor/in");
    }

    @Test
    void what_is_wrong_is_said_in_german_and_what_is_to_go_is_asked_for_in_german() {
        String emma = entry("Emma", Status.WANT, Day.UNKNOWN).toString();
        TestClient browser = server.as(mary);
        String token = "form_token=" + browser.formToken("/shelf/" + emma);

        assertThat(sent(browser, "/shelf/bulk", token + "&act=remove&id=" + emma + "&id=" + UUID.randomUUID()))
                .contains("Diese 2 Bücher aus deinem Regal nehmen?");
        assertThat(sent(browser, "/shelf/" + emma + "/progress", token + "&unit=page&amount=1400"))
                .contains("Dieses Buch endet nach 1388 Seiten");
    }

    private static String sent(TestClient browser, String path, String form) {
        Map<String, String> headers = Map.of(
                "Accept-Language", LANGUAGES,
                "Content-Type", "application/x-www-form-urlencoded",
                "Sec-Fetch-Site", "same-origin");
        byte[] body = form.getBytes(StandardCharsets.UTF_8);
        return Jsoup.parse(browser.browse("POST", path, headers, body).text()).text();
    }

    @Test
    void whoever_has_set_a_language_sees_it_whatever_the_browser_asks() {
        var settled = new Caller(mary.id(), "mary", false, UUID.randomUUID(), Locale.UK, ZoneOffset.UTC, null);

        assertThat(page(server.as(settled), "/shelf").text())
                .contains("Your shelf")
                .doesNotContain("Dein Regal");
    }
}
