package dev.colophon.media.picture;

import dev.colophon.database.Database;
import dev.colophon.database.Session;
import dev.colophon.media.Blobs;
import dev.colophon.media.Folder;
import dev.colophon.media.StoredFile;
import dev.colophon.media.picture.Picture.Source;
import dev.colophon.media.picture.pixels.PictureLimits;
import dev.colophon.media.picture.pixels.PictureReading;
import dev.colophon.media.picture.pixels.PictureWriting;
import dev.colophon.media.picture.pixels.Pixels;
import dev.colophon.media.picture.pixels.Size;
import dev.colophon.problem.Problem;
import dev.colophon.web.body.ReceivedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes pictures, one at a time, for each needs some of the memory; and gives them out by their hash. */
public final class Pictures {
    private static final Size LARGE = new Size(600, 1200);
    private static final Size SMALL = new Size(160, 320);
    private static final int PATIENCE_SECONDS = 20;

    /** Files that lie in the temporary folder at once, which may be memory. */
    private static final int MOST_ARRIVING = 8;

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Database database;
    private final Blobs blobs;
    private final long maxBytes;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(MOST_ARRIVING);
    private final Semaphore turns = new Semaphore(1, true);

    /**
     * @param maxBytes of what is taken
     */
    public Pictures(Database database, Blobs blobs, long maxBytes, InstantSource clock) {
        this.database = database;
        this.blobs = blobs;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /** The most bytes of a picture that is taken. */
    public long maxBytes() {
        return maxBytes;
    }

    /**
     * Stores a picture of a provider in its two sizes; nothing refers to it yet. Not to be called in a transaction.
     *
     * @throws Problem TOO_LARGE, INVALID when it is no picture or breaks a limit, UNAVAILABLE
     * @throws IOException of the stream
     */
    public Picture accept(InputStream in, Source source) throws IOException {
        return take(in, source, null);
    }

    /**
     * The same for one that a reader gives, whose quota it counts in.
     *
     * @throws Problem as above, TOO_LARGE also when the quota is used up
     * @throws IOException of the stream
     */
    public Picture accept(InputStream in, UUID reader) throws IOException {
        blobs.demandRoom(reader);
        return take(in, Source.UPLOAD, reader);
    }

    private Picture take(InputStream in, Source source, @Nullable UUID reader) throws IOException {
        if (!places.tryAcquire()) {
            throw busy();
        }
        try {
            return read(in, source, reader);
        } finally {
            places.release();
        }
    }

    private Picture read(InputStream in, Source source, @Nullable UUID reader) throws IOException {
        try (ReceivedFile received = ReceivedFile.of(in, maxBytes, () -> Blobs.tooLarge(maxBytes))) {
            Blobs.demandContent(received.path());
            PictureWriting large;
            PictureWriting small;
            Size size;
            takeTurn();
            try {
                Pixels pixels = read(received.path());
                size = pixels.size();
                large = PictureWriting.of(pixels).orOwn(received.path());
                small = PictureWriting.of(pixels.scaledTo(size.within(SMALL)));
            } finally {
                turns.release();
            }
            return new Picture(store(large, reader), store(small, reader), size.width(), size.height(), source);
        }
    }

    private static Pixels read(Path file) throws IOException {
        return PictureReading.read(file, LARGE, PictureLimits.USUAL);
    }

    private StoredFile store(PictureWriting written, @Nullable UUID reader) throws IOException {
        var in = new ByteArrayInputStream(written.bytes());
        return blobs.store(Folder.PICTURES, written.mediaType(), in, written.bytes().length, reader);
    }

    private void takeTurn() {
        try {
            if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw busy();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }

    private static Problem busy() {
        return Problem.unavailable("pictures_busy", "Too many pictures arrive at the moment.", PATIENCE_SECONDS);
    }

    /**
     * In the transaction that makes a row refer to it: makes the row of the picture.
     *
     * @return its id
     */
    public UUID attach(Session session, Picture picture) {
        blobs.claim(session, picture.large());
        blobs.claim(session, picture.small());
        return PictureRows.insert(session, picture, clock.instant());
    }

    /** In the transaction in which nothing refers to it any more; its files are swept later. */
    public void remove(Session session, UUID id) {
        PictureRows.delete(session, id);
    }

    /** The hash in the name of a picture's file, as the columns of pictures have it. */
    public static String sha256(String name) {
        return name.substring(name.indexOf('/') + 1);
    }

    /** The file of a picture. */
    public Optional<StoredFile> file(String sha256) {
        return SHA256.matcher(sha256).matches()
                ? database.read(session -> PictureRows.file(session, Folder.PICTURES.nameOf(sha256)))
                : Optional.empty();
    }

    /**
     * Its bytes.
     *
     * @throws Problem NOT_FOUND, UNAVAILABLE
     */
    public InputStream open(StoredFile file) {
        return blobs.open(file.name());
    }
}
