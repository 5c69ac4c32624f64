package dev.colophon.observe;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Whether this instance lives, has started and wants requests, and the reasons when not. Rooms
 * either push a reason when they learn of one, or register a check that is asked at each probe.
 * Reading never waits for a writer. Liveness must not depend on the database: a restart mends
 * nothing there.
 */
public final class Health {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    /** Which question a check answers. */
    public enum Kind {
        STARTUP,
        LIVENESS,
        READINESS
    }

    /** Something that is asked at each probe; it must answer within a second. */
    @FunctionalInterface
    public interface Check {
        /** What is wrong, in a sentence for operators; empty when all is well. */
        String trouble();
    }

    /** One answer; the reason is empty exactly when it is up. */
    record Finding(String name, Kind kind, String reason) {
        boolean up() {
            return reason.isEmpty();
        }
    }

    private record Registered(String name, Kind kind, Check check) {}

    private final BootReport boot;
    private final List<Registered> checks = new CopyOnWriteArrayList<>();
    private volatile Map<String, String> unready = Map.of();
    private volatile Map<String, String> warnings = Map.of();

    /**
     * @param boot knows whether the start is complete, and if not, what it waits for
     */
    public Health(BootReport boot, Metrics metrics) {
        this.boot = boot;
        metrics.watchHealth(
                () -> boot.isStarted() ? 1 : 0, () -> isReady() ? 1 : 0, () -> warnings.size());
    }

    /** Asks this at each probe of its kind from now on. */
    public void check(String name, Kind kind, Check check) {
        checks.add(new Registered(name, kind, check));
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
        return find(Kind.LIVENESS).stream().allMatch(Finding::up);
    }

    public boolean isReady() {
        return boot.isStarted()
                && unready.isEmpty()
                && find(Kind.READINESS).stream().allMatch(Finding::up);
    }

    /** Every finding of one kind; the start is a reason against readiness, too. */
    List<Finding> find(Kind kind) {
        var findings = new ArrayList<Finding>();
        if (kind == Kind.STARTUP) {
            findings.add(new Finding("start", kind, boot.progress()));
        }
        if (kind == Kind.READINESS) {
            unready.forEach((name, reason) -> findings.add(new Finding(name, kind, reason)));
        }
        for (Registered registered : checks) {
            if (registered.kind == kind) {
                findings.add(new Finding(registered.name, kind, ask(registered)));
            }
        }
        return findings;
    }

    private static String ask(Registered registered) {
        try {
            return registered.check.trouble();
        } catch (RuntimeException fault) {
            LOG.warn("the health check {} itself failed", registered.name, fault);
            return "The check itself failed; the log tells more.";
        }
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
