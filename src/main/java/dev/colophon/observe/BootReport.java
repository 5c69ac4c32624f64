package dev.colophon.observe;

import dev.colophon.observe.metric.Meters;
import dev.colophon.problem.StartFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the start did, step by step. Each step is timed, logged, counted and kept; what is kept is
 * served as {@code /boot} while the start goes on and afterwards. Steps run one after the other.
 */
public final class BootReport {
    private static final Logger LOG = LoggerFactory.getLogger(BootReport.class);

    /**
     * What is running.
     *
     * @param begun when the virtual machine was started; the process may be older, for a launcher
     *     that first builds and then turns into the virtual machine is the same process
     */
    public record Instance(String id, BuildInfo build, String profile, Instant begun) {}

    private final Instance instance;
    private final InstanceMetrics metrics;
    private final InstantSource clock;
    private final List<BootStep> steps = new ArrayList<>();
    private final Map<String, Supplier<Map<String, Object>>> more = new ConcurrentSkipListMap<>();
    private @Nullable BootStep running;
    private volatile @Nullable Instant started;

    public BootReport(Instance instance, Meters meters, InstantSource clock) {
        this.instance = instance;
        this.metrics = new InstanceMetrics(meters, instance.build());
        this.clock = clock;
    }

    /** Runs one step; what it throws is recorded and thrown again. */
    public void step(String name, Runnable work) {
        step(name, () -> {
            work.run();
            return true;
        });
    }

    /** Runs one step that makes something. */
    public <T> T step(String name, Supplier<T> work) {
        BootStep step = begin(name);
        try {
            T made = work.get();
            end(step);
            return made;
        } catch (StartFailure failure) {
            step.fail(failure);
            end(step);
            throw failure;
        } catch (RuntimeException | Error fault) {
            step.failUnexpectedly(fault);
            end(step);
            throw fault;
        }
    }

    /** What the running step is at, or has found; the newest text counts. */
    public void detail(String text) {
        current().detail(text);
    }

    /** Asks for what the running step is at whenever somebody wants to know. */
    public void follow(Supplier<String> progress) {
        current().follow(progress);
    }

    /** The running step has nothing to do. */
    public void skipped(String why) {
        current().skip(why);
    }

    /** The running step goes on in spite of something. */
    public void warned(String text) {
        current().warn(text);
    }

    /** The running step failed, and MIGRATIONS_STRICT=0 lets the start go on. */
    public void warned(StartFailure failure) {
        current().warn(failure);
    }

    /** Shows more beside the steps from now on, asked for each time. */
    public void add(String name, Supplier<Map<String, Object>> content) {
        more.put(name, content);
    }

    /** The start is complete. */
    public void complete() {
        Instant now = clock.instant();
        started = now;
        double seconds = Duration.between(instance.begun(), now).toMillis() / 1e3;
        metrics.started(seconds);
        LOG.atInfo().addKeyValue("seconds", seconds).log("started");
    }

    public boolean isStarted() {
        return started != null;
    }

    /** What the start is at, in a sentence; empty when it is complete. */
    String progress() {
        if (started != null) {
            return "";
        }
        synchronized (this) {
            if (running != null) {
                return "Starting: " + running.progress();
            }
            return steps.isEmpty()
                    ? "Starting."
                    : "Starting: " + steps.getLast().progress();
        }
    }

    /** Everything that is known, for JSON. */
    Map<String, Object> content() {
        var content = new LinkedHashMap<String, Object>();
        content.put("instance", instance.id());
        content.put("version", instance.build().version());
        content.put("commit", instance.build().commit());
        content.put("profile", instance.profile());
        content.put("java", Runtime.version().toString());
        content.put("process_started_at", instance.begun());
        Instant end = started;
        content.put("started", end != null);
        if (end != null) {
            content.put("started_at", end);
            content.put("start_ms", Duration.between(instance.begun(), end).toMillis());
        }
        more.forEach((name, part) -> content.put(name, part.get()));
        synchronized (this) {
            content.put("steps", steps.stream().map(BootStep::content).toList());
        }
        return content;
    }

    Instance instance() {
        return instance;
    }

    private synchronized BootStep begin(String name) {
        if (running != null) {
            throw new IllegalStateException("a step in a step: " + name);
        }
        var step = new BootStep(name, clock.instant());
        steps.add(step);
        running = step;
        return step;
    }

    private void end(BootStep step) {
        synchronized (this) {
            step.end();
            running = null;
        }
        step.log(LOG);
        metrics.stepFinished(step);
    }

    private synchronized BootStep current() {
        if (running == null) {
            throw new IllegalStateException("no step is running");
        }
        return running;
    }
}
