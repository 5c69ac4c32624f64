package dev.colophon.transfer.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The CSV files of an export: what they say, what they cannot say, and that no cell is run. */
@EveryDatabase
@Timeout(120)
class TablesTest {
    private static final Pattern HARMLESS = Pattern.compile("[^=+\\-@\t\r].*|=\"[0-9X]*\"|-?[0-9]*", Pattern.DOTALL);

    private ExportApi api;

    @BeforeEach
    void start(TestDatabase lent, @TempDir Path folder) {
        api = new ExportApi(lent, folder);
        api.fill();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private static List<CsvRecord> rows(byte[] csv) {
        return CsvReader.builder().ofCsvRecord(new String(csv, StandardCharsets.UTF_8)).stream()
                .toList();
    }

    @Test
    void a_goodreads_file_has_its_24_columns_and_a_row_for_each_book() {
        List<CsvRecord> rows = rows(ExportApi.export(api.mary, "goodreads.csv"));

        assertThat(rows)
                .hasSize(252)
                .allSatisfy(row -> assertThat(row.getFieldCount()).isEqualTo(24));
        CsvRecord emma = rows.stream()
                .filter(row -> row.getField(1).startsWith("Emma"))
                .findFirst()
                .orElseThrow();
        assertThat(emma.getFields())
                .containsExactly(
                        "6969",
                        "Emma (Penguin Classics, #12)",
                        "Jane Austen",
                        "Austen, Jane",
                        "Fiona Stafford",
                        "=\"0141439580\"",
                        "=\"9780141439587\"",
                        "4.25",
                        "",
                        "",
                        "Paperback",
                        "512",
                        "",
                        "",
                        "2019/02/01",
                        "2020/02/29",
                        "Classics, currently-reading",
                        "Classics, currently-reading",
                        "currently-reading",
                        "Badly *done*,<br/>Emma &lt;3 &amp; more",
                        "true",
                        "'=HYPERLINK(\"http://evil\")",
                        "3",
                        "2");
    }

    @Test
    void no_cell_is_taken_for_a_formula() {
        for (String file : List.of("goodreads.csv", "reads.csv")) {
            for (CsvRecord row : rows(ExportApi.export(api.mary, file))) {
                assertThat(row.getFields())
                        .allMatch(cell -> HARMLESS.matcher(cell).matches());
            }
        }
    }

    @Test
    void our_own_import_of_a_goodreads_file_changes_nothing_on_the_shelf_that_it_came_from() throws Exception {
        byte[] before = ExportApi.export(api.mary, "colophon.zip");
        JsonNode job = ExportApi.imported(api.mary, "text/csv", ExportApi.export(api.mary, "goodreads.csv"));

        assertThat(job.path("counts").path("unchanged").asInt())
                .as(job.toString())
                .isEqualTo(251);
        assertThat(ExportApi.export(api.mary, "colophon.zip")).isEqualTo(before);
    }

    @Test
    void another_reader_gets_the_same_shelf_but_for_what_the_format_cannot_say() throws Exception {
        ExportApi.imported(api.john, "text/csv", ExportApi.export(api.mary, "goodreads.csv"));
        assertThat(ExportApi.export(api.john, "goodreads.csv")).isEqualTo(ExportApi.export(api.mary, "goodreads.csv"));

        JsonNode hers = entry(api.mary);
        JsonNode his = entry(api.john);
        List<String> lost = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : hers.path("facts").properties()) {
            if (!field.getValue().equals(his.path("facts").path(field.getKey()))) {
                lost.add(field.getKey());
            }
        }
        assertThat(lost).containsExactly("ownership", "lent_to", "favourite");
        assertThat(his.path("tags")).isEqualTo(hers.path("tags"));
        assertThat(his.path("status")).isEqualTo(hers.path("status"));
        assertThat(his.path("reads").findValuesAsText("finished_on"))
                .isEqualTo(hers.path("reads").findValuesAsText("finished_on"));
        assertThat(his.path("reads").findValuesAsText("started_on")).doesNotContain("2019-01-01");
    }

    private static JsonNode entry(TestClient reader) {
        Unzipped zip = Unzipped.of(ExportApi.export(reader, "colophon.zip"));
        return zip.lines("entries.jsonl").stream()
                .filter(line -> line.path("status").asText().equals("reading"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_table_of_reads_has_a_row_for_each() {
        List<CsvRecord> rows = rows(ExportApi.export(api.mary, "reads.csv"));

        List<CsvRecord> ofEmma =
                rows.stream().filter(row -> row.getField(0).equals("Emma")).toList();
        assertThat(ofEmma).extracting(row -> row.getField(6)).containsExactly("dnf", "finished", "open");
        assertThat(ofEmma.get(1).getField(4)).isEqualTo("2019-01-01");
        assertThat(rows).hasSize(1 + 3 + 250);
    }
}
