package dev.colophon.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes each event with one system call. Logback's own appender stops for good after one failed
 * write, such as on a disk that is full for a minute; this one drops the line and goes on.
 */
final class StandardOutput extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private final LineFormat format;
    private final OutputStream stream;
    private final ReentrantLock lock = new ReentrantLock();

    StandardOutput(LineFormat format, OutputStream stream) {
        this.format = format;
        this.stream = stream;
    }

    @Override
    protected void append(ILoggingEvent event) {
        byte[] line = format.encode(event);
        lock.lock();
        try {
            stream.write(line);
        } catch (IOException lost) {
            addWarn("a log line is lost", lost);
        } finally {
            lock.unlock();
        }
    }
}
