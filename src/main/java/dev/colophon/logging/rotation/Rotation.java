package dev.colophon.logging.rotation;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.rolling.SizeAndTimeBasedFileNamingAndTriggeringPolicy;
import ch.qos.logback.core.rolling.TimeBasedRollingPolicy;
import ch.qos.logback.core.rolling.helper.ArchiveRemover;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;

/** Ends a log file at a new day or a size; two weeks and 1 GB are kept, compressed. */
public final class Rotation extends SizeAndTimeBasedFileNamingAndTriggeringPolicy<ILoggingEvent> {
    private static final FileSize MAX_TOTAL = new FileSize(FileSize.GB_COEFFICIENT);
    private static final int MAX_DAYS = 14;

    private Rotation() {}

    /** A policy, not yet started, for the file {@code path} + ".log". */
    public static TimeBasedRollingPolicy<ILoggingEvent> daily(Context context, Path path, FileSize maxSize) {
        var rotation = new Rotation();
        rotation.setContext(context);
        rotation.setMaxFileSize(maxSize);
        var policy = new TimeBasedRollingPolicy<ILoggingEvent>();
        policy.setContext(context);
        policy.setFileNamePattern(path + ".%d{" + SharedCalendar.PATTERN + "}.%i.log.gz");
        policy.setTimeBasedFileNamingAndTriggeringPolicy(rotation);
        policy.setMaxHistory(MAX_DAYS);
        policy.setTotalSizeCap(MAX_TOTAL);
        return policy;
    }

    @Override
    protected ArchiveRemover createArchiveRemover() {
        rc = new SharedCalendar();
        return super.createArchiveRemover();
    }

    /** As information: Logback would warn on stdout, between the log's lines, that its policy is extended. */
    @Override
    public void addWarn(String message) {
        addInfo(message);
    }
}
