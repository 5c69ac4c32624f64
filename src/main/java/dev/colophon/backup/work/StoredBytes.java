package dev.colophon.backup.work;

import dev.colophon.backup.archive.ArchiveReader;
import dev.colophon.backup.format.ArchiveFault;
import dev.colophon.backup.format.ArchiveHeader;
import dev.colophon.text.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Reads stored archives, as whoever has the keys. */
public final class StoredBytes {
    private final Keys keys;
    private final Progress progress;

    public StoredBytes(Keys keys, Progress progress) {
        this.keys = keys;
        this.progress = progress;
    }

    /** What is done with the bytes. */
    public interface Reading<T> {
        T of(InputStream in) throws IOException;
    }

    /**
     * What came of it.
     *
     * @param sha256 of the stored bytes
     */
    public record Read<T>(T result, String sha256) {}

    /** Whether an archive can be taken apart here. */
    public boolean canRead(Source source) {
        return keys.canRead(source.name());
    }

    /**
     * Reads an archive through and takes it apart.
     *
     * @throws ArchiveFault when it is not what was stored, or is damaged
     */
    public <T> Read<T> plain(String step, Source source, Reading<T> reading) throws IOException {
        return stored(step, source, in -> reading.of(keys.decrypt(source.name(), in)));
    }

    /** The same with its bytes as they are stored. */
    public <T> Read<T> stored(String step, Source source, Reading<T> reading) throws IOException {
        MessageDigest digest = Hash.digest();
        var counted = new CountedBytes(step, source.bytes(), progress);
        try (InputStream in = new DigestInputStream(counted.of(source.opening().open()), digest)) {
            T result = reading.of(in);
            in.transferTo(OutputStream.nullOutputStream());
            String sha256 = HexFormat.of().formatHex(digest.digest());
            if (source.sha256().isPresent() && !source.sha256().get().equals(sha256)) {
                throw new ArchiveFault(
                        source.name(),
                        "its SHA-256 is " + sha256 + " and was "
                                + source.sha256().get());
            }
            return new Read<>(result, sha256);
        }
    }

    /** What an archive says of itself, without reading the rest: to be believed only after it was read through. */
    public ArchiveHeader header(Source source) throws IOException {
        try (InputStream in = source.opening().open()) {
            return ArchiveReader.open(keys.decrypt(source.name(), in)).header();
        }
    }
}
