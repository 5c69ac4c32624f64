package dev.colophon.backup.archive.tar;

import dev.colophon.backup.format.ArchiveFault;
import dev.colophon.backup.format.ArchiveManifest.Entry;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.text.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes a tar's entries and remembers the hashes of those that are at hand as a whole. */
public final class TarWriter {
    /** About 1 TiB of rows. Their list is held in memory and written as JSON, together about 600 bytes an entry. */
    public static final int MAX_ENTRIES = 1 << 17;

    private static final int BUFFER_BYTES = 64 << 10;

    private final OutputStream out;
    private final long modifiedSeconds;
    private final List<Entry> entries = new ArrayList<>();

    public TarWriter(OutputStream out, long modifiedSeconds) {
        this.out = out;
        this.modifiedSeconds = modifiedSeconds;
    }

    public void entry(String name, byte[] content) throws IOException {
        entry(name, content, content.length);
    }

    /** Writes the first bytes of an array. */
    public void entry(String name, byte[] content, int length) throws IOException {
        if (entries.size() == MAX_ENTRIES) {
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

    /**
     * Writes an entry as it comes, and does not list it.
     *
     * @throws ArchiveFault when there are fewer bytes or more; then nothing can be written any more
     */
    public Entry unlisted(String name, long bytes, InputStream content) throws IOException {
        out.write(new TarHeader(name, bytes, modifiedSeconds).encode());
        MessageDigest digest = Hash.digest();
        byte[] buffer = new byte[BUFFER_BYTES];
        long left = bytes;
        int read;
        while ((read = content.read(buffer)) >= 0) {
            left -= read;
            if (left < 0) {
                throw new ArchiveFault(name, "has more than " + bytes + " bytes");
            }
            digest.update(buffer, 0, read);
            out.write(buffer, 0, read);
        }
        if (left > 0) {
            throw new ArchiveFault(name, "has " + (bytes - left) + " bytes instead of " + bytes);
        }
        out.write(new byte[TarHeader.padding(bytes)]);
        return new Entry(name, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    /** What was written until now and is listed. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Two blocks of zeros end a tar. */
    public void end() throws IOException {
        out.write(new byte[2 * TarHeader.BLOCK_BYTES]);
        out.flush();
    }
}
