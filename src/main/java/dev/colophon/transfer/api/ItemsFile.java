package dev.colophon.transfer.api;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.colophon.json.Json;
import dev.colophon.transfer.Imports;
import dev.colophon.transfer.file.ReportCells;
import dev.colophon.transfer.job.ImportItem;
import dev.colophon.transfer.job.ImportJob;
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
import org.jspecify.annotations.Nullable;

/**
 * The rows of a job as a CSV file: what became of each, then the row as it was. It can be mended
 * and imported again.
 */
final class ItemsFile {
    private static final List<String> OWN = List.of("Import line", "Import outcome", "Import reason", "Import message");

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
        imports.forEachItem(job, outcome, item -> row(item).fieldNames().forEachRemaining(names::add));
        names.removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith(ReportCells.PREFIX));
        try (Writer writer = Files.newBufferedWriter(file);
                CsvWriter csv =
                        CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(writer)) {
            writer.write('\uFEFF');
            List<String> head = new ArrayList<>(OWN);
            names.forEach(name -> head.add(ReportCells.neutral(name)));
            csv.writeRecord(head);
            imports.forEachItem(job, outcome, item -> csv.writeRecord(cells(item, names)));
        }
    }

    private static List<String> cells(ImportItem item, Set<String> names) {
        List<String> cells = new ArrayList<>();
        cells.add(String.valueOf(item.line()));
        cells.add(item.outcome().label());
        cells.add(item.reasonCode() == null ? "" : item.reasonCode());
        cells.add(item.message() == null ? "" : ReportCells.neutral(item.message()));
        JsonNode row = row(item);
        names.forEach(name -> cells.add(ReportCells.neutral(row.path(name).asText())));
        return cells;
    }

    private static JsonNode row(ImportItem item) {
        return Json.readTree(item.raw().getBytes(StandardCharsets.UTF_8));
    }
}
