package dev.colophon.transfer;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.transfer.job.JobRun;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of an instance that works through import jobs, oldest first. Jobs that another
 * instance left behind, or this program before its last end, are found by asking now and then.
 */
public final class ImportWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ImportWorker.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private static final Duration FOR_THE_LAST_BATCH = Duration.ofSeconds(10);

    private final Imports imports;
    private final Thread thread;
    private final Object monitor = new Object();
    private boolean stopping;
    private boolean called;

    public ImportWorker(Imports imports) {
        this.imports = imports;
        this.thread = Thread.ofPlatform().name("imports").daemon().unstarted(this::work);
    }

    /** Starts the thread; jobs that were interrupted go on. */
    public void start() {
        imports.onStored(this::call);
        thread.start();
    }

    /** Finishes the running batch, gives the job up to whoever comes next, and ends the thread. */
    @Override
    public void close() {
        synchronized (monitor) {
            stopping = true;
            monitor.notifyAll();
        }
        try {
            // a start that fails closes a worker that never began
            if (thread.getState() != Thread.State.NEW && !thread.join(FOR_THE_LAST_BATCH)) {
                LOG.warn("the import worker did not end in {}", FOR_THE_LAST_BATCH);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void call() {
        synchronized (monitor) {
            called = true;
            monitor.notifyAll();
        }
    }

    private void work() {
        while (!isStopping()) {
            try {
                Optional<JobRun> run = imports.claimNext();
                if (run.isPresent()) {
                    finish(run.get());
                } else {
                    await(BETWEEN_LOOKS, true);
                }
            } catch (Problem away) {
                LOG.debug("imports wait for the database: {}", away.detail());
                await(BETWEEN_LOOKS, false);
            } catch (RuntimeException fault) {
                LOG.error("the import worker met an unexpected fault and goes on", fault);
                await(BETWEEN_LOOKS, false);
            }
        }
        giveUpLeases();
    }

    private void finish(JobRun run) {
        LOG.atInfo()
                .addKeyValue("import", run.job().id())
                .log("an import goes on: {} rows", run.job().counts());
        try {
            boolean more = true;
            while (more && !isStopping()) {
                more = step(run);
                await(ImportRun.BETWEEN_BATCHES, false);
            }
        } catch (RuntimeException fault) {
            LOG.atError().addKeyValue("import", run.job().id()).setCause(fault).log("an import cannot go on");
            imports.fail(run.job().id(), "An unexpected fault; the log has the details.");
        }
    }

    private boolean step(JobRun run) {
        try {
            return run.step();
        } catch (Problem problem) {
            if (problem.kind() != Kind.UNAVAILABLE) {
                throw problem;
            }
            LOG.atWarn().addKeyValue("import", run.job().id()).log("an import waits: {}", problem.detail());
            await(BETWEEN_LOOKS, false);
            return true;
        }
    }

    private void giveUpLeases() {
        try {
            imports.release();
        } catch (RuntimeException unreachable) {
            LOG.warn("the leases of imports could not be given up; they run out by themselves");
        }
    }

    private boolean isStopping() {
        synchronized (monitor) {
            return stopping;
        }
    }

    /**
     * @param untilCalled whether a new job ends the wait
     */
    private void await(Duration longest, boolean untilCalled) {
        long end = System.nanoTime() + longest.toNanos();
        synchronized (monitor) {
            long left = longest.toMillis();
            while (left > 0 && !stopping && !(untilCalled && called)) {
                try {
                    monitor.wait(left);
                } catch (InterruptedException interrupted) {
                    stopping = true;
                }
                left = (end - System.nanoTime()) / 1_000_000;
            }
            called &= !untilCalled;
        }
    }
}
