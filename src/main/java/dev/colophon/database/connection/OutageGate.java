package dev.colophon.database.connection;

import dev.colophon.database.connection.Store.Probe;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the database is away, so that calls fail at once instead of waiting, one by one,
 * for a pool that backs off for seconds. Its thread asks a probe four times a second.
 */
public final class OutageGate implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutageGate.class);
    private static final long INTERVAL_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Probe probe;
    private final Runnable alongside;
    private final InstantSource clock;
    private final List<Consumer<DatabaseState>> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile DatabaseState state;
    private volatile boolean closed;

    /**
     * @param alongside what else is to be looked after four times a second
     */
    public OutageGate(Probe probe, Runnable alongside, InstantSource clock) {
        this.probe = probe;
        this.alongside = alongside;
        this.clock = clock;
        state = new DatabaseState(true, "", clock.instant());
        // a platform thread: it must run also while every carrier is busy
        thread = Thread.ofPlatform().daemon().name("database-probe").unstarted(this::watch);
    }

    public void start() {
        thread.start();
    }

    /** Fails at once while the database is away. */
    public void requireUp() {
        if (!state.up()) {
            throw SqlFailures.unavailable(Trouble.LOST);
        }
    }

    /** A call met a broken connection: look now whether it was only that one. */
    public void suspect() {
        LockSupport.unpark(thread);
    }

    public DatabaseState state() {
        return state;
    }

    public void onChange(Consumer<DatabaseState> listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(2_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try (probe) {
            while (!closed) {
                look();
                alongside.run();
                LockSupport.parkNanos(INTERVAL_NANOSECONDS);
            }
        }
    }

    private void look() {
        Optional<String> trouble = probe.trouble();
        DatabaseState before = state;
        if (closed || before.up() == trouble.isEmpty()) {
            return;
        }
        DatabaseState now = new DatabaseState(trouble.isEmpty(), trouble.orElse(""), clock.instant());
        state = now;
        if (now.up()) {
            LOG.atInfo().addKeyValue("seconds", secondsBetween(before, now)).log("the database is back");
        } else {
            LOG.atWarn().addKeyValue("reason", now.reason()).log("the database is away");
        }
        for (Consumer<DatabaseState> listener : listeners) {
            tell(listener, now);
        }
    }

    private static void tell(Consumer<DatabaseState> listener, DatabaseState now) {
        try {
            listener.accept(now);
        } catch (RuntimeException failure) {
            LOG.error("a listener of the database's state failed", failure);
        }
    }

    private static long secondsBetween(DatabaseState before, DatabaseState now) {
        return Duration.between(before.since(), now.since()).toSeconds();
    }
}
