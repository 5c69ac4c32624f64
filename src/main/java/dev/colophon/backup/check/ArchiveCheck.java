package dev.colophon.backup.check;

import dev.colophon.backup.archive.ArchiveReader;
import dev.colophon.backup.archive.BlobReader;
import dev.colophon.backup.format.ArchiveFault;
import dev.colophon.backup.format.ArchiveManifest;
import dev.colophon.backup.format.ForeignKey;
import dev.colophon.backup.format.TableLayout;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks an archive, which must not be encrypted any more. The stream is not closed. */
public final class ArchiveCheck {
    private ArchiveCheck() {}

    /** Hears of each file. */
    public interface Visitor {
        void at(BlobReader file) throws IOException;
    }

    /**
     * Level 1: every byte stands where it was written, every hash and every total holds. Keeps nothing of the rows.
     *
     * @throws ArchiveFault when anything is damaged or missing
     * @throws dev.colophon.problem.StartFailure BACKUP_INCOMPATIBLE when a newer build wrote it
     */
    public static ArchiveManifest entries(InputStream in) throws IOException {
        return entries(in, file -> {});
    }

    /** The same for someone who wants to hear of each file, of which no byte is read yet and none may be. */
    public static ArchiveManifest entries(InputStream in, Visitor visitor) throws IOException {
        ArchiveReader archive = ArchiveReader.open(in);
        for (TableLayout table : archive.header().tables()) {
            try (InputStream rows = archive.table(table)) {
                rows.transferTo(OutputStream.nullOutputStream());
            }
        }
        each(archive, visitor);
        return archive.finish();
    }

    private static void each(ArchiveReader archive, Visitor visitor) throws IOException {
        for (BlobReader file = archive.file(); file != null; file = archive.file()) {
            visitor.at(file);
            file.transferTo(OutputStream.nullOutputStream());
        }
    }

    /**
     * Level 2: level 1, and every row has the form of its table, primary keys ascend, foreign keys lead somewhere, and
     * rows and files belong together. Takes 12 to 24 bytes of memory for each row of a table that others refer to, see
     * {@link KeySet}, and as much again, until that table was read, for each of its rows that one read earlier refers
     * to.
     *
     * @throws ArchiveFault when anything is damaged, missing or contradicts itself
     * @throws dev.colophon.problem.StartFailure BACKUP_INCOMPATIBLE when a newer build wrote it
     */
    public static ArchiveManifest rows(InputStream in) throws IOException {
        ArchiveReader archive = ArchiveReader.open(in);
        Map<String, Map<List<String>, ReferencedKeys>> keys =
                referencedKeys(archive.header().tables());
        FileLinks files = new FileLinks();
        for (TableLayout table : archive.header().tables()) {
            try (InputStream rows = archive.table(table)) {
                new TableCheck(table, keys, files).read(rows);
            }
        }
        if (archive.hasFiles()) {
            each(archive, files::take);
            files.complete();
        }
        return archive.finish();
    }

    private static Map<String, Map<List<String>, ReferencedKeys>> referencedKeys(List<TableLayout> tables) {
        Map<String, Map<List<String>, ReferencedKeys>> keys = new HashMap<>();
        for (TableLayout table : tables) {
            for (ForeignKey key : table.foreignKeys()) {
                keys.computeIfAbsent(key.table(), name -> new HashMap<>())
                        .computeIfAbsent(key.referenced(), columns -> new ReferencedKeys());
            }
        }
        return keys;
    }
}
