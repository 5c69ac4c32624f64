package dev.colophon.transfer.export.library;

import dev.colophon.json.Json;
import dev.colophon.web.body.ReceivedFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Lines that are put aside until it is their turn in the zip: so all of them are of about the same moment, and no
 * connection to the database waits for a slow reader. Compressed, for the temporary folder may be memory.
 */
final class SpoolFile implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final ReceivedFile file;
    private final OutputStream out;
    private long lines;

    SpoolFile() throws IOException {
        file = ReceivedFile.empty();
        try {
            out = new BufferedOutputStream(
                    new GZIPOutputStream(Files.newOutputStream(file.path()), BUFFER_BYTES), BUFFER_BYTES);
        } catch (IOException failure) {
            file.close();
            throw failure;
        }
    }

    void add(Object line) throws IOException {
        out.write(Json.write(line));
        out.write('\n');
        lines++;
    }

    long lines() {
        return lines;
    }

    /** Ends the writing and reads all of it. */
    void copyTo(OutputStream target) throws IOException {
        out.close();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file.path()), BUFFER_BYTES)) {
            in.transferTo(target);
        }
    }

    @Override
    public void close() throws IOException {
        try (file) {
            out.close();
        }
    }
}
