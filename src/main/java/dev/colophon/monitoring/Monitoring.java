package dev.colophon.monitoring;

import dev.colophon.monitoring.fault.FaultReports;
import dev.colophon.monitoring.fault.FaultSettings;
import dev.colophon.observe.BootReport;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.Secret;
import dev.colophon.settings.Settings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is told to servers of others, from the settings on until everything else has stopped. */
public final class Monitoring implements AutoCloseable {
    /** Null where nobody is told, so that not even its class is loaded. */
    private final @Nullable FaultReports faults;

    private Monitoring(@Nullable FaultReports faults) {
        this.faults = faults;
    }

    /** Begins what the settings ask for, which may be nothing. */
    public static Monitoring begin(Settings settings, BootReport.Instance instance) {
        Optional<Secret> dsn = settings.get(FaultSettings.GROUP).dsn();
        return new Monitoring(dsn.isEmpty() ? null : FaultReports.begin(dsn.get(), instance));
    }

    /** The start came to nothing; a failure that was foreseen is for whoever starts the program alone. */
    public void startFailed(Throwable failure) {
        if (faults != null && !(failure instanceof StartFailure)) {
            faults.startFailed(failure);
        }
    }

    /** Sends what is waiting and takes 2 s at most. */
    @Override
    public void close() {
        if (faults != null) {
            faults.close();
        }
    }
}
