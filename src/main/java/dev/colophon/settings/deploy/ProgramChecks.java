package dev.colophon.settings.deploy;

import dev.colophon.settings.MigrationSettings;
import dev.colophon.settings.Settings;
import dev.colophon.settings.source.EffectiveValue;
import dev.colophon.settings.source.EffectiveValue.Origin;
import java.util.List;

/** Profile, debugging, static files, and how strictly the schema is kept. */
final class ProgramChecks {
    private final Settings settings;
    private final List<EffectiveValue> effective;
    private final Findings findings;

    ProgramChecks(Settings settings, List<EffectiveValue> effective, Findings findings) {
        this.settings = settings;
        this.effective = effective;
        this.findings = findings;
    }

    void check() {
        checkProgram();
        checkSchema();
    }

    private void checkProgram() {
        findings.add(
                settings.profile().isForDevelopers(),
                "W001",
                "APP_PROFILE",
                "is " + settings.profile().label() + ", whose defaults are for developers",
                "set APP_PROFILE=production, or single-user for SQLite");
        findings.add(
                settings.server().requests().debug(),
                "W002",
                "DEBUG",
                "is on: strangers see stack traces",
                "unset DEBUG");
        findings.add(
                effective.stream().anyMatch(value -> value.origin() == Origin.DOT_ENV),
                "W003",
                ".env",
                "in the working directory sets variables, and production would not read it",
                "set them in the real environment and remove the file");
        findings.add(
                !settings.staticFiles().collect(),
                "W004",
                "RUN_COLLECTSTATIC",
                "is off: after an upgrade pages may have the style of the release before",
                "set RUN_COLLECTSTATIC=1");
    }

    private void checkSchema() {
        MigrationSettings migration = settings.migration();
        findings.add(
                !migration.strict(),
                "W005",
                "MIGRATIONS_STRICT",
                "is off: the program serves on after a failed migration",
                "set MIGRATIONS_STRICT=1 as soon as the emergency is over");
        findings.add(
                (!migration.strict() || migration.gateOverride())
                        && migration.emergencyReason().isEmpty(),
                "W040",
                "MIGRATIONS_EMERGENCY_REASON",
                "is not set although MIGRATIONS_STRICT is off or SCHEMA_GATE_OVERRIDE is on:" + " nobody sees why",
                "set it to the reason and where the repair is tracked");
        findings.add(
                migration.gateOverride(),
                "W006",
                "SCHEMA_GATE_OVERRIDE",
                "is on: an older program may write to a schema that it does not know",
                "set SCHEMA_GATE_OVERRIDE=0");
        findings.add(
                !migration.run() && migration.schemaWaitSeconds() == 0,
                "W007",
                "RUN_MIGRATIONS",
                "is off and SCHEMA_WAIT_SECONDS is 0: a start before the migration job has ended" + " fails at once",
                "set SCHEMA_WAIT_SECONDS to the deadline of the job");
    }
}
