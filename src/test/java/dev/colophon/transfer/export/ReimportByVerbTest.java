package dev.colophon.transfer.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.cli.importing.ImportVerb;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Our own zip, with notes, attachments, covers and progress, by the command line while the server runs. */
@EveryDatabase
@Timeout(120)
class ReimportByVerbTest {
    private ExportApi api;
    private ImportVerb verb;
    private byte[] zip;
    private String file;

    @BeforeEach
    void start(TestDatabase lent, @TempDir Path folder) throws IOException {
        api = new ExportApi(lent, folder);
        api.fill();
        zip = ExportApi.export(api.mary, "colophon.zip");
        file = Files.write(folder.resolve("whatever.bin"), zip).toString();
        verb = new ImportVerb(() -> TestDatabase.open(lent.settings()), api.settings);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void another_reader_gets_the_same_shelf_with_all_that_hangs_on_it() {
        assertThat(verb.run("--user", "john", file)).isZero();

        assertThat(verb.out()).contains("251 created").doesNotContain("failed");
        Unzipped export = Unzipped.of(ExportApi.export(api.john, "colophon.zip"));
        assertThat(export.lines("notes.jsonl")).hasSize(2);
        assertThat(export.lines("progress.jsonl")).hasSize(2);
        assertThat(export.members().keySet())
                .filteredOn(name -> name.startsWith("files/"))
                .hasSize(2);
        assertThat(ExportApi.export(api.john, "colophon.zip")).isEqualTo(zip);

        assertThat(verb.run("--user", "john", file)).isZero();
        assertThat(verb.out()).contains("unchanged");
        assertThat(ExportApi.export(api.john, "colophon.zip")).isEqualTo(zip);
    }

    @Test
    void a_trial_tells_and_leaves_nothing_behind() {
        int files =
                Integer.parseInt(api.lent.query("SELECT COUNT(*) FROM blobs").getFirst());

        assertThat(verb.run("--user", "john", "--dry-run", file)).isZero();

        assertThat(verb.out()).contains("Trial of", "251 created", "Nothing was changed.");
        assertThat(Unzipped.of(ExportApi.export(api.john, "colophon.zip")).text("entries.jsonl"))
                .isEmpty();
        assertThat(api.lent.query("SELECT COUNT(*) FROM import_jobs")).containsExactly("0");
        assertThat(api.lent.query("SELECT COUNT(*) FROM blobs")).containsExactly(String.valueOf(files));
    }
}
