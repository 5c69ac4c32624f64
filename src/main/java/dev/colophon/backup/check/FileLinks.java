package dev.colophon.backup.check;

import dev.colophon.backup.archive.BlobReader;
import dev.colophon.backup.codec.BlobRow;
import dev.colophon.backup.codec.RowReader;
import dev.colophon.backup.format.ArchiveFault;
import dev.colophon.backup.format.TableLayout;
import dev.colophon.text.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Whether rows and files belong together: each file has a row that says its size, and each that another row refers to
 * is there. A file to which nothing refers may be missing: its row is written before its bytes and goes after them.
 */
final class FileLinks {
    private final MessageDigest digest = Hash.digest();
    private final KeySet named = new KeySet();
    private final KeySet referred = new KeySet();
    private final KeySet present = new KeySet();

    /** Remembers what a row says of files. */
    void follow(RowReader row, TableLayout table) {
        if (BlobRow.isIn(table)) {
            BlobRow file = BlobRow.of(row, table);
            named.add(key(file.name(), file.bytes()));
        }
        for (int column : BlobRow.references(table)) {
            if (!row.isNull(column)) {
                referred.add(key(row.text(column), 0));
            }
        }
    }

    /** Takes a file, before it is read. */
    void take(BlobReader file) throws ArchiveFault {
        if (!named.contains(key(file.name(), file.bytes()))) {
            throw new ArchiveFault("blobs/" + file.name(), "has no row that names it with its size");
        }
        present.add(key(file.name(), 0));
    }

    /** Ends the files. */
    void complete() throws ArchiveFault {
        if (!present.containsAll(referred)) {
            throw new ArchiveFault("blobs", "lack a file that a row refers to");
        }
    }

    /** 64 bits of a hash. */
    private long key(String name, long bytes) {
        digest.update((name + " " + bytes).getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(digest.digest()).getLong();
    }
}
