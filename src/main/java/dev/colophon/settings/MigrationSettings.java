package dev.colophon.settings;

import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.settings.variable.Default;
import dev.colophon.settings.variable.Group;
import dev.colophon.settings.variable.Purpose;
import dev.colophon.settings.variable.Type;
import dev.colophon.settings.variable.Values;
import dev.colophon.settings.variable.Variable;
import java.util.Optional;

/**
 * How the schema is brought up and how strictly.
 *
 * @param run RUN_MIGRATIONS
 * @param strict MIGRATIONS_STRICT; false is the emergency mode
 * @param emergencyReason MIGRATIONS_EMERGENCY_REASON, which means something only when not strict or
 *     overriding the gate
 * @param schemaWaitSeconds how long a start waits while the schema is behind
 * @param gateOverride serve even on an incompatible newer schema
 * @param backupBefore a safety copy before pending migrations run
 */
public record MigrationSettings(
        boolean run,
        boolean strict,
        Optional<String> emergencyReason,
        int schemaWaitSeconds,
        boolean gateOverride,
        boolean backupBefore) {
    private static final int MOST_REASON_CHARACTERS = 200;

    public static final Group<MigrationSettings> GROUP = new Group<>("Schema", Purpose.DATABASE, MigrationSettings::of);

    private static final Variable<Boolean> RUN_MIGRATIONS = GROUP.declare(
            "RUN_MIGRATIONS", Type.flag(), Default.of("1"), "0 skips migrating, never the schema check", "1");

    private static final Variable<Boolean> MIGRATIONS_STRICT = GROUP.declare(
            "MIGRATIONS_STRICT",
            Type.flag(),
            Default.of("1"),
            "1: a failed or pending migration, or failed static collection, stops the"
                    + " start. 0: emergency, warn loudly and go on",
            "1");

    private static final Variable<String> MIGRATIONS_EMERGENCY_REASON = GROUP.declare(
            "MIGRATIONS_EMERGENCY_REASON",
            Type.text(MOST_REASON_CHARACTERS),
            Default.none("not set"),
            "why MIGRATIONS_STRICT is 0 or SCHEMA_GATE_OVERRIDE is 1: shown in the log,"
                    + " /health, /boot and a metric for as long as it is",
            "migration 12 fails on rows of 2019, ticket 4711");

    private static final Variable<Integer> SCHEMA_WAIT_SECONDS = GROUP.declare(
            "SCHEMA_WAIT_SECONDS",
            Type.number(0, 86_400),
            Default.of("0"),
            "how long a start waits while the schema is behind; on web pods the deadline" + " of the migration job",
            "1800");

    private static final Variable<Boolean> SCHEMA_GATE_OVERRIDE = GROUP.declare(
            "SCHEMA_GATE_OVERRIDE",
            Type.flag(),
            Default.of("0"),
            "1: serve even on an incompatible newer schema; apart from MIGRATIONS_STRICT" + " on purpose",
            "0");

    private static final Variable<Boolean> BACKUP_BEFORE_MIGRATE = GROUP.declare(
            "BACKUP_BEFORE_MIGRATE",
            Type.flag(),
            Default.of("1 with SQLite, 0 with PostgreSQL", values -> copies(values) ? "1" : "0"),
            "a safety copy before pending migrations run; its failure is a strict" + " failure. SQLite only for now",
            "1");

    private static MigrationSettings of(Values values) {
        boolean backupBefore = values.get(BACKUP_BEFORE_MIGRATE);
        if (backupBefore && !copies(values)) {
            values.refuse(
                    BACKUP_BEFORE_MIGRATE,
                    "works with SQLite only for now",
                    "unset it, and back the PostgreSQL database up by its own means before an" + " upgrade");
        }
        return new MigrationSettings(
                values.get(RUN_MIGRATIONS),
                values.get(MIGRATIONS_STRICT),
                values.find(MIGRATIONS_EMERGENCY_REASON),
                values.get(SCHEMA_WAIT_SECONDS),
                values.get(SCHEMA_GATE_OVERRIDE),
                backupBefore);
    }

    private static boolean copies(Values values) {
        return DatabaseSettings.engine(values) == Engine.SQLITE;
    }
}
