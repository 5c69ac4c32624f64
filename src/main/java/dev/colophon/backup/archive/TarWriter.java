package dev.colophon.backup.archive;

import dev.colophon.backup.format.ArchiveManifest.Entry;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.text.Hash;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes a tar's entries, each of which is at hand as a whole, and remembers their hashes. */
final class TarWriter {
    private final OutputStream out;
    private final long modifiedSeconds;
    private final List<Entry> entries = new ArrayList<>();

    TarWriter(OutputStream out, long modifiedSeconds) {
        this.out = out;
        this.modifiedSeconds = modifiedSeconds;
    }

    void entry(String name, byte[] content) throws IOException {
        entry(name, content, content.length);
    }

    /** Writes the first bytes of an array. */
    void entry(String name, byte[] content, int length) throws IOException {
        if (entries.size() == ArchiveFormat.MAX_ENTRIES) {
            throw new StartFailure(
                    ExitCode.BACKUP_REFUSED,
                    "write the archive",
                    "the rows take more than " + entries.size() + " chunks of 8 MiB",
                    "back such a database up with the tools of PostgreSQL");
        }
        out.write(new TarHeader(name, length, modifiedSeconds).encode());
        out.write(content, 0, length);
        out.write(new byte[TarHeader.padding(length)]);
        MessageDigest digest = Hash.digest();
        digest.update(content, 0, length);
        entries.add(new Entry(name, length, HexFormat.of().formatHex(digest.digest())));
    }

    /** What was written until now. */
    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Two blocks of zeros end a tar. */
    void end() throws IOException {
        out.write(new byte[2 * TarHeader.BLOCK_BYTES]);
        out.flush();
    }
}
