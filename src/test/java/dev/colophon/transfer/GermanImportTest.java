package dev.colophon.transfer;

import static dev.colophon.transfer.ImportApi.IMPORTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.database.Database;
import dev.colophon.testing.Answer;
import dev.colophon.testing.OnSqlite;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Imports on pages for somebody who reads German. */
@OnSqlite
@Timeout(120)
class GermanImportTest {
    private static final String NAMES = "Book Id,Title,Author,ISBN13,My Rating,Date Read,Exclusive Shelf\n";
    private static final String KNOWN = NAMES + "1,Hollow Lanterns,Ida Muster,9781000000016,,,read\n";
    private static final String OTHER_TITLE = "77,Cooking for Beginners,Max Probe,9781000000016,4,2020/01/02,read\n";

    private final ImportApi api;
    private final TestClient mary;

    GermanImportTest(Database database) {
        api = new ImportApi(database);
        mary = api.mary;
    }

    @BeforeEach
    void prepare(TestDatabase test) throws Exception {
        api.start(test);
        api.imported(api.stranger, "", KNOWN);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private Document german(String path) {
        Map<String, String> headers = Map.of("Accept", "text/html", "Accept-Language", "de");
        return Jsoup.parse(mary.browse("GET", path, headers, new byte[0]).text());
    }

    private Answer upload(String name, String file) {
        Map<String, String> fields = Map.of("form_token", mary.formToken("/import"));
        return mary.upload("/import", fields, name, file.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_trial_says_in_german_what_would_happen() throws Exception {
        String file = NAMES + OTHER_TITLE + "78,Quite Another,Ann Lee,,3,,to-read\n" + "80,,Nobody,,,,read\n";
        String page = upload("mine.csv", file).header("Location");
        api.finished(page.replace("/import/", IMPORTS + "/"));

        Document trial = german(page);
        assertThat(trial.select("h1").text()).isEqualTo("Probeimport: fertig");
        assertThat(trial.select("main > ul li").eachText())
                .containsExactly(
                        "1 in dein Regal stellen,",
                        "0 ergänzen, die du schon hast,",
                        "0 lassen, wie sie sind,",
                        "dich bei 1 fragen, denn es ist nicht sicher, welches Buch sie meinen,",
                        "1 nicht annehmen; unten steht bei jeder, warum.");
        assertThat(trial.select("main > ul b").eachText())
                .containsExactly("stellen", "ergänzen", "lassen", "fragen", "nicht annehmen");
        assertThat(trial.text()).contains("Nach Status: will ich lesen 1", "zu klären", "fehlgeschlagen");
        assertThat(german(page + "/review").text())
                .contains("Welches Buch ist gemeint?", "1 von 3 Zeilen wartet.", "Das ist eine Probe");
        assertThat(german("/import").text()).contains("Deine Importe", "Goodreads · 3 Zeilen · fertig, Probe");
    }

    @Test
    void forms_and_help_are_in_german() {
        Document overview = german("/import");
        assertThat(overview.select("h1").text()).isEqualTo("Bibliothek importieren");
        assertThat(overview.select("details li").eachText())
                .hasSize(9)
                .contains("Calibre: Bücher konvertieren, Katalog erstellen, Format CSV.");
        assertThat(overview.select("details em").eachText()).contains("Bücher konvertieren", "Katalog erstellen");
        assertThat(overview.text()).contains("höchstens 0 MiB");
    }
}
