package dev.colophon.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.testing.RunningColophon;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A library on its way in and out: the form, the columns of a table of one's own, what became of it, the files. */
@Tag("browser")
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class TransferInBrowserTest {
    private static final String OWN = "Name of it;Who wrote it;Mark;A column with a rather long name;When;Where;Shelf\n"
            + "Hollow Lanterns;Ida Muster, Max Probe;9;something that nobody needs;2021-02-03;at home;read\n"
            + "The Second Lamp;Jo Doe;;;;;nowhere\n;Nobody;;;;;\n";

    private static final byte[] PDF = "%PDF-1.7".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private RunningColophon colophon;
    private Browser browser;

    @BeforeEach
    void open() {
        colophon = RunningColophon.start(folder.resolve("data"), Map.of());
        browser = Browser.open(folder.resolve("profile"), colophon.port(), true);
        Visitor.signUp(browser);
    }

    @AfterEach
    void close() {
        browser.close();
        colophon.close();
    }

    @Test
    void a_table_of_ones_own_goes_in_and_every_page_on_the_way_can_be_used_by_everybody() throws Exception {
        Path own = Files.writeString(folder.resolve("mine.csv"), OWN);
        browser.go("/import").run("document.querySelector('details').open = true");
        demandFine("import");

        browser.attach("input[type=file]", own).click("main form button").await("What are the columns?");
        demandFine("columns");

        browser.choose("select[name=title]", "1")
                .choose("select[name=authors]", "2")
                .choose("select[name=rating_of_10]", "3")
                .choose("select[name=status]", "7")
                .attach("input[type=file]", own)
                .click("main form button")
                .awaitPath("/import/")
                .await("Trial import: done");
        demandFine("trial");

        browser.click("main form button").await("Import: done");
        assertThat(browser.text()).contains("Hollow Lanterns").contains("The row has no title");
        demandFine("imported");

        browser.click("nav.tabs a:last-child").await("The row has no title");
        demandFine("failed-rows");

        browser.go("/import")
                .attach("input[type=file]", Files.write(folder.resolve("a.pdf"), PDF))
                .click("main form button")
                .await("PDF");
        demandFine("refused");

        browser.go("/export");
        demandFine("export");
        assertThat(browser.complaints()).allMatch(line -> line.contains("422"));
    }

    /** On the page as it is: by day and by night, on a phone and a laptop. */
    private void demandFine(String name) throws IOException {
        for (boolean phone : List.of(true, false)) {
            String where = name + (phone ? "-phone" : "-laptop");
            if (phone) {
                browser.viewport(390);
            } else {
                browser.laptop();
            }
            browser.light();
            assertThat(browser.violations()).as(where).isEmpty();
            browser.screenshot("transfer-" + where);
            assertThat((Long) browser.run("return document.documentElement.scrollWidth - window.innerWidth"))
                    .as(where + " is not wider than the screen")
                    .isLessThanOrEqualTo(0);
            browser.dark();
            assertThat(browser.violations()).as(where + " in the dark").isEmpty();
            browser.screenshot("transfer-" + where + "-dark");
            browser.light();
        }
    }
}
