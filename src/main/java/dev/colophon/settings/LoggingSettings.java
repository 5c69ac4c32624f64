package dev.colophon.settings;

import static dev.colophon.settings.variable.Profile.LOCAL;
import static dev.colophon.settings.variable.Profile.TEST;

import dev.colophon.settings.variable.Default;
import dev.colophon.settings.variable.Group;
import dev.colophon.settings.variable.Purpose;
import dev.colophon.settings.variable.Type;
import dev.colophon.settings.variable.Values;
import dev.colophon.settings.variable.Variable;
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

    public static final Group<LoggingSettings> GROUP = new Group<>("Logs", Purpose.NONE, LoggingSettings::of);

    private static final Variable<Level> LOG_LEVEL = GROUP.declare(
            "LOG_LEVEL",
            Type.choice(Level.class),
            Default.of("info").in(LOCAL, "debug"),
            "the least severe level that is written",
            "info");

    private static final Variable<Format> LOG_FORMAT = GROUP.declare(
            "LOG_FORMAT",
            Type.choice(Format.class),
            Default.of("json").in(LOCAL, "text").in(TEST, "text"),
            "lines for people or lines for collectors",
            "json");

    private static final Variable<Boolean> APP_LOG_TO_FILES = GROUP.declare(
            "APP_LOG_TO_FILES",
            Type.flag(),
            Default.of("0"),
            "write the program's log to rotated files beside stdout",
            "1");

    private static final Variable<Boolean> ACCESS_LOG_TO_FILES = GROUP.declare(
            "ACCESS_LOG_TO_FILES",
            Type.flag(),
            Default.of("0"),
            "write the access log to rotated files beside stdout",
            "1");

    private static final Variable<Path> LOG_DIR =
            GROUP.declare("LOG_DIR", Type.path(), Default.of("./logs"), "folder of the log files", "./logs");

    private static LoggingSettings of(Values values) {
        return new LoggingSettings(
                values.get(LOG_LEVEL),
                values.get(LOG_FORMAT),
                values.get(APP_LOG_TO_FILES),
                values.get(ACCESS_LOG_TO_FILES),
                values.path(values.get(LOG_DIR)));
    }
}
