package dev.colophon.web.body;

import dev.colophon.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An upload on its way through: a file that only this user can read, removed when closed. */
public final class ReceivedFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReceivedFile.class);

    private static final String BEGINNING = "colophon-upload-";
    private static final String END = ".part";

    private final Path path;

    private ReceivedFile(Path path) {
        this.path = path;
    }

    /**
     * Writes a stream to a temporary file.
     *
     * @param tooLarge what to answer when there are more bytes
     * @throws Problem that one, or another when nothing can be written
     */
    public static ReceivedFile of(InputStream in, long maxBytes, Supplier<Problem> tooLarge) throws IOException {
        ReceivedFile file = empty();
        try (OutputStream out = Files.newOutputStream(file.path)) {
            fill(in, out, maxBytes, tooLarge);
            return file;
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    /**
     * An empty one, for what is put aside on its way.
     *
     * @throws Problem when none can be made
     */
    public static ReceivedFile empty() {
        try {
            return new ReceivedFile(Files.createTempFile(BEGINNING, END));
        } catch (IOException failure) {
            throw cannotWrite(failure);
        }
    }

    /**
     * Removes those that a process left which was killed: nobody has written to them since then.
     *
     * @return how many
     */
    public static int removeLeftovers(Instant before) {
        int removed = 0;
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, BEGINNING + "*" + END)) {
            for (Path file : files) {
                boolean old = Files.getLastModifiedTime(file).toInstant().isBefore(before);
                removed += old && Files.deleteIfExists(file) ? 1 : 0;
            }
        } catch (IOException | DirectoryIteratorException failure) {
            LOG.warn("what is left of uploads cannot be removed from the temporary folder: {}", failure.toString());
        }
        return removed;
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failure) {
            LOG.warn("an upload could not be removed from the temporary folder", failure);
        }
    }

    private static void fill(InputStream in, OutputStream out, long maxBytes, Supplier<Problem> tooLarge)
            throws IOException {
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        int count = in.read(buffer);
        while (count >= 0) {
            size += count;
            if (size > maxBytes) {
                throw tooLarge.get();
            }
            try {
                out.write(buffer, 0, count);
            } catch (IOException failure) {
                throw cannotWrite(failure);
            }
            count = in.read(buffer);
        }
    }

    private static Problem cannotWrite(IOException failure) {
        LOG.error("an upload cannot be written to the temporary folder", failure);
        return Problem.unavailable("upload_not_writable", "The file cannot be taken at the moment.", 30);
    }
}
