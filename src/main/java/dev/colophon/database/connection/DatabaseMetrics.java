package dev.colophon.database.connection;

import dev.colophon.observe.metric.Durations;
import dev.colophon.observe.metric.Gauge;
import dev.colophon.observe.metric.Histogram;
import dev.colophon.observe.metric.Meters;
import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The metrics of the database: its statements, its pools, whether it answers, and its room. */
public final class DatabaseMetrics {
    private static final double[] BUCKETS = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 1, 5, 30};

    private final Histogram statements;
    private final ConcurrentHashMap<String, Durations> timers = new ConcurrentHashMap<>();
    private final Gauge active;
    private final Gauge idle;
    private final Gauge maximum;
    private final Gauge waiting;
    private final Gauge up;
    private final Gauge size;
    private final Gauge volumeFree;
    private final Gauge volumeSize;

    public DatabaseMetrics(Meters meters) {
        statements = meters.histogram(
                "colophon_db_statement_seconds",
                "Time of one SQL statement by its name, fetching included, in seconds.",
                BUCKETS,
                "statement");
        active = meters.gauge("colophon_db_pool_active_connections", "Database connections in use.", "pool");
        idle = meters.gauge("colophon_db_pool_idle_connections", "Database connections open and free.", "pool");
        maximum = meters.gauge("colophon_db_pool_max_connections", "The most database connections allowed.", "pool");
        waiting = meters.gauge("colophon_db_pool_waiting", "Callers waiting for a connection.", "pool");
        up = meters.gauge("colophon_db_up", "Whether the last probe reached the database: 1 yes, 0 no.");
        size = meters.gauge("colophon_database_size_bytes", "Size of the database on its disk, in bytes.");
        volumeFree = meters.gauge(
                "colophon_data_volume_free_bytes",
                "Room left for this user on the volume of the SQLite file, in bytes.");
        volumeSize =
                meters.gauge("colophon_data_volume_size_bytes", "Size of the volume of the SQLite file, in bytes.");
    }

    /** One SQL statement has run, well or not. */
    public void statementFinished(String statement, long nanoseconds) {
        Durations timer = timers.get(statement);
        if (timer == null) {
            timer = statements.with(statement);
            timers.put(statement, timer);
        }
        timer.record(nanoseconds);
    }

    /** Shows one pool; the supplier must not wait for a connection. */
    public void watchPool(String pool, Supplier<PoolState> state) {
        active.watch(() -> state.get().active(), pool);
        idle.watch(() -> state.get().idle(), pool);
        maximum.watch(() -> state.get().max(), pool);
        waiting.watch(() -> state.get().pending(), pool);
    }

    /** Shows whether the database answers; the supplier must not ask it. */
    public void watchReachability(BooleanSupplier reachable) {
        up.watch(() -> reachable.getAsBoolean() ? 1 : 0);
    }

    /** Shows the room on the volume that this file is on; nothing when it cannot be asked. */
    public void watchVolume(Path path) {
        File file = path.toFile();
        volumeSize.watch(() -> known(file.getTotalSpace()));
        volumeFree.watch(() -> Math.min(file.getUsableSpace(), known(file.getTotalSpace())));
    }

    /** The database had this size when it was last asked. */
    public void measured(long sizeBytes) {
        size.set(sizeBytes);
    }

    private static double known(long bytes) {
        return bytes > 0 ? bytes : Double.NaN;
    }
}
