package dev.colophon.settings.deploy;

import dev.colophon.settings.LoggingSettings;
import dev.colophon.settings.RequestSettings;
import dev.colophon.settings.Settings;
import dev.colophon.settings.variable.Profile;

/** Logs, limits, and how the server stops. */
final class OperationChecks {
    private final Settings settings;
    private final Findings findings;

    OperationChecks(Settings settings, Findings findings) {
        this.settings = settings;
        this.findings = findings;
    }

    void check() {
        checkLogs();
        checkLimits();
    }

    private void checkLogs() {
        LoggingSettings logging = settings.logging();
        findings.add(
                logging.level().compareTo(LoggingSettings.Level.INFO) > 0,
                "W032",
                "LOG_LEVEL",
                "is debug or trace: the log grows fast and tells about people",
                "set LOG_LEVEL=info");
        findings.add(
                logging.level().compareTo(LoggingSettings.Level.WARN) < 0,
                "W033",
                "LOG_LEVEL",
                "is error: the warnings of migrations and settings are lost",
                "set LOG_LEVEL=info");
        findings.add(
                logging.format() == LoggingSettings.Format.TEXT,
                "W034",
                "LOG_FORMAT",
                "is text, which collectors cannot take apart",
                "set LOG_FORMAT=json");
        findings.add(
                logging.appToFiles() || logging.accessToFiles(),
                "W035",
                logging.appToFiles() ? "APP_LOG_TO_FILES" : "ACCESS_LOG_TO_FILES",
                "is on: files in a container vanish with it and need room on its disk",
                "unset it and collect stdout, or mount a volume at LOG_DIR");
    }

    private void checkLimits() {
        RequestSettings requests = settings.server().requests();
        findings.add(
                requests.ratePerMinute() == 0,
                "W036",
                "RATE_LIMIT_PER_MINUTE",
                "is off: one client can take the whole server",
                "set it to 600");
        findings.add(
                settings.profile() == Profile.PRODUCTION && requests.drainSeconds() == 0,
                "W037",
                "SHUTDOWN_DRAIN_SECONDS",
                "is 0: a load balancer still sends requests to an instance that stops",
                "set it to 15");
        findings.add(
                requests.graceSeconds() == 0,
                "W038",
                "SHUTDOWN_GRACE_SECONDS",
                "is 0: running requests are cut off at every upgrade",
                "set it to 30");
        findings.add(
                settings.database().statementTimeoutSeconds() > requests.timeoutSeconds(),
                "W039",
                "DB_STATEMENT_TIMEOUT_SECONDS",
                "is longer than REQUEST_TIMEOUT_SECONDS: statements go on for nobody",
                "set it below REQUEST_TIMEOUT_SECONDS");
    }
}
