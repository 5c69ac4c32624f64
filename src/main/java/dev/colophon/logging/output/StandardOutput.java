package dev.colophon.logging.output;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes each event with one system call, but for the access log: its lines are held for {@value
 * #HELD_MILLISECONDS} ms and go out together, because a call for each is a tenth of a small request. Any other line
 * takes those that are held along, so the order stays. Logback's own appender stops for good after one failed
 * write, such as on a disk that is full for a minute; this one drops the lines and goes on.
 */
public final class StandardOutput extends UnsynchronizedAppenderBase<ILoggingEvent> {
    static final long HELD_MILLISECONDS = 50;

    private final Encoder<ILoggingEvent> format;
    private final OutputStream stream;
    private final String heldLogger;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition somethingHeld = lock.newCondition();
    private final HeldLines held = new HeldLines();
    private @Nullable Thread writer;

    /**
     * @param heldLogger whose lines may wait a moment
     */
    public StandardOutput(Encoder<ILoggingEvent> format, OutputStream stream, String heldLogger) {
        this.format = format;
        this.stream = stream;
        this.heldLogger = heldLogger;
    }

    @Override
    protected void append(ILoggingEvent event) {
        byte[] line = format.encode(event);
        boolean hold = event.getLoggerName().equals(heldLogger) && held.takes(line.length);
        locked(() -> {
            if (!hold || !held.hasRoom(line.length)) {
                flush();
            }
            if (hold) {
                hold(line);
            } else {
                stream.write(line, 0, line.length);
            }
        });
    }

    /** Writes what is held; for the end of the process too. */
    public void flush() {
        locked(() -> held.writeTo(stream));
    }

    @Override
    public void stop() {
        super.stop();
        flush();
        if (writer != null) {
            writer.interrupt();
        }
    }

    private void hold(byte[] line) {
        held.add(line);
        if (writer == null) {
            writer = Thread.ofPlatform().daemon().name("access-log").start(this::writeFromTimeToTime);
        }
        somethingHeld.signal();
    }

    private void writeFromTimeToTime() {
        try {
            while (true) {
                awaitSomething();
                Thread.sleep(HELD_MILLISECONDS);
                flush();
            }
        } catch (InterruptedException stopped) {
            flush();
        }
    }

    private void awaitSomething() throws InterruptedException {
        lock.lock();
        try {
            while (held.isEmpty()) {
                somethingHeld.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    private void locked(Writing writing) {
        lock.lock();
        try {
            writing.run();
        } catch (IOException lost) {
            addWarn("a log line is lost", lost);
        } finally {
            lock.unlock();
        }
    }
}
