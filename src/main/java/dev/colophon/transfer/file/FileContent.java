package dev.colophon.transfer.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a file or of a file in an archive, which can be read repeatedly. */
@FunctionalInterface
interface FileContent {
    InputStream open() throws IOException;

    static FileContent of(Path file) {
        return () -> Files.newInputStream(file);
    }
}
