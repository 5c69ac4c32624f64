package dev.colophon.observe;

import static io.helidon.health.HealthCheckType.LIVENESS;
import static io.helidon.health.HealthCheckType.READINESS;
import static io.helidon.health.HealthCheckType.STARTUP;

import dev.colophon.observe.metric.Meters;
import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this instance lives, has started and wants requests, and the reasons when not. Rooms
 * either push a reason when they learn of one, or register a check that is asked at each probe.
 * Reading never waits for a writer. Liveness must not depend on the database: a restart mends
 * nothing there.
 */
public final class Health {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private final BootReport boot;
    private final List<HealthCheck> checks = new CopyOnWriteArrayList<>();
    private volatile Map<String, String> unready = Map.of();
    private volatile Map<String, String> warnings = Map.of();

    /**
     * @param boot knows whether the start is complete, and if not, what it waits for
     */
    public Health(BootReport boot, Meters meters) {
        this.boot = boot;
        check(new ReasonCheck("start", STARTUP, boot::progress));
        InstanceMetrics.watchHealth(meters, boot::isStarted, this::isReady, () -> warnings.size());
    }

    /**
     * Asks this at each probe of its type from now on. Of Helidon's own checks none is asked. All
     * three are of liveness, whose remedy is a restart: heap would restart for garbage that the
     * next collection takes (a process that is truly out of memory ends by itself), disk for what a
     * restart cannot mend (the free room is a metric with an alert), and deadlock does not see
     * virtual threads, which all requests run on, but stops every thread at each probe.
     */
    public void check(HealthCheck check) {
        checks.add(check);
    }

    /**
     * Takes readiness off, or changes the reason why it is off.
     *
     * @param name whose reason this is, such as {@code database}
     * @param reason a sentence for operators
     */
    public synchronized void unready(String name, String reason) {
        if (!reason.equals(unready.get(name))) {
            unready = with(unready, name, reason);
            LOG.atWarn().addKeyValue("reason", reason).log("not ready: {}", name);
        }
    }

    /** Takes one reason back; readiness is on again when it was the last. */
    public synchronized void ready(String name) {
        if (unready.containsKey(name)) {
            unready = without(unready, name);
            LOG.info("no longer a reason against readiness: {}", name);
        }
    }

    /** Shows a warning until it is taken back; readiness stays as it is. */
    public synchronized void warn(String name, String text) {
        if (!text.equals(warnings.get(name))) {
            warnings = with(warnings, name, text);
            LOG.atWarn().addKeyValue("warning", name).log(text);
        }
    }

    public synchronized void unwarn(String name) {
        warnings = without(warnings, name);
    }

    /** The warnings that stand, by name. */
    public Map<String, String> warnings() {
        return warnings;
    }

    public boolean isLive() {
        return find(LIVENESS).stream().allMatch(Finding::up);
    }

    public boolean isReady() {
        return boot.isStarted() && unready.isEmpty() && find(READINESS).stream().allMatch(Finding::up);
    }

    /** Every finding of one type. */
    List<Finding> find(HealthCheckType type) {
        var findings = new ArrayList<Finding>();
        if (type == READINESS) {
            unready.forEach((name, reason) -> findings.add(Finding.of(new ReasonCheck(name, type, () -> reason))));
        }
        for (HealthCheck check : checks) {
            if (check.type() == type) {
                findings.add(Finding.of(check));
            }
        }
        return findings;
    }

    private static Map<String, String> with(Map<String, String> map, String name, String text) {
        var copy = new TreeMap<>(map);
        copy.put(name, text);
        return Collections.unmodifiableMap(copy);
    }

    private static Map<String, String> without(Map<String, String> map, String name) {
        var copy = new TreeMap<>(map);
        copy.remove(name);
        return Collections.unmodifiableMap(copy);
    }
}
