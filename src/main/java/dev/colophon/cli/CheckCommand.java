package dev.colophon.cli;

import dev.colophon.backup.BackupSettings;
import dev.colophon.backup.task.FileCensus;
import dev.colophon.backup.watch.BackupStanding;
import dev.colophon.backup.work.Workbench;
import dev.colophon.boot.ProgramSettings;
import dev.colophon.database.Database;
import dev.colophon.database.DatabaseReport;
import dev.colophon.database.opening.Databases;
import dev.colophon.json.Json;
import dev.colophon.lookup.LookupSettings;
import dev.colophon.media.MediaSettings;
import dev.colophon.media.UploadStore;
import dev.colophon.media.check.UploadFindings;
import dev.colophon.migration.schema.SchemaGate;
import dev.colophon.migration.schema.SchemaStatus;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.monitoring.fault.FaultSettings;
import dev.colophon.monitoring.trace.TraceSettings;
import dev.colophon.observe.BuildInfo;
import dev.colophon.observe.metric.Meters;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.Settings;
import dev.colophon.settings.deploy.DeployChecklist;
import dev.colophon.settings.deploy.DeployFinding;
import dev.colophon.settings.reading.Reading;
import dev.colophon.settings.source.Environment;
import dev.colophon.settings.variable.Purpose;
import dev.colophon.storage.BlobStore;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code colophon check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Looks at the database: the schema's state, tables with their rows, integrity,"
                    + " connections and disk. Changes nothing. Ends with 1 when something is"
                    + " wrong.",
            "With --deploy it goes through the deployment checklist instead, without a database: settings, and whether"
                    + " pictures and attachments can be stored."
        })
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Prints JSON for programs.")
    private boolean json;

    @Option(names = "--deploy", description = "Is this ready for the public? With each remedy.")
    private boolean deploy;

    @Override
    public Integer call() {
        return deploy ? checkDeployment() : checkDatabase();
    }

    private int checkDatabase() {
        Settings settings = ProgramSettings.READER
                .read(Environment.capture(), Purpose.DATABASE)
                .settings();
        try (Database database = Databases.open(settings.database(), new Meters(), Clock.systemUTC())) {
            Scripts scripts = Scripts.of(settings.database().engine());
            SchemaStatus schema = new SchemaGate(database, scripts, settings.migration()).inspect();
            DatabaseReport report = database.report();
            Optional<BackupStanding> backups = backups(settings, schema);
            Files files = files(settings);
            boolean sound =
                    schema.ready() && schema.pending() == 0 && report.findings().isEmpty() && files.isSound();
            LookupSettings lookups = settings.get(LookupSettings.GROUP);
            print(new Findings(schema, report, backups, files, lookups.summary()), sound);
            return (sound ? ExitCode.DONE : ExitCode.FAULT).number();
        }
    }

    private record Findings(
            SchemaStatus schema,
            DatabaseReport report,
            Optional<BackupStanding> backups,
            Files files,
            String lookups) {}

    private record Files(boolean isSound, String sentence, Optional<FileCensus> census) {}

    private static Files files(Settings settings) {
        try (BlobStore uploads = UploadStore.open(settings, Clock.systemUTC())) {
            FileCensus census = FileCensus.of(settings.database(), uploads);
            return new Files(census.isSound(), census.sentence(), Optional.of(census));
        } catch (StartFailure away) {
            return new Files(false, "not known: " + away.why(), Optional.empty());
        }
    }

    private void print(Findings found, boolean sound) {
        SchemaStatus schema = found.schema();
        DatabaseReport report = found.report();
        Optional<BackupStanding> backups = found.backups();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> content = new LinkedHashMap<>();
            content.put("ok", sound);
            content.put("schema", content(schema));
            content.put("database", content(report));
            found.files().census().ifPresent(census -> content.put("files", census));
            backups.ifPresent(standing -> content.put("backups", standing.content()));
            content.put("lookups", found.lookups());
            out.println(Json.writeText(content));
            return;
        }
        out.println("schema      " + schema.verdict().label() + ": " + schema.reason());
        out.println("server      " + report.server());
        out.println("size        " + report.sizeBytes() + " bytes");
        report.freeBytes().ifPresent(bytes -> out.println("disk free   " + bytes + " bytes"));
        report.pools()
                .forEach(pool -> out.println(
                        "pool        " + pool.name() + ": " + pool.active() + " in use, at most " + pool.max()));
        out.println("files       " + found.files().sentence());
        backups.ifPresent(standing -> out.println("backups     " + standing.sentence()));
        out.println("look-ups    " + found.lookups());
        out.println("integrity   " + (report.findings().isEmpty() ? "sound" : "DAMAGED"));
        report.findings().forEach(finding -> out.println("            " + finding));
        out.println();
        report.tables().forEach(table -> out.printf("%12d  %s%n", table.rows(), table.name()));
    }

    /** Where they are kept as far as the settings tell. */
    private static Optional<BackupStanding> backups(Settings settings, SchemaStatus schema) {
        if (!settings.get(BackupSettings.GROUP).areUsed() || schema.level() == 0) {
            return Optional.empty();
        }
        try (Workbench bench = Workbench.later(settings, BuildInfo.read().version(), Clock.systemUTC())) {
            return Optional.of(bench.standing());
        }
    }

    private static Map<String, Object> content(SchemaStatus schema) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("verdict", schema.verdict());
        content.put("level", schema.level());
        content.put("needed", schema.needed());
        content.put("minimum_reader", schema.minimumReader());
        content.put("pending", schema.pending());
        content.put("reason", schema.reason());
        return content;
    }

    private static Map<String, Object> content(DatabaseReport report) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("server", report.server());
        content.put("size_bytes", report.sizeBytes());
        report.freeBytes().ifPresent(bytes -> content.put("free_bytes", bytes));
        content.put("findings", report.findings());
        content.put("tables", report.tables());
        content.put("pools", report.pools());
        return content;
    }

    private int checkDeployment() {
        Reading reading = ProgramSettings.READER.inspect(Environment.capture(), Purpose.SERVE);
        List<DeployFinding> findings = new ArrayList<>(DeployChecklist.check(reading));
        Settings settings = reading.settings();
        findings.addAll(settings.get(LookupSettings.GROUP).findings());
        findings.addAll(settings.get(FaultSettings.GROUP).findings());
        findings.addAll(settings.get(TraceSettings.GROUP).findings());
        try (BlobStore uploads = UploadStore.open(settings, Clock.systemUTC())) {
            findings.addAll(
                    UploadFindings.of(uploads, settings.get(MediaSettings.GROUP).store()));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.writeText(Map.of("ok", findings.isEmpty(), "findings", findings)));
        } else if (findings.isEmpty()) {
            out.println("Ready to deploy: nothing found.");
        } else {
            for (DeployFinding finding : findings) {
                out.println(finding.id() + "  " + finding.subject() + ": " + finding.finding());
                out.println("      remedy: " + finding.remedy());
            }
            out.println(findings.size() + " found.");
        }
        return (findings.isEmpty() ? ExitCode.DONE : ExitCode.FAULT).number();
    }
}
