package dev.colophon.transfer.file;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.transfer.file.parted.PartedObjects;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * The one table in a zip archive, read from the archive each time: nothing is unpacked to a disk, so
 * that the paths inside mean nothing, and neither the number nor the size of the entries takes memory.
 */
final class ArchivedFile implements FileContent {
    private static final int MAX_ENTRIES = 20_000;

    private final FileContent archive;
    private final long maxBytes;
    private final int place;
    private final boolean parted;

    private ArchivedFile(FileContent archive, long maxBytes, int place, boolean parted) {
        this.archive = archive;
        this.maxBytes = maxBytes;
        this.place = place;
        this.parted = parted;
    }

    /**
     * Looks for the table.
     *
     * @param maxBytes of all that is unpacked on the way
     * @throws Problem when there is none or more than one, or the archive is broken or a bomb
     */
    static ArchivedFile of(FileContent archive, long maxBytes) throws IOException {
        int found = -1;
        boolean parted = false;
        try (Entries entries = new Entries(archive, maxBytes)) {
            for (int place = 0; entries.next(); place++) {
                if (place == MAX_ENTRIES) {
                    throw tooLarge();
                }
                if (entries.isTable() && found >= 0) {
                    throw refused("archive_ambiguous", "The archive holds several tables; send the one that is meant.");
                }
                found = entries.isTable() ? place : found;
                parted |= entries.isBackupOfOpenreads();
            }
        }
        if (found < 0) {
            throw FileKind.ARCHIVE.problem();
        }
        return new ArchivedFile(archive, maxBytes, found, parted);
    }

    @Override
    public InputStream open() throws IOException {
        Entries entries = new Entries(archive, maxBytes);
        try {
            for (int before = 0; before <= place; before++) {
                entries.next();
            }
            return parted ? new PartedObjects(entries) : entries;
        } catch (IOException | RuntimeException failure) {
            entries.close();
            throw failure;
        }
    }

    private static Problem tooLarge() {
        return Problem.of(
                Kind.TOO_LARGE,
                "too_large",
                "The archive unpacks to more than may be imported at once. Send the table inside of it alone, or ask"
                        + " the operator to raise IMPORT_MAX_BYTES. Nothing was stored.");
    }

    private static Problem refused(String code, String detail) {
        return Problem.of(Kind.INVALID, code, detail);
    }

    /** Reads the current entry; all that is unpacked counts, what is skipped as well. */
    private static final class Entries extends FilterInputStream {
        private final ZipInputStream zip;
        private final byte[] skipped = new byte[1 << 13];
        private long bytesLeft;
        private String name = "";

        Entries(FileContent archive, long maxBytes) throws IOException {
            this(new ZipInputStream(archive.open()), maxBytes);
        }

        private Entries(ZipInputStream zip, long maxBytes) {
            super(zip);
            this.zip = zip;
            this.bytesLeft = maxBytes;
        }

        /** Goes to the next entry. */
        boolean next() throws IOException {
            int read = 0;
            while (read >= 0 && !name.isEmpty()) {
                read = read(skipped, 0, skipped.length);
            }
            try {
                ZipEntry entry = zip.getNextEntry();
                name = entry == null ? "" : entry.getName();
                return entry != null;
            } catch (ZipException | EOFException | IllegalArgumentException broken) {
                throw refused("broken_archive", "The archive is broken or encrypted. Send the table inside of it.");
            }
        }

        /** By the end of its name; what systems put beside files is none. */
        boolean isTable() {
            String lower = name.toLowerCase(Locale.ROOT);
            String last = lower.substring(Math.max(lower.lastIndexOf('/'), lower.lastIndexOf('\\')) + 1);
            boolean table = last.endsWith(".csv") || last.endsWith(".tsv") || last.endsWith(".json");
            return isBackupOfOpenreads() || table && !last.startsWith(".") && !lower.startsWith("__macosx/");
        }

        boolean isBackupOfOpenreads() {
            return name.equals("books.backup");
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count;
            try {
                count = super.read(target, offset, length);
            } catch (ZipException | EOFException broken) {
                throw refused("broken_archive", "The archive is broken or encrypted. Send the table inside of it.");
            }
            bytesLeft -= Math.max(0, count);
            if (bytesLeft < 0) {
                throw tooLarge();
            }
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            return Math.max(0, read(skipped, 0, (int) Math.clamp(count, 0, skipped.length)));
        }
    }
}
