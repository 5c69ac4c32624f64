package dev.colophon.backup.archive;

import dev.colophon.backup.format.ArchiveFault;
import dev.colophon.backup.format.ArchiveManifest.Entry;
import dev.colophon.backup.format.BlobTotal;
import dev.colophon.text.Hash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Counts the files of an archive, which ascend by name. */
final class BlobTally {
    private final MessageDigest digest = Hash.digest();
    private String last = "";
    private long files;
    private long bytes;

    /** Whether a file of this name may be the next one. */
    boolean takes(String name) {
        return name.compareTo(last) > 0;
    }

    /**
     * Counts one.
     *
     * @throws ArchiveFault when its bytes are not what its name says
     */
    void add(String name, Entry stored) throws ArchiveFault {
        if (!name.endsWith("/" + stored.sha256())) {
            throw new ArchiveFault(stored.name(), "has bytes whose SHA-256 is " + stored.sha256());
        }
        digest.update(ArchiveFormat.sum(stored.sha256(), stored.name()).getBytes(StandardCharsets.US_ASCII));
        last = name;
        files++;
        bytes += stored.bytes();
    }

    /** Of all; asked for once. */
    BlobTotal total() {
        return new BlobTotal(files, bytes, HexFormat.of().formatHex(digest.digest()));
    }
}
