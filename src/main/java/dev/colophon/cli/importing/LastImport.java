package dev.colophon.cli.importing;

import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.transfer.Imports;
import dev.colophon.transfer.job.ImportItem;
import dev.colophon.transfer.job.ImportJob;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Takes the last import of a reader back, by itself or by a server that is quicker. */
final class LastImport {
    private static final int JOBS_LOOKED_AT = 100;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Imports imports;
    private final PrintWriter out;

    LastImport(Imports imports, PrintWriter out) {
        this.imports = imports;
        this.out = out;
    }

    ExitCode takeBack(UUID userId) {
        List<ImportJob> jobs = imports.jobs(userId, null, JOBS_LOOKED_AT);
        ImportJob job = jobs.stream()
                .filter(imports::isUndoable)
                .findFirst()
                .orElseThrow(() -> new StartFailure(
                        ExitCode.INPUT_REFUSED,
                        "import --undo",
                        "there is no import that has ended and changed something",
                        "imports whose record was removed, and those of before this could be done, stay"));
        out.println("Taking back the import of %s of %s (%s)."
                .formatted(job.source().code(), job.createdAt(), ImportSummary.counts(job)));
        ImportJob undone = undone(imports.undo(userId, job.id()));
        int kept = undone.count(ImportItem.Outcome.CREATED) + undone.count(ImportItem.Outcome.UPDATED);
        out.println(
                kept == 0
                        ? "It is taken back."
                        : kept + " rows stay, for what they are about was changed since; see /import/" + job.id());
        return undone.status() != ImportJob.Status.UNDONE
                ? ExitCode.FAULT
                : kept == 0 ? ExitCode.DONE : ExitCode.ROWS_FAILED;
    }

    private ImportJob undone(ImportJob begun) {
        ImportJob job = begun;
        while (!job.status().isFinal()) {
            job = imports.resume(begun.userId(), progress -> {}).orElseGet(() -> waited(begun));
        }
        return job;
    }

    private ImportJob waited(ImportJob begun) {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartFailure(
                    ExitCode.TRY_AGAIN,
                    "import --undo",
                    "it was interrupted",
                    "a server goes on with it, or the same command");
        }
        return imports.job(begun.userId(), begun.id());
    }
}
