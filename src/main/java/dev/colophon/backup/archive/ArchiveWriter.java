package dev.colophon.backup.archive;

import dev.colophon.backup.archive.tar.TarWriter;
import dev.colophon.backup.format.ArchiveFault;
import dev.colophon.backup.format.ArchiveHeader;
import dev.colophon.backup.format.ArchiveManifest;
import dev.colophon.backup.format.HeaderRules;
import dev.colophon.backup.format.TableLayout;
import dev.colophon.backup.format.TableTotal;
import dev.colophon.json.Json;
import dev.colophon.text.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes an archive from front to back; until {@link #finish} returned it is none. The target is written by one thread
 * at a time, though not always by the caller's, and never after a table's stream was closed. It is not closed.
 */
public final class ArchiveWriter {
    private final TarWriter tar;
    private final Packer packer;
    private final List<TableLayout> layouts;
    private final List<TableTotal> totals = new ArrayList<>();
    private final BlobTally blobs = new BlobTally();
    private @Nullable TableWriter current;

    /**
     * Writes what the archive says of itself.
     *
     * @throws IllegalArgumentException when the header is none that could be read again
     */
    public ArchiveWriter(OutputStream out, ArchiveHeader header) throws IOException {
        String wrong = HeaderRules.broken(header);
        if (wrong != null) {
            throw new IllegalArgumentException(wrong);
        }
        tar = new TarWriter(out, header.createdAt().getEpochSecond());
        packer = new Packer(tar);
        layouts = header.tables();
        byte[] json = Json.write(header);
        tar.entry(ArchiveFormat.FORMAT, ArchiveFormat.format(ArchiveFormat.NUMBER, Hash.hexadecimal(json)));
        tar.entry(ArchiveFormat.HEADER, json);
    }

    /**
     * Begins the next table of the header. What is written is its canonical stream, cut in any way; closing ends it.
     * A row above 64 MiB fails with a {@link dev.colophon.problem.StartFailure}.
     *
     * @throws IllegalStateException when it is another table's turn, or the one before is not closed
     */
    public OutputStream table(TableLayout table) throws IOException {
        endTable();
        int number = totals.size();
        if (number == layouts.size() || !layouts.get(number).equals(table)) {
            throw new IllegalStateException("table " + table.name() + " is not the next one of the header");
        }
        var next = new TableWriter(packer, number, table.name());
        current = next;
        return next;
    }

    /**
     * Writes a file behind all tables; the names ascend.
     *
     * @param name such as {@code pictures/<sha256>}
     * @throws ArchiveFault when its bytes are not as many, or not what its name says; then the archive cannot be ended
     * @throws IllegalArgumentException when no file of that name can come now
     */
    public void file(String name, long bytes, InputStream content) throws IOException {
        endTables();
        if (!ArchiveFormat.isBlob(name) || !blobs.takes(name) || bytes > ArchiveFormat.MAX_BLOB_BYTES) {
            throw new IllegalArgumentException("no file for an archive, or not in the order of names: " + name);
        }
        blobs.add(name, tar.unlisted(ArchiveFormat.blob(name), bytes, content));
    }

    /**
     * Writes what makes it whole: the manifest, its hash and the end.
     *
     * @throws IllegalStateException when a table is missing or not closed
     */
    public ArchiveManifest finish() throws IOException {
        endTables();
        var manifest = new ArchiveManifest(List.copyOf(totals), tar.entries(), blobs.total());
        byte[] json = Json.write(manifest);
        tar.entry(ArchiveFormat.MANIFEST, json);
        tar.entry(ArchiveFormat.TRAILER, ArchiveFormat.trailer(Hash.hexadecimal(json)));
        tar.end();
        return manifest;
    }

    private void endTables() {
        endTable();
        if (totals.size() < layouts.size()) {
            throw new IllegalStateException(
                    "table " + layouts.get(totals.size()).name() + " is missing");
        }
    }

    private void endTable() {
        if (current != null) {
            if (!current.isClosed()) {
                throw new IllegalStateException("the table before is not closed");
            }
            totals.add(current.total());
            current = null;
        }
    }
}
