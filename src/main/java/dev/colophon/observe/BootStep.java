package dev.colophon.observe;

import dev.colophon.problem.StartFailure;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** One step of the start. */
final class BootStep {
    private static final double NANOSECONDS = 1e9;

    private enum Outcome {
        RUNNING,
        OK,
        SKIPPED,
        WARNED,
        FAILED
    }

    private final String name;
    private final Instant begun;
    private final long begunNanoseconds = System.nanoTime();
    private Outcome outcome = Outcome.RUNNING;
    private String detail = "";
    private @Nullable Supplier<String> progress;
    private @Nullable StartFailure failure;
    private double seconds;

    BootStep(String name, Instant begun) {
        this.name = name;
        this.begun = begun;
    }

    String name() {
        return name;
    }

    synchronized void detail(String text) {
        detail = text;
        progress = null;
    }

    /** Asked for the detail while the step runs. */
    synchronized void follow(Supplier<String> source) {
        progress = source;
    }

    synchronized void skip(String why) {
        outcome = Outcome.SKIPPED;
        detail = why;
    }

    synchronized void warn(String text) {
        outcome = Outcome.WARNED;
        detail = text;
    }

    synchronized void warn(StartFailure tolerated) {
        outcome = Outcome.WARNED;
        failure = tolerated;
    }

    synchronized void fail(StartFailure cause) {
        outcome = Outcome.FAILED;
        failure = cause;
    }

    /** The fault's message is not kept: nobody has checked it for secrets. */
    synchronized void failUnexpectedly(Throwable fault) {
        outcome = Outcome.FAILED;
        detail = "an unexpected fault, " + fault.getClass().getName() + "; the log tells more";
    }

    synchronized void end() {
        seconds = (System.nanoTime() - begunNanoseconds) / NANOSECONDS;
        if (outcome == Outcome.RUNNING) {
            outcome = Outcome.OK;
        }
    }

    synchronized double seconds() {
        return seconds;
    }

    synchronized String outcomeLabel() {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /** The name and what it is at, or why it failed. */
    synchronized String progress() {
        if (failure != null) {
            return name + " " + outcomeLabel() + ": " + failure.why();
        }
        String now = detailNow();
        return now.isEmpty() ? name : name + ": " + now;
    }

    synchronized Map<String, Object> content() {
        var content = new LinkedHashMap<String, Object>();
        content.put("name", name);
        content.put("outcome", outcomeLabel());
        content.put("begun_at", begun);
        content.put("ms", Math.round(nowSeconds() * 1_000));
        String now = detailNow();
        if (!now.isEmpty()) {
            content.put("detail", now);
        }
        if (failure != null) {
            content.put("exit_code", failure.exitCode().number());
            content.put("what", failure.what());
            content.put("why", failure.why());
            content.put("remedy", failure.remedy());
        }
        return content;
    }

    synchronized void log(Logger log) {
        Level level = switch (outcome) {
            case RUNNING, OK, SKIPPED -> Level.INFO;
            case WARNED -> Level.WARN;
            case FAILED -> Level.ERROR;
        };
        var event = log.atLevel(level).addKeyValue("ms", Math.round(seconds * 1_000));
        if (!detail.isEmpty()) {
            event = event.addKeyValue("detail", detail);
        }
        if (failure != null) {
            event = event.addKeyValue("exit_code", failure.exitCode().number())
                    .addKeyValue("why", failure.why())
                    .addKeyValue("remedy", failure.remedy());
        }
        event.log("{}: {}", name, outcomeLabel());
    }

    private String detailNow() {
        return progress != null && outcome == Outcome.RUNNING ? progress.get() : detail;
    }

    private double nowSeconds() {
        return outcome == Outcome.RUNNING || seconds == 0
                ? (System.nanoTime() - begunNanoseconds) / NANOSECONDS
                : seconds;
    }
}
