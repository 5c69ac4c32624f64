package dev.colophon.backup.archive;

import dev.colophon.backup.archive.tar.TarReader;
import dev.colophon.backup.format.ArchiveFault;
import dev.colophon.backup.format.ArchiveHeader;
import dev.colophon.backup.format.ArchiveManifest;
import dev.colophon.backup.format.TableLayout;
import dev.colophon.backup.format.TableTotal;
import dev.colophon.json.Json;
import dev.colophon.text.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an archive from front to back and believes nothing: whatever {@link ArchiveWriter} would not have put there is
 * an {@link ArchiveFault}. Rows are given out before the hash over them was seen, so nothing may be kept of them until
 * {@link #finish} returned; who cannot undo what it does reads the whole with {@code ArchiveCheck} first.
 */
public final class ArchiveReader {
    private final TarReader tar;
    private final HeaderReader.Start start;
    private final List<TableTotal> totals = new ArrayList<>();
    private final BlobTally blobs = new BlobTally();
    private @Nullable TableReader current;
    private @Nullable BlobReader file;

    private ArchiveReader(TarReader tar, HeaderReader.Start start) {
        this.tar = tar;
        this.start = start;
    }

    /**
     * Reads what an archive says of itself. The stream is not closed.
     *
     * @throws ArchiveFault when it is damaged or no archive
     * @throws dev.colophon.problem.StartFailure BACKUP_INCOMPATIBLE when a newer build wrote it
     */
    public static ArchiveReader open(InputStream in) throws IOException {
        var tar = new TarReader(in);
        return new ArchiveReader(tar, HeaderReader.read(tar));
    }

    public ArchiveHeader header() {
        return start.header();
    }

    /** Whether it has a place for files. */
    public boolean hasFiles() {
        return start.number() >= ArchiveFormat.WITH_BLOBS;
    }

    /**
     * The canonical stream of the next table of the header, to be read to its end.
     *
     * @throws IllegalStateException when it is another table's turn, or the one before was not read to its end
     */
    public InputStream table(TableLayout table) {
        endTable();
        int number = totals.size();
        List<TableLayout> layouts = header().tables();
        if (number == layouts.size() || !layouts.get(number).equals(table)) {
            throw new IllegalStateException("table " + table.name() + " is not the next one of the header");
        }
        var next = new TableReader(tar, number, table.name());
        current = next;
        return next;
    }

    /**
     * The next of the files, which stand behind all tables; null behind the last one.
     *
     * @throws IllegalStateException when a table, or the file before, was not read to its end
     */
    public @Nullable BlobReader file() throws IOException {
        endTables();
        if (file != null && !file.isEnded()) {
            throw new IllegalStateException("the file before was not read to its end");
        }
        String name = hasFiles() ? ArchiveFormat.blobName(tar.nextName()) : null;
        if (name == null) {
            file = null;
            return null;
        }
        if (!blobs.takes(name)) {
            throw new ArchiveFault(ArchiveFormat.blob(name), "does not come behind the file before");
        }
        BlobReader next = new BlobReader(tar.open(ArchiveFormat.blob(name), ArchiveFormat.MAX_BLOB_BYTES), name, blobs);
        file = next;
        return next;
    }

    /**
     * Reads the rest, files included, and compares what the archive says that it holds with what was read.
     *
     * @throws IllegalStateException when a table was not read to its end
     */
    public ArchiveManifest finish() throws IOException {
        for (BlobReader left = file(); left != null; left = file()) {
            left.transferTo(OutputStream.nullOutputStream());
        }
        // everything in it is known by now, so it is written again instead of being parsed
        var manifest = new ArchiveManifest(List.copyOf(totals), tar.entries(), hasFiles() ? blobs.total() : null);
        byte[] json = Json.write(manifest);
        expect(ArchiveFormat.MANIFEST, json);
        expect(ArchiveFormat.TRAILER, ArchiveFormat.trailer(Hash.hexadecimal(json)));
        tar.end();
        return manifest;
    }

    private void expect(String name, byte[] content) throws IOException {
        if (!Arrays.equals(tar.read(name, content.length), content)) {
            throw new ArchiveFault(name, "does not list what the archive holds");
        }
    }

    private void endTables() {
        endTable();
        if (totals.size() < header().tables().size()) {
            throw new IllegalStateException(
                    "table " + header().tables().get(totals.size()).name() + " was not read");
        }
    }

    private void endTable() {
        if (current != null) {
            TableTotal total = current.total();
            if (total == null) {
                throw new IllegalStateException("the table before was not read to its end");
            }
            totals.add(total);
            current = null;
        }
    }
}
