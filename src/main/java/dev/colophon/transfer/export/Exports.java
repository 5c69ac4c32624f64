package dev.colophon.transfer.export;

import dev.colophon.database.Database;
import dev.colophon.observe.metric.Meters;
import dev.colophon.problem.Problem;
import dev.colophon.transfer.export.ExportMetrics.Outcome;
import dev.colophon.transfer.export.library.LibraryExport;
import dev.colophon.transfer.export.table.GoodreadsTable;
import dev.colophon.transfer.export.table.ReadsTable;
import dev.colophon.transfer.export.walk.ExportProgress;
import dev.colophon.transfer.export.walk.ShelfWalk;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;

/**
 * Makes the files of a reader's own data. They are written while they are read and kept nowhere: a file of gigabytes
 * would need that much room and somebody to remove it, and loading it down would take as long.
 */
public final class Exports {
    private final LibraryExport library;
    private final GoodreadsTable goodreads;
    private final ReadsTable reads;
    private final ExportMetrics metrics;

    public Exports(Database database, LibraryExport library, Meters meters) {
        ShelfWalk walk = new ShelfWalk(database);
        this.metrics = new ExportMetrics(meters);
        this.library = library;
        this.goodreads = new GoodreadsTable(walk);
        this.reads = new ReadsTable(walk);
    }

    /**
     * Writes the file.
     *
     * @throws Problem of kind CONFLICT when books were merged meanwhile, UNAVAILABLE when the
     *     database or a file cannot be read now
     * @throws IOException of the stream
     */
    public void write(ExportFormat format, UUID reader, OutputStream out, ExportProgress progress) throws IOException {
        long start = System.nanoTime();
        var counted = new CountedOutput(out);
        Outcome outcome = Outcome.FAILED;
        try {
            make(format, reader, counted, progress);
            outcome = Outcome.DONE;
        } catch (Problem refused) {
            outcome = Outcome.REFUSED;
            throw refused;
        } finally {
            Outcome ended = counted.isBroken() ? Outcome.BROKEN_OFF : outcome;
            metrics.ended(format, ended, counted.written(), System.nanoTime() - start);
        }
    }

    private void make(ExportFormat format, UUID reader, OutputStream out, ExportProgress progress) throws IOException {
        switch (format) {
            case COLOPHON -> library.write(reader, out, progress);
            case ACCOUNT -> library.writeAll(reader, out, progress);
            case GOODREADS -> goodreads.write(reader, out, progress);
            case READS -> reads.write(reader, out, progress);
        }
    }
}
