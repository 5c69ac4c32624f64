package dev.colophon.migration;

import dev.colophon.problem.StartFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What migrating came to.
 *
 * @param levelBefore 0 when there was no schema, or nobody could look
 * @param applied the scripts that ran, in their order
 * @param safetyCopy where the database as it was before lies
 * @param warning in emergency mode the failure that did not stop the start
 */
public record MigrationReport(
        int levelBefore, int level, List<String> applied, Optional<Path> safetyCopy, Optional<StartFailure> warning) {

    static MigrationReport nothingPending(int level) {
        return new MigrationReport(level, level, List.of(), Optional.empty(), Optional.empty());
    }

    static MigrationReport warned(StartFailure failure) {
        return new MigrationReport(0, 0, List.of(), Optional.empty(), Optional.of(failure));
    }

    /** One line for the boot report. */
    public String summary() {
        if (warning.isPresent()) {
            return "went on in emergency mode: " + warning.get().getMessage();
        }
        return applied.isEmpty()
                ? "nothing pending at level " + level
                : "level " + levelBefore + " to " + level + ": " + String.join(", ", applied);
    }
}
