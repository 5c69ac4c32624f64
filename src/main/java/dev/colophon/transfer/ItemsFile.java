package dev.colophon.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.colophon.json.Json;
import dev.colophon.web.Part;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a job as a CSV file: what became of each, then the row as it was. It can be mended
 * and imported again. A cell that a spreadsheet would take for a formula gets an apostrophe before
 * it, which our own reading takes away.
 */
public final class ItemsFile {
    /** What the names of our own columns begin with, in lower case. */
    public static final String PREFIX = "import ";

    /** Marks a file as our own report. */
    public static final String OUTCOME = "import outcome";

    private static final List<String> OWN = List.of("Import line", "Import outcome", "Import reason", "Import message");
    private static final String FORMULA_STARTS = "=+-@\t\r";
    private static final int PAGE = 100;

    private final Imports imports;
    private final ImportJob job;
    private final ImportItem.@Nullable Outcome outcome;

    ItemsFile(Imports imports, ImportJob job, ImportItem.@Nullable Outcome outcome) {
        this.imports = imports;
        this.job = job;
        this.outcome = outcome;
    }

    /** Writes UTF-8 with a mark, for spreadsheets would take it for something else. */
    void write(Path file) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        forEach(item -> row(item).properties().forEach(cell -> names.add(cell.getKey())));
        names.removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith(PREFIX));
        try (Writer writer = Files.newBufferedWriter(file);
                CsvWriter csv =
                        CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(writer)) {
            writer.write('\uFEFF');
            List<String> head = new ArrayList<>(OWN);
            names.forEach(name -> head.add(neutral(name)));
            csv.writeRecord(head);
            forEach(item -> csv.writeRecord(cells(item, names)));
        }
    }

    /** Takes a cell of such a file back to what it was. */
    public static String restored(String cell) {
        String text = cell.strip();
        boolean ours = text.length() > 1 && text.charAt(0) == '\'' && FORMULA_STARTS.indexOf(text.charAt(1)) >= 0;
        return ours ? text.substring(1) : cell;
    }

    private static String neutral(String cell) {
        boolean formula = !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0;
        return formula ? "'" + cell : cell;
    }

    private static List<String> cells(ImportItem item, Set<String> names) {
        List<String> cells = new ArrayList<>();
        cells.add(String.valueOf(item.line()));
        cells.add(item.outcome().label());
        cells.add(item.reasonCode() == null ? "" : item.reasonCode());
        cells.add(item.message() == null ? "" : neutral(item.message()));
        JsonNode row = row(item);
        names.forEach(name -> cells.add(neutral(row.path(name).asText())));
        return cells;
    }

    private static JsonNode row(ImportItem item) {
        return Json.readTree(item.raw().getBytes(StandardCharsets.UTF_8));
    }

    private void forEach(Consumer<ImportItem> action) {
        int after = -1;
        Part<ImportItem> page;
        do {
            page = imports.items(job, outcome, after, PAGE);
            for (ImportItem item : page.items()) {
                action.accept(item);
                after = item.place();
            }
        } while (page.next().isPresent());
    }
}
