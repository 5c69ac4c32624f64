package dev.colophon.cli.importing;

import dev.colophon.json.Json;
import dev.colophon.transfer.Imports;
import dev.colophon.transfer.choice.FileShelves.OwnShelf;
import dev.colophon.transfer.choice.ShelfChoice;
import dev.colophon.transfer.job.ImportItem;
import dev.colophon.transfer.job.ImportJob;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
        for (OwnShelf shelf : job.shelves().own()) {
            out.println("The shelf \"%s\" (%d rows) says no status: %s."
                    .formatted(shelf.name(), shelf.rows(), became(shelf)));
        }
        int waiting = job.count(ImportItem.Outcome.NEEDS_REVIEW);
        if (waiting > 0 && job.dryRun()) {
            out.println(waiting + " rows would wait for an answer, for it is not sure which book they mean.");
        } else if (waiting > 0) {
            out.println("%d rows wait for an answer: which book do they mean? Sign in and open %s"
                    .formatted(waiting, reviewPath()));
        }
        if (job.dryRun()) {
            out.println("Nothing was changed.");
        }
        out.flush();
    }

    private static String became(OwnShelf shelf) {
        ShelfChoice choice = shelf.choice();
        return choice == null ? "its days told it; choose by --shelf 'NAME=STATUS'" : choice.label();
    }

    /** Where rows are answered, on whatever address the server has. */
    private String reviewPath() {
        return "/import/" + job.id() + "/review";
    }

    void printJson(PrintWriter out) {
        List<Failure> failures = new ArrayList<>();
        imports.forEachItem(job, ImportItem.Outcome.FAILED, item -> failures.add(Failure.of(item)));
        boolean waits = !job.dryRun() && job.count(ImportItem.Outcome.NEEDS_REVIEW) > 0;
        out.println(Json.writeText(new Report(
                job.id(),
                job.status(),
                job.dryRun(),
                job.rowCount(),
                job.countsByLabel(),
                job.notes(),
                job.shelves().own(),
                waits ? reviewPath() : null,
                job.error(),
                failures)));
        out.flush();
    }

    /**
     * @param review where rows are answered, null when none waits
     */
    private record Report(
            UUID id,
            ImportJob.Status status,
            boolean dryRun,
            int rows,
            Map<String, Integer> counts,
            List<String> notes,
            List<OwnShelf> shelves,
            @Nullable String review,
            @Nullable String error,
            List<Failure> failures) {}

    private record Failure(
            int line, @Nullable String reasonCode, @Nullable String message) {
        static Failure of(ImportItem item) {
            return new Failure(item.line(), item.reasonCode(), item.message());
        }
    }
}
