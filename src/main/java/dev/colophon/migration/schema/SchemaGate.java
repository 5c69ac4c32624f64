package dev.colophon.migration.schema;

import dev.colophon.database.Database;
import dev.colophon.migration.connection.Interruption;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.Problem;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.MigrationSettings;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether this build may serve on the schema that is there, when it starts and while it
 * serves. It reads the schema's one row and, while that is behind, the mark of a failed migration.
 */
public final class SchemaGate {
    /** How often a serving instance looks again. */
    public static final Duration RECHECK_INTERVAL = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(SchemaGate.class);
    private static final String WHAT = "check the schema";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(10);

    private final Database database;
    private final Scripts scripts;
    private final MigrationSettings settings;
    private final Interruption interruption = new Interruption();
    private volatile SchemaStatus status;

    public SchemaGate(Database database, Scripts scripts, MigrationSettings settings) {
        this.database = database;
        this.scripts = scripts;
        this.settings = settings;
        this.status = describe(SchemaReader.View.NOTHING, GateRule.REFUSE, "not looked at yet");
    }

    /** What was seen last; costs nothing. */
    public SchemaStatus status() {
        return status;
    }

    /** Looks once and tells, without any consequence: for {@code colophon check}. */
    public SchemaStatus inspect() {
        SchemaReader.View view = look();
        Verdict verdict = verdict(view);
        GateRule rule = GateRule.serving(verdict, settings.gateOverride());
        return describe(
                view,
                view.movedTo().isPresent() ? GateRule.REFUSE : rule,
                view.movedTo().map(home -> "its data moved to " + home).orElseGet(() -> reason(view, verdict)));
    }

    /**
     * Lets a starting instance in; waits SCHEMA_WAIT_SECONDS while the schema is behind.
     *
     * @throws StartFailure 15 when the data moved away, 70 when a migration is marked failed, 75 when the wait ran out,
     *     76 when the schema is newer and incompatible, 143 after {@link #cancel}
     */
    public SchemaStatus admit() {
        long begin = System.nanoTime();
        long end = begin + Duration.ofSeconds(settings.schemaWaitSeconds()).toNanos();
        long nextReport = begin;
        while (true) {
            boolean waited = System.nanoTime() >= end;
            GateRule rule = tryToEnter(waited);
            if (rule != GateRule.WAIT) {
                return status;
            }
            if (System.nanoTime() >= nextReport) {
                LOG.info("waiting for the schema: {}", status.reason());
                nextReport += BETWEEN_REPORTS.toNanos();
            }
            interruption.sleep(POLL);
        }
    }

    /** Ends {@link #admit}, from another thread. */
    public void cancel() {
        interruption.request();
    }

    /** Looks again while serving. Never fails: what cannot be read leaves the last sight. */
    public SchemaStatus recheck() {
        try {
            SchemaStatus before = status;
            status = inspect();
            if (before.verdict() != status.verdict() || before.ready() != status.ready()) {
                LOG.warn("the schema has changed: {}", status.reason());
            }
        } catch (RuntimeException e) {
            LOG.debug("the schema cannot be looked at now: {}", e.toString());
        }
        return status;
    }

    private SchemaReader.View look() {
        return database.read(session -> SchemaReader.on(session).view());
    }

    private GateRule tryToEnter(boolean waited) {
        SchemaReader.View view;
        try {
            view = look();
        } catch (Problem unavailable) {
            return withoutDatabase(unavailable, waited);
        }
        view.movedTo().ifPresent(home -> {
            throw MovedData.refusal(WHAT, home);
        });
        Verdict verdict = verdict(view);
        GateRule rule = GateRule.starting(verdict, settings.strict(), settings.gateOverride());
        if (rule == GateRule.WAIT && waited) {
            rule = GateRule.afterWaiting(settings.strict());
        }
        status = describe(view, rule, reason(view, verdict));
        if (rule == GateRule.REFUSE) {
            throw refusal(view, verdict);
        }
        if (rule == GateRule.SERVE_WITH_WARNING) {
            LOG.error("serving although the schema does not fit: {}", status.reason());
        }
        return rule;
    }

    private GateRule withoutDatabase(Problem unavailable, boolean waited) {
        if (!waited) {
            return GateRule.WAIT;
        }
        throw new StartFailure(
                ExitCode.TRY_AGAIN,
                WHAT,
                "the database went away: " + unavailable.detail(),
                "see to the database, then start again",
                unavailable);
    }

    private Verdict verdict(SchemaReader.View view) {
        return Verdict.of(view.state(), scripts.neededLevel(), view.failedLevel() != null);
    }

    private SchemaStatus describe(SchemaReader.View view, GateRule rule, String reason) {
        return new SchemaStatus(
                view.state().level(),
                scripts.neededLevel(),
                view.state().minimumReader(),
                scripts.after(view.state().level()).size(),
                verdict(view),
                rule != GateRule.REFUSE && rule != GateRule.WAIT,
                reason,
                view.lastAttempt(),
                view.lastSuccess());
    }

    private String reason(SchemaReader.View view, Verdict verdict) {
        int level = view.state().level();
        int needed = scripts.neededLevel();
        String last = view.lastAttempt().map(it -> "; " + it.summary()).orElse("");
        return switch (verdict) {
            case EQUAL -> "the schema is at level " + level + ", as this build needs";
            case AHEAD_COMPATIBLE ->
                "the schema is at level " + level + ", this build knows " + needed + " and still works on it";
            case AHEAD_INCOMPATIBLE -> newer(view.state(), needed);
            case BEHIND ->
                "the schema is at level " + level + " and this build needs " + needed + ": run colophon migrate" + last;
            case FAILED ->
                "migration "
                        + view.failedLevel()
                        + " is marked as failed at level "
                        + level
                        + " and this build needs "
                        + needed
                        + ": run colophon migrate --retry-failed "
                        + view.failedLevel()
                        + last;
        };
    }

    private StartFailure refusal(SchemaReader.View view, Verdict verdict) {
        String why = reason(view, verdict);
        return switch (verdict) {
            case AHEAD_INCOMPATIBLE -> tooNew(view.state(), scripts.neededLevel());
            case FAILED -> new StartFailure(ExitCode.MIGRATION_FAILED, WHAT, why, "mend what made it fail first");
            default ->
                new StartFailure(
                        ExitCode.TRY_AGAIN,
                        WHAT,
                        why,
                        "SCHEMA_WAIT_SECONDS="
                                + settings.schemaWaitSeconds()
                                + " ran out; migrate, or wait longer for whoever does");
        };
    }

    private static String newer(SchemaState state, int needed) {
        return "the schema is at level "
                + state.level()
                + " and works with builds that need level "
                + state.minimumReader()
                + " or more; this build needs "
                + needed;
    }

    public static StartFailure tooNew(SchemaState state, int needed) {
        return new StartFailure(
                ExitCode.SCHEMA_AHEAD,
                WHAT,
                newer(state, needed),
                "start a newer release; SCHEMA_GATE_OVERRIDE=1 serves nevertheless and may damage" + " data");
    }
}
