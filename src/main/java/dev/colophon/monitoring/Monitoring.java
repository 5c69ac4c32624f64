package dev.colophon.monitoring;

import dev.colophon.database.Database;
import dev.colophon.monitoring.fault.FaultReports;
import dev.colophon.monitoring.fault.FaultSettings;
import dev.colophon.monitoring.trace.TraceSettings;
import dev.colophon.monitoring.trace.Traces;
import dev.colophon.observe.BootReport;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.Secret;
import dev.colophon.settings.Settings;
import io.helidon.webserver.http.Filter;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is told to servers of others, from the settings on until everything else has stopped. */
public final class Monitoring implements AutoCloseable {
    /** Null where nobody is told, so that not even its class is loaded; the same holds for the traces. */
    private final @Nullable FaultReports faults;

    private final @Nullable Traces traces;

    private Monitoring(@Nullable FaultReports faults, @Nullable Traces traces) {
        this.faults = faults;
        this.traces = traces;
    }

    /** Begins what the settings ask for, which may be nothing. */
    public static Monitoring begin(Settings settings, BootReport.Instance instance, InstantSource clock) {
        Optional<Secret> dsn = settings.get(FaultSettings.GROUP).dsn();
        TraceSettings traced = settings.get(TraceSettings.GROUP);
        return new Monitoring(
                dsn.isEmpty() ? null : FaultReports.begin(dsn.get(), instance),
                traced.endpoint().isEmpty()
                        ? null
                        : Traces.begin(traced, instance, settings.database().engine(), clock));
    }

    /** What every request of the main port goes through because of it: nothing where nobody is told. */
    public List<Filter> filters() {
        return traces == null ? List.of() : List.of(traces.requests());
    }

    /** Hears of the statements of this database, if anybody is told of them. */
    public void watch(Database database) {
        if (traces != null) {
            database.onStatement(traces.statements());
        }
    }

    /** The start came to nothing; a failure that was foreseen is for whoever starts the program alone. */
    public void startFailed(Throwable failure) {
        if (faults != null && !(failure instanceof StartFailure)) {
            faults.startFailed(failure);
        }
    }

    /** Sends what is waiting and takes 2 s at most, for both at the same time. */
    @Override
    public void close() throws InterruptedException {
        Thread sending = traces == null ? null : Thread.ofVirtual().start(traces::close);
        if (faults != null) {
            faults.close();
        }
        if (sending != null) {
            sending.join();
        }
    }
}
