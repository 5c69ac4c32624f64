package dev.colophon.transfer.export.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.colophon.transfer.export.walk.ExportProgress;
import dev.colophon.transfer.export.walk.ShelfWalk;
import dev.colophon.transfer.export.walk.ShelfWalk.Shelved;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Makes a CSV file of a shelf: UTF-8 without a mark and lines that end in LF, as Goodreads writes it. */
final class Table {
    private final ShelfWalk walk;

    Table(ShelfWalk walk) {
        this.walk = walk;
    }

    /** What becomes of one entry. */
    @FunctionalInterface
    interface Rows {
        List<List<String>> of(Shelved entry);
    }

    void write(UUID reader, OutputStream out, ExportProgress progress, List<String> names, Rows rows)
            throws IOException {
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
        try {
            csv.writeRecord(names);
            walk.each(reader, progress, entry -> rows.of(entry).forEach(csv::writeRecord));
            csv.flush();
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
        text.flush();
    }
}
