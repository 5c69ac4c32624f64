package dev.colophon.transfer.export.library;

import dev.colophon.text.Hash;
import dev.colophon.web.answer.StreamedFile;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip under way whose bytes depend on its members alone: no times, no order but that of the calls. */
final class ZipMembers {
    /** The first that a zip can tell. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final ZipOutputStream zip;

    ZipMembers(OutputStream out) {
        zip = new ZipOutputStream(out);
    }

    /** What was written of a member. */
    record Written(long bytes, String sha256) {}

    /** Text, which gets much shorter. */
    Written text(String name, StreamedFile.Content content) throws IOException {
        zip.setLevel(Deflater.DEFAULT_COMPRESSION);
        return add(name, content);
    }

    /** A file that is compressed in itself. */
    Written file(String name, StreamedFile.Content content) throws IOException {
        zip.setLevel(Deflater.NO_COMPRESSION);
        return add(name, content);
    }

    private Written add(String name, StreamedFile.Content content) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        var counted = new Counted(zip);
        content.writeTo(counted);
        zip.closeEntry();
        return new Written(
                counted.bytes,
                HexFormat.of().formatHex(counted.getMessageDigest().digest()));
    }

    /** Writes the directory, without which nobody takes the zip for whole; the stream stays open. */
    void finish() throws IOException {
        zip.finish();
        zip.flush();
    }

    private static final class Counted extends DigestOutputStream {
        private long bytes;

        Counted(OutputStream out) {
            super(out, Hash.digest());
        }

        @Override
        public void write(int one) throws IOException {
            super.write(one);
            bytes++;
        }

        @Override
        public void write(byte[] some, int offset, int length) throws IOException {
            super.write(some, offset, length);
            bytes += length;
        }
    }
}
