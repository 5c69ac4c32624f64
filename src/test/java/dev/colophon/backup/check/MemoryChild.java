package dev.colophon.backup.check;

import dev.colophon.backup.archive.ArchiveWriter;
import dev.colophon.backup.archive.SampleArchive;
import dev.colophon.backup.encryption.Identity;
import dev.colophon.backup.encryption.Recipients;
import dev.colophon.backup.format.ArchiveManifest;
import dev.colophon.backup.format.ColumnKind;
import dev.colophon.backup.format.ColumnLayout;
import dev.colophon.backup.format.ForeignKey;
import dev.colophon.backup.format.TableLayout;
import dev.colophon.settings.Secret;
import dev.colophon.text.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Writes and checks a large encrypted archive in a process with little memory. */
final class MemoryChild {
    private static final TableLayout TABLE = new TableLayout(
            "items",
            List.of(
                    new ColumnLayout("id", ColumnKind.TEXT, false),
                    new ColumnLayout("parent", ColumnKind.TEXT, true),
                    new ColumnLayout("words", ColumnKind.TEXT, false)),
            List.of("id"),
            List.of(new ForeignKey(List.of("parent"), "items", List.of("id"))));
    private static final long FILE_BYTES = 256L << 20;
    private static final int LONGEST_WORDS = (64 << 20) - 13;

    private MemoryChild() {}

    /** The file, the number of rows of 2 KiB, and the two keys. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        ArchiveManifest written;
        try (OutputStream out = Files.newOutputStream(file);
                OutputStream encrypted = Recipients.parse(arguments[2]).encrypt(out)) {
            written = write(encrypted, Integer.parseInt(arguments[1]));
        }
        Identity identity = Identity.parse(new Secret(arguments[3]));
        try (InputStream in = Files.newInputStream(file)) {
            same(written, ArchiveCheck.entries(identity.decrypt(in)));
        }
        try (InputStream in = Files.newInputStream(file)) {
            same(written, ArchiveCheck.rows(identity.decrypt(in)));
        }
        System.out.println("whole " + written.rows() + " rows, " + written.rawBytes() + " bytes");
    }

    private static void same(ArchiveManifest written, ArchiveManifest read) {
        if (!written.equals(read)) {
            throw new IllegalStateException("another manifest");
        }
    }

    private static ArchiveManifest write(OutputStream out, int rows) throws IOException {
        byte[] words = words();
        String file = "notes/" + hash(file());
        var archive = new ArchiveWriter(out, SampleArchive.header(List.of(SampleArchive.BLOBS, TABLE)));
        try (OutputStream canonical = archive.table(SampleArchive.BLOBS)) {
            canonical.write((file + "\t" + FILE_BYTES + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        try (OutputStream canonical = archive.table(TABLE)) {
            for (int i = 0; i < rows; i++) {
                String start = String.format(Locale.ROOT, "%08x\t%08x\t", i, i / 2);
                canonical.write(start.getBytes(StandardCharsets.US_ASCII));
                canonical.write(words, i % 1000 * 1000, 2029);
                canonical.write('\n');
            }
            longRow(canonical, 'y');
            longRow(canonical, 'z');
        }
        archive.file(file, FILE_BYTES, file());
        return archive.finish();
    }

    /** Larger than the heap. */
    private static InputStream file() {
        byte[] piece = words();
        return new InputStream() {
            private long left = FILE_BYTES;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                int at = (int) ((FILE_BYTES - left) % piece.length);
                int count = (int) Math.min(Math.min(length, left), piece.length - at);
                System.arraycopy(piece, at, target, offset, count);
                left -= count;
                return count == 0 ? -1 : count;
            }
        };
    }

    private static String hash(InputStream in) throws IOException {
        var hashed = new DigestOutputStream(OutputStream.nullOutputStream(), Hash.digest());
        in.transferTo(hashed);
        return HexFormat.of().formatHex(hashed.getMessageDigest().digest());
    }

    /** As long as a row may be. */
    private static void longRow(OutputStream canonical, char id) throws IOException {
        canonical.write((id + "1234567\t\\N").getBytes(StandardCharsets.US_ASCII));
        canonical.write('\t');
        byte[] piece = words();
        for (int left = LONGEST_WORDS; left > 0; left -= piece.length) {
            canonical.write(piece, 0, Math.min(left, piece.length));
        }
        canonical.write('\n');
    }

    /** A mebibyte of letters. */
    private static byte[] words() {
        byte[] words = new byte[1 << 20];
        new Random(1).nextBytes(words);
        for (int i = 0; i < words.length; i++) {
            words[i] = (byte) ('a' + (words[i] & 15));
        }
        return words;
    }
}
