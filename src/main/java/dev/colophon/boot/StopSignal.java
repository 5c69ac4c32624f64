package dev.colophon.boot;

import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The wish to stop, however it comes: TERM or INT in the program, a call in tests. While a thread
 * starts the instance the wish interrupts it, so that no step makes anybody wait.
 */
public final class StopSignal {
    private final CountDownLatch wished = new CountDownLatch(1);
    private @Nullable Thread starting;
    private @Nullable Runnable cancel;

    /** Asks for the stop; safe from any thread, any number of times. */
    public void request() {
        Runnable cancelNow;
        synchronized (this) {
            wished.countDown();
            cancelNow = cancel;
            if (starting != null) {
                starting.interrupt();
            }
        }
        if (cancelNow != null) {
            cancelNow.run();
        }
    }

    public boolean requested() {
        return wished.getCount() == 0;
    }

    /** Waits until somebody wishes the stop. */
    public void await() {
        boolean interrupted = false;
        while (requested() == false) {
            try {
                wished.await();
            } catch (InterruptedException stray) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** From here on the wish interrupts this thread. */
    public synchronized void startsHere() {
        starting = Thread.currentThread();
        if (requested()) {
            starting.interrupt();
        }
    }

    /** From here on the wish only releases {@link #await}; the interrupt flag is cleared. */
    public synchronized void startEnded() {
        starting = null;
        boolean cleared = Thread.interrupted();
        assert cleared || !Thread.currentThread().isInterrupted();
    }

    /** Work that an interrupt does not reach, with the way to end it from another thread. */
    public <T> T cancellable(Runnable how, Supplier<T> work) {
        synchronized (this) {
            cancel = how;
        }
        try {
            check();
            return work.get();
        } finally {
            synchronized (this) {
                cancel = null;
            }
        }
    }

    /**
     * @throws StartFailure with {@link ExitCode#TERMINATED} when the stop is wished
     */
    public void check() {
        if (requested()) {
            throw terminated(null);
        }
    }

    /** What a start becomes that was stopped; the step's own failure is only its consequence. */
    static StartFailure terminated(@Nullable Throwable consequence) {
        return new StartFailure(
                ExitCode.TERMINATED,
                "start",
                "stopped by a signal before serving",
                "nothing to mend; start again when wanted",
                consequence);
    }
}
