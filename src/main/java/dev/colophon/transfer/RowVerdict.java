package dev.colophon.transfer;

import dev.colophon.database.connection.ConstraintViolation;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.intake.Intake;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The outcome of one row with its reason. */
record RowVerdict(ImportItem.Outcome outcome, @Nullable UUID userbookId, String reasonCode, String message) {

    private static final int MAX_MESSAGE = 2_000;

    /** What the shelf answered. The entry's id means nothing when the work is rolled back. */
    static RowVerdict of(Intake.Result result, List<String> rowNotes, boolean dryRun) {
        List<String> sentences = new ArrayList<>();
        ImportItem.Outcome outcome;
        String code;
        switch (result.outcome()) {
            case CREATED -> {
                outcome = ImportItem.Outcome.CREATED;
                code = "added";
                sentences.add("Added to the shelf.");
            }
            case UPDATED -> {
                outcome = ImportItem.Outcome.UPDATED;
                code = "gaps_filled";
                sentences.add("Already on the shelf; what was missing there was filled in.");
            }
            default -> {
                outcome = ImportItem.Outcome.UNCHANGED;
                code = "nothing_new";
                sentences.add("Already on the shelf, with nothing to add.");
            }
        }
        sentences.addAll(rowNotes);
        sentences.addAll(result.notes());
        return new RowVerdict(outcome, dryRun ? null : result.entryId(), code, joined(sentences));
    }

    /** A row that could not be mapped. */
    static RowVerdict rejected(String code, List<String> reasons) {
        return new RowVerdict(ImportItem.Outcome.FAILED, null, code, joined(reasons));
    }

    /** A row that the shelf threw back. */
    static RowVerdict failed(RuntimeException failure) {
        return switch (failure) {
            case Problem problem -> rejected(problem.code(), List.of(problem.detail()));
            case ConstraintViolation broken ->
                rejected("constraint", List.of("The row breaks a rule of the shelf; see the raw row."));
            default ->
                rejected("fault", List.of("An unexpected fault stood against this row; the log has the" + " details."));
        };
    }

    private static String joined(List<String> sentences) {
        String message = String.join(" ", sentences);
        return message.length() <= MAX_MESSAGE
                ? message
                : message.substring(0, message.offsetByCodePoints(0, MAX_MESSAGE - 200)) + "…";
    }
}
