package dev.colophon.backup.archive.tar;

import dev.colophon.backup.format.ArchiveFault;
import dev.colophon.backup.format.ArchiveManifest.Entry;
import dev.colophon.text.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a tar from front to back. Whoever reads says which entry must come, so that no other name is ever of use. */
public final class TarReader {
    private final InputStream in;
    private final List<Entry> entries = new ArrayList<>();
    private @Nullable TarHeader next;
    private long modifiedSeconds = -1;

    public TarReader(InputStream in) {
        this.in = in;
    }

    /** Of the next entry; the one before must have been read. */
    public String nextName() throws IOException {
        return peek().name();
    }

    /** Begins the next entry, which must have this name and not more bytes. */
    public Content open(String name, long maxBytes) throws IOException {
        TarHeader header = peek();
        if (!header.name().equals(name)) {
            throw new ArchiveFault(name, "is missing, or something else stands in its place");
        }
        if (header.bytes() > maxBytes) {
            throw new ArchiveFault(name, "is larger than it can be");
        }
        next = null;
        return new Content(header);
    }

    /** A small entry as a whole. */
    public byte[] read(String name, int maxBytes) throws IOException {
        Content content = open(name, maxBytes);
        byte[] bytes = content.readAllBytes();
        content.finish();
        return bytes;
    }

    /** What was read until now and is listed. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Of all entries alike, in seconds since 1970. */
    public long modifiedSeconds() {
        return modifiedSeconds;
    }

    /** What ends a tar, and nothing behind it. */
    public void end() throws IOException {
        zeros(2 * TarHeader.BLOCK_BYTES, "archive");
        if (next != null || in.read() >= 0) {
            throw new ArchiveFault("archive", "goes on behind its end");
        }
    }

    private TarHeader peek() throws IOException {
        if (next == null) {
            next = TarHeader.decode(bytes(TarHeader.BLOCK_BYTES, "archive"));
            if (modifiedSeconds < 0) {
                modifiedSeconds = next.modifiedSeconds();
            }
            if (modifiedSeconds != next.modifiedSeconds()) {
                throw new ArchiveFault("archive", "has entries of different times");
            }
        }
        return Objects.requireNonNull(next);
    }

    private byte[] bytes(int length, String entry) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw endsEarly(entry);
        }
        return bytes;
    }

    private void zeros(int length, String entry) throws IOException {
        for (byte each : bytes(length, entry)) {
            if (each != 0) {
                throw new ArchiveFault(entry, "has something behind it that does not belong there");
            }
        }
    }

    private static ArchiveFault endsEarly(String entry) {
        return new ArchiveFault(entry, "ends too early: the archive is cut off");
    }

    /** The bytes of one entry. */
    public final class Content extends InputStream {
        private final TarHeader header;
        private final MessageDigest digest = Hash.digest();
        private long left;

        private Content(TarHeader header) {
            this.header = header;
            this.left = header.bytes();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = in.read(target, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw endsEarly(header.name());
            }
            digest.update(target, offset, count);
            left -= count;
            return count;
        }

        /** As its header says. */
        public long bytes() {
            return header.bytes();
        }

        /** Ends an entry that was read whole, and lists it. */
        public void finish() throws IOException {
            Entry entry = end();
            if (entries.size() == TarWriter.MAX_ENTRIES) {
                throw new ArchiveFault("archive", "has more entries than it can have");
            }
            entries.add(entry);
        }

        /** Ends an entry that was read whole. */
        public Entry end() throws IOException {
            if (left > 0) {
                throw new ArchiveFault(header.name(), "has more in it than belongs there");
            }
            zeros(TarHeader.padding(header.bytes()), header.name());
            return new Entry(header.name(), header.bytes(), HexFormat.of().formatHex(digest.digest()));
        }
    }
}
