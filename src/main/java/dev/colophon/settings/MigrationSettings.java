package dev.colophon.settings;

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
        boolean backupBefore) {}
