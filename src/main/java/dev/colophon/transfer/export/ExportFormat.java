package dev.colophon.transfer.export;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The files that a reader can have. */
public enum ExportFormat {
    /** All of the shelf, without loss. */
    COLOPHON("colophon.zip", "application/zip"),
    /** As Goodreads exports. */
    GOODREADS("goodreads.csv", "text/csv; charset=utf-8"),
    /** A row for each read. */
    READS("reads.csv", "text/csv; charset=utf-8"),
    /** Everything that is kept about the reader, the shelf included. */
    ACCOUNT("account.zip", "application/zip");

    private final String fileName;
    private final String contentType;

    ExportFormat(String fileName, String contentType) {
        this.fileName = fileName;
        this.contentType = contentType;
    }

    public String fileName() {
        return fileName;
    }

    public String contentType() {
        return contentType;
    }

    /** How people and commands spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of the file with this name. */
    public static Optional<ExportFormat> ofFile(String fileName) {
        return Stream.of(values())
                .filter(format -> format.fileName.equals(fileName))
                .findFirst();
    }
}
