package dev.colophon.settings;

import java.nio.file.Path;

/** Logs go to stdout; to files as well only when asked. */
public record LoggingSettings(Level level, Format format, boolean appToFiles, boolean accessToFiles, Path directory) {

    /** The least severe level that is written. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    /** Lines for people or lines for collectors. */
    public enum Format {
        TEXT,
        JSON
    }
}
