package dev.colophon.cli.importing;

import dev.colophon.json.Json;
import dev.colophon.transfer.Imports;
import dev.colophon.transfer.job.ImportItem;
import dev.colophon.transfer.job.ImportJob;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of an import: counts by outcome, then each row that failed with its reason. */
final class ImportSummary {
    private final Imports imports;
    private final ImportJob job;

    ImportSummary(Imports imports, ImportJob job) {
        this.imports = imports;
        this.job = job;
    }

    /** Such as {@code 12 rows: 10 created, 2 failed}. */
    static String counts(ImportJob job) {
        List<String> parts = new ArrayList<>();
        for (ImportItem.Outcome outcome : ImportItem.Outcome.values()) {
            if (job.count(outcome) > 0) {
                parts.add(job.count(outcome) + " " + outcome.label().replace('_', ' '));
            }
        }
        return job.rowCount() + " rows: " + String.join(", ", parts);
    }

    void print(PrintWriter out) {
        job.notes().forEach(out::println);
        out.println((job.dryRun() ? "Trial of " : "") + counts(job));
        if (job.error() != null) {
            out.println(job.error());
        }
        imports.forEachItem(
                job,
                ImportItem.Outcome.FAILED,
                item -> out.println(
                        "  line %d failed (%s): %s".formatted(item.line(), item.reasonCode(), item.message())));
        if (job.dryRun()) {
            out.println("Nothing was changed.");
        }
        out.flush();
    }

    void printJson(PrintWriter out) {
        List<Failure> failures = new ArrayList<>();
        imports.forEachItem(job, ImportItem.Outcome.FAILED, item -> failures.add(Failure.of(item)));
        out.println(Json.writeText(new Report(
                job.status(), job.dryRun(), job.rowCount(), job.countsByLabel(), job.notes(), job.error(), failures)));
        out.flush();
    }

    private record Report(
            ImportJob.Status status,
            boolean dryRun,
            int rows,
            Map<String, Integer> counts,
            List<String> notes,
            @Nullable String error,
            List<Failure> failures) {}

    private record Failure(
            int line, @Nullable String reasonCode, @Nullable String message) {
        static Failure of(ImportItem item) {
            return new Failure(item.line(), item.reasonCode(), item.message());
        }
    }
}
