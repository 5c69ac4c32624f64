package dev.colophon.database.postgresql;

import dev.colophon.database.connection.OutageGate;
import dev.colophon.database.connection.Store.Probe;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Keeps one connection and asks it a trivial question. When the answer is late a new connection is
 * tried beside it, and the server counts as away when neither comes in time: the old one may merely
 * have been ended, a new one may merely be refused. All that ends so early that with the pause of
 * {@link OutageGate} before it readiness is off within a second of any loss.
 */
final class PostgresqlProbe implements Probe {
    /** A healthy server answers in a few milliseconds, a busy one in some tens. */
    static final int PATIENCE_MILLISECONDS = 200;

    /** For the two beside each other, after that. */
    static final int ANSWER_MILLISECONDS = 400;

    /** Where there is no connection yet; logging in is work for a server that is busy. */
    private static final int LOGIN_MILLISECONDS = 1_000;

    /**
     * Waiting is counted in these and not by the clock: on a machine that is short of processors,
     * or paused, each takes longer, and the server has as much more time to answer.
     */
    private static final int TICK_MILLISECONDS = 50;

    private static final Attempt LATE = new Attempt(null, ConnectionRefusal.LATE.reason());

    private final PGSimpleDataSource source;
    // platform threads: they must run also while every carrier is busy
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("database-probe-", 1).factory());
    private @Nullable Connection connection;

    PostgresqlProbe(PGSimpleDataSource source) {
        source.setLoginTimeout(1);
        source.setSocketTimeout(1);
        source.setApplicationName("colophon probe");
        this.source = source;
    }

    /** Either a connection or why there is none. */
    private record Attempt(@Nullable Connection connection, String reason) {}

    @Override
    public Optional<String> trouble() {
        Connection known = connection;
        if (known == null) {
            return renew(LOGIN_MILLISECONDS);
        }
        Future<Boolean> answer = threads.submit(() -> answers(known));
        if (within(PATIENCE_MILLISECONDS, answer, false)) {
            return Optional.empty();
        }
        Optional<String> trouble = renew(ANSWER_MILLISECONDS);
        if (trouble.isEmpty() || within(TICK_MILLISECONDS, answer, false)) {
            return Optional.empty();
        }
        replace(null);
        return trouble;
    }

    /** Takes a new connection instead of the old one, which stays when there is none in time. */
    private Optional<String> renew(int milliseconds) {
        CompletableFuture<Attempt> opening = CompletableFuture.supplyAsync(this::open, threads);
        Attempt attempt = within(milliseconds, opening, LATE);
        if (attempt.connection() == null) {
            // should it still come
            opening.thenAccept(late -> abort(late.connection()));
            return Optional.of(attempt.reason());
        }
        replace(attempt.connection());
        return Optional.empty();
    }

    private Attempt open() {
        try {
            Connection opened = source.getConnection();
            opened.setNetworkTimeout(Runnable::run, LOGIN_MILLISECONDS);
            return new Attempt(opened, "");
        } catch (SQLException failure) {
            return new Attempt(null, ConnectionRefusal.of(failure).reason());
        } catch (RuntimeException failure) {
            // the driver's answer to an interrupt, or a driver's fault; the probe must go on
            return new Attempt(null, "probing failed: " + failure.getClass().getSimpleName());
        }
    }

    private static boolean answers(Connection connection) {
        try (var statement = connection.createStatement()) {
            return statement.execute("select 1");
        } catch (SQLException failure) {
            return false;
        }
    }

    private static <T> T within(int milliseconds, Future<T> future, T otherwise) {
        try {
            for (int left = milliseconds; left > 0 && !future.isDone(); left -= TICK_MILLISECONDS) {
                awaitTick(future);
            }
            return future.isDone() ? future.get() : otherwise;
        } catch (ExecutionException failed) {
            return otherwise;
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return otherwise;
        }
    }

    private static void awaitTick(Future<?> future) throws InterruptedException, ExecutionException {
        try {
            future.get(TICK_MILLISECONDS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException notYet) {
            // the caller counts
            return;
        }
    }

    private void replace(@Nullable Connection next) {
        Connection before = connection;
        connection = next;
        abort(before);
    }

    private static void abort(@Nullable Connection connection) {
        if (connection == null) {
            return;
        }
        try {
            connection.abort(Runnable::run);
        } catch (SQLException failure) {
            // broken already, which is as good
            return;
        }
    }

    @Override
    public void close() {
        replace(null);
        threads.shutdown();
    }
}
