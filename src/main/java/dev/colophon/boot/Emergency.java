package dev.colophon.boot;

import dev.colophon.observe.Health;
import dev.colophon.observe.metric.Meters;
import dev.colophon.settings.MigrationSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A setting that lets an instance go on where it would stop. It shows in the log, /health, the boot
 * report and the metrics for as long as it is set, so that nobody forgets it.
 */
enum Emergency {
    MIGRATIONS_STRICT(
            settings -> !settings.strict(),
            "0",
            "failures of migrating and collecting do not stop this start; set it back to 1"),
    SCHEMA_GATE_OVERRIDE(
            MigrationSettings::gateOverride,
            "1",
            "this instance also serves on a schema that is newer and incompatible, which can damage"
                    + " data; set it back to 0");

    private final Predicate<MigrationSettings> declared;
    private final String value;
    private final String consequence;

    Emergency(Predicate<MigrationSettings> declared, String value, String consequence) {
        this.declared = declared;
        this.value = value;
        this.consequence = consequence;
    }

    private String assignment() {
        return name() + "=" + value;
    }

    /** Shows those that are set; the answer names them and the reason, for the boot report. */
    static Optional<String> show(MigrationSettings settings, Health health, Meters meters) {
        BootMetrics metrics = new BootMetrics(meters);
        metrics.strict(settings.strict());
        List<Emergency> all = Arrays.stream(values())
                .filter(one -> one.declared.test(settings))
                .toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        String reason = settings.emergencyReason().orElse("");
        String shown = reason.isEmpty() ? "No reason is given; set MIGRATIONS_EMERGENCY_REASON." : "Reason: " + reason;
        for (Emergency one : all) {
            metrics.emergency(one.name(), reason);
            health.warn(
                    one.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    one.assignment() + ": " + one.consequence + " when the emergency is over. " + shown);
        }
        String assignments = all.stream().map(Emergency::assignment).collect(Collectors.joining(", "));
        return Optional.of(assignments + ". " + shown);
    }
}
