package dev.colophon.transfer.job;

import dev.colophon.database.connection.ConstraintViolation;
import dev.colophon.json.Json;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.intake.Intake;
import dev.colophon.transfer.row.Mapping;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file and what became of it.
 *
 * @param place its place in the job; rows about the same book stand together
 * @param line where it starts in the file
 * @param bookGroup equal for rows that may be about the same book
 * @param raw the row as it is in the file, canonical JSON
 * @param normal what was understood of it, JSON of {@link Mapping}
 * @param userbookId the entry on the shelf, if there is one
 * @param reasonCode stable, for programs; null while pending
 * @param message the same for people
 * @param candidates books that it may mean, the likeliest first, while it waits for an answer
 */
public record ImportItem(
        int place,
        int line,
        int bookGroup,
        String raw,
        String normal,
        Outcome outcome,
        @Nullable UUID userbookId,
        @Nullable String reasonCode,
        @Nullable String message,
        List<UUID> candidates) {

    /** A row that the shelf has still to be asked about. */
    public static ImportItem pending(int place, int line, int bookGroup, String raw, String normal) {
        return new ImportItem(place, line, bookGroup, raw, normal, Outcome.PENDING, null, null, null, List.of());
    }

    /** The same row with what became of it. */
    public ImportItem with(Verdict verdict) {
        return new ImportItem(
                place,
                line,
                bookGroup,
                raw,
                normal,
                verdict.outcome(),
                verdict.userbookId(),
                verdict.reasonCode(),
                verdict.message(),
                verdict.candidates());
    }

    /** What was understood of it. */
    public Mapping mapping() {
        return Json.read(normal.getBytes(StandardCharsets.UTF_8), Mapping.class);
    }

    /** What became of a row. */
    public enum Outcome {
        PENDING,
        CREATED,
        UPDATED,
        UNCHANGED,
        NEEDS_REVIEW,
        SKIPPED,
        FAILED;

        /** How the API, metrics and files spell it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The outcome of one row with its reason.
     *
     * @param candidates books that it may mean, of a row that waits for an answer
     * @param trace what it did, if anything
     */
    public record Verdict(
            Outcome outcome,
            @Nullable UUID userbookId,
            String reasonCode,
            String message,
            List<UUID> candidates,
            @Nullable RowTrace trace) {
        private static final int MAX_MESSAGE = 2_000;

        private Verdict(Outcome outcome, @Nullable UUID userbookId, String reasonCode, String message) {
            this(outcome, userbookId, reasonCode, message, List.of(), null);
        }

        /** What the shelf answered. The entry's id means nothing when the work is rolled back. */
        public static Verdict of(Intake.Result result, List<String> rowNotes, boolean dryRun) {
            Verdict verdict = said(result, rowNotes, dryRun ? null : result.entryId());
            return dryRun ? verdict : verdict.with(RowTrace.of(result.trace()));
        }

        /** The same with what the row did. */
        public Verdict with(@Nullable RowTrace did) {
            return new Verdict(outcome, userbookId, reasonCode, message, candidates, did);
        }

        private static Verdict said(Intake.Result result, List<String> rowNotes, @Nullable UUID entryId) {
            List<String> notes = new ArrayList<>(rowNotes);
            notes.addAll(result.notes());
            return switch (result.outcome()) {
                case CREATED -> verdict(Outcome.CREATED, entryId, "added", "Added to the shelf.", notes);
                case UPDATED ->
                    verdict(
                            Outcome.UPDATED,
                            entryId,
                            "gaps_filled",
                            "Already on the shelf; what was missing there was filled in.",
                            notes);
                case UNCHANGED ->
                    verdict(
                            Outcome.UNCHANGED,
                            entryId,
                            "nothing_new",
                            "Already on the shelf, with nothing to add.",
                            notes);
            };
        }

        /** A row that waits until its reader says which of these books it means. */
        public static Verdict waiting(String code, String message, List<UUID> candidates) {
            return new Verdict(Outcome.NEEDS_REVIEW, null, code, message, candidates, null);
        }

        /** A row that its reader does not want. */
        public static Verdict leftOut(String code, String message) {
            return new Verdict(Outcome.SKIPPED, null, code, message);
        }

        /** A row that was taken back. It has no entry any more, also where that was there before it. */
        public static Verdict undone() {
            return new Verdict(Outcome.SKIPPED, null, "undone", "Taken back.");
        }

        /** A row that stays as it is, for taking it back would lose what its reader did since. */
        public static Verdict kept(Outcome outcome, @Nullable UUID entryId) {
            return new Verdict(
                    outcome, entryId, "changed_since", "Not taken back: the entry was changed after the import.");
        }

        /** A row that stays as it is after a fault. */
        public static Verdict stuck(Outcome outcome, @Nullable UUID entryId) {
            return new Verdict(
                    outcome,
                    entryId,
                    "undo_failed",
                    "Not taken back after an unexpected fault; the log has the details.");
        }

        /** A row that was not mapped. */
        public static Verdict unmapped(String code, List<String> reasons) {
            return code.equals(Mapping.LEFT_OUT)
                    ? new Verdict(Outcome.SKIPPED, null, code, joined(reasons))
                    : rejected(code, reasons);
        }

        private static Verdict rejected(String code, List<String> reasons) {
            return new Verdict(Outcome.FAILED, null, code, joined(reasons));
        }

        /** A row that the shelf threw back. */
        public static Verdict failed(RuntimeException failure) {
            return switch (failure) {
                case Problem problem -> rejected(problem.code(), List.of(problem.detail()));
                case ConstraintViolation broken ->
                    rejected("constraint", List.of("The row breaks a rule of the shelf; see the raw row."));
                default ->
                    rejected("fault", List.of("An unexpected fault stood against this row; the log has the details."));
            };
        }

        private static Verdict verdict(
                Outcome outcome, @Nullable UUID entryId, String code, String first, List<String> notes) {
            List<String> sentences = new ArrayList<>(List.of(first));
            sentences.addAll(notes);
            return new Verdict(outcome, entryId, code, joined(sentences));
        }

        private static String joined(List<String> sentences) {
            String message = String.join(" ", sentences);
            return message.length() <= MAX_MESSAGE
                    ? message
                    : message.substring(0, message.offsetByCodePoints(0, MAX_MESSAGE - 200)) + "…";
        }
    }
}
