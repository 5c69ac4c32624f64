package dev.colophon.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.util.FileSize;
import dev.colophon.logging.rotation.Rotation;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A log file that a new day or 20 MB ends. */
final class LogFile {
    static final FileSize MAX_SIZE = new FileSize(20 * FileSize.MB_COEFFICIENT);

    private LogFile() {}

    static RollingFileAppender<ILoggingEvent> open(
            LoggerContext context, LineFormat format, Path folder, String name, FileSize maxSize) {
        var appender = new RollingFileAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setName(name);
        appender.setFile(folder.resolve(name + ".log").toString());
        appender.setEncoder(format);
        var policy = Rotation.daily(context, folder.resolve(name), maxSize);
        policy.setParent(appender);
        policy.start();
        appender.setRollingPolicy(policy);
        appender.start();
        return appender;
    }

    /** Makes the folder and the file; a failure comes before any other log is touched. */
    static void checkWritable(Path folder, String name) {
        Path file = folder.resolve(name + ".log");
        try {
            Files.createDirectories(folder);
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
        } catch (IOException failure) {
            throw new StartFailure(
                    ExitCode.CANNOT_WRITE,
                    "open the log file " + file.toAbsolutePath(),
                    failure.getClass().getSimpleName() + ": " + failure.getMessage(),
                    "make LOG_DIR writable for this user, name another folder, or set"
                            + " APP_LOG_TO_FILES=0 and ACCESS_LOG_TO_FILES=0",
                    failure);
        }
    }
}
