package dev.colophon.media;

import dev.colophon.database.Database;
import dev.colophon.database.Session;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.storage.BlobStore;
import dev.colophon.storage.BlobWriter;
import dev.colophon.storage.StorageFailure;
import dev.colophon.storage.StorageFailure.Reason;
import dev.colophon.text.Hash;
import dev.colophon.web.body.ReceivedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files by the hash of their bytes, each stored once. The row comes before the bytes and goes after them, and whoever
 * sweeps holds it: so a file that is given again while another server sweeps it is there in the end.
 */
public final class Blobs {
    private static final Logger LOG = LoggerFactory.getLogger(Blobs.class);
    private static final int RETRY_SECONDS = 30;

    private final Database database;
    private final BlobStore store;
    private final InstantSource clock;
    private final Quota quota;
    private final MediaMetrics metrics;

    /**
     * @param quotaBytes of all files of one reader
     */
    public Blobs(Database database, BlobStore store, InstantSource clock, long quotaBytes, MediaMetrics metrics) {
        this.database = database;
        this.store = store;
        this.clock = clock;
        this.quota = new Quota(quotaBytes, clock);
        this.metrics = metrics;
    }

    /**
     * For before a file is received.
     *
     * @throws Problem TOO_LARGE when this reader may give no more
     */
    public void demandRoom(UUID reader) {
        try {
            left(reader);
        } catch (Problem refused) {
            metrics.refused(refused);
            throw refused;
        }
    }

    /**
     * Stores a file, to which nothing refers yet: {@link #claim} it within a day. Not to be called in a transaction.
     *
     * @param mediaType what the bytes are, by their content
     * @param reader who gives it, for the quota; null for a provider
     * @throws Problem TOO_LARGE above the limit or the quota, INVALID when empty, UNAVAILABLE when nothing can be
     *     stored now
     * @throws IOException of the stream
     */
    public StoredFile store(Folder folder, String mediaType, InputStream in, long maxBytes, @Nullable UUID reader)
            throws IOException {
        try {
            StoredFile file = receive(folder, mediaType, in, maxBytes, reader);
            metrics.received(file.sizeBytes());
            return file;
        } catch (Problem refused) {
            metrics.refused(refused);
            throw refused;
        }
    }

    private StoredFile receive(Folder folder, String mediaType, InputStream in, long maxBytes, @Nullable UUID reader)
            throws IOException {
        var hashed = new DigestInputStream(in, Hash.digest());
        long left = reader == null ? maxBytes : left(reader);
        try (ReceivedFile received = ReceivedFile.of(
                hashed,
                Math.min(left, maxBytes),
                () -> left < maxBytes && reader != null ? exceeded(reader) : tooLarge(maxBytes))) {
            long bytes = demandContent(received.path());
            String sha256 = HexFormat.of().formatHex(hashed.getMessageDigest().digest());
            StoredFile file = new StoredFile(folder.nameOf(sha256), bytes, mediaType);
            database.write(session -> count(session, file, reader));
            put(file, received.path(), reader);
            return file;
        }
    }

    private Problem exceeded(UUID reader) {
        return Quota.exceeded(database.read(session -> quota.bytes(session, reader)));
    }

    private long left(UUID reader) {
        return database.read(session -> quota.left(session, reader));
    }

    /** The quota is looked at again: another upload may have come first. */
    private StoredFile count(Session session, StoredFile file, @Nullable UUID reader) {
        if (reader == null) {
            BlobRows.renew(session, file, clock.instant());
        } else {
            quota.lock(session, reader);
            BlobRows.renew(session, file, clock.instant());
            quota.give(session, reader, file);
        }
        return file;
    }

    /**
     * For the transaction that makes a row refer to the file: it is not swept from now on.
     *
     * @throws Problem UNAVAILABLE when it was stored so long ago that it is gone
     */
    public void claim(Session session, StoredFile file) {
        if (!BlobRows.claim(session, file.name(), clock.instant())) {
            throw Problem.unavailable("upload_gone", "The file is no longer there; send it again.", 1);
        }
    }

    /**
     * The bytes of a file.
     *
     * @throws Problem NOT_FOUND when they are missing, UNAVAILABLE when they cannot be read now
     */
    public InputStream open(String name) {
        try {
            return store.read(name);
        } catch (StorageFailure failure) {
            LOG.atError().addKeyValue("blob", name).log("a file cannot be read: {}", failure.getMessage());
            throw failure.reason() == Reason.MISSING ? Problem.notFound() : unavailable();
        }
    }

    /**
     * The same for a file that may be lost: most of what was asked for is better than nothing of it.
     *
     * @return empty when it is missing, which the log tells
     * @throws Problem UNAVAILABLE when it cannot be read now
     */
    public Optional<InputStream> openIfThere(String name) {
        try {
            return Optional.of(open(name));
        } catch (Problem problem) {
            if (problem.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw problem;
        }
    }

    private void put(StoredFile file, Path bytes, @Nullable UUID reader) throws IOException {
        try (BlobWriter writer = store.create(file.name())) {
            Files.copy(bytes, writer);
            writer.commit();
        } catch (StorageFailure failure) {
            if (failure.reason() != Reason.EXISTS) {
                LOG.atError().addKeyValue("blob", file.name()).log("a file cannot be stored: {}", failure.getMessage());
                if (reader != null) {
                    database.write(session -> quota.takeBack(session, reader, file));
                }
                throw unavailable();
            }
        }
    }

    /**
     * The size of a file.
     *
     * @throws Problem INVALID when there is nothing in it
     */
    public static long demandContent(Path file) throws IOException {
        long bytes = Files.size(file);
        if (bytes == 0) {
            throw Problem.invalid("file", "empty", "The file is empty.");
        }
        return bytes;
    }

    /** What to say of a file above the limit. */
    public static Problem tooLarge(long maxBytes) {
        return Problem.of(Kind.TOO_LARGE, "too_large", "A file may have at most " + maxBytes + " bytes.");
    }

    private static Problem unavailable() {
        return Problem.unavailable("uploads_unavailable", "Files are not available at the moment.", RETRY_SECONDS);
    }
}
