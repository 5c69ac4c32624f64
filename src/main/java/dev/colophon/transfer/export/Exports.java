package dev.colophon.transfer.export;

import dev.colophon.database.Database;
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

    public Exports(Database database, LibraryExport library) {
        ShelfWalk walk = new ShelfWalk(database);
        this.library = library;
        this.goodreads = new GoodreadsTable(walk);
        this.reads = new ReadsTable(walk);
    }

    /**
     * Writes the file.
     *
     * @throws dev.colophon.problem.Problem of kind CONFLICT when books were merged meanwhile, UNAVAILABLE when the
     *     database or a file cannot be read now
     * @throws IOException of the stream
     */
    public void write(ExportFormat format, UUID reader, OutputStream out, ExportProgress progress) throws IOException {
        switch (format) {
            case COLOPHON -> library.write(reader, out, progress);
            case ACCOUNT -> library.writeAll(reader, out, progress);
            case GOODREADS -> goodreads.write(reader, out, progress);
            case READS -> reads.write(reader, out, progress);
        }
    }
}
