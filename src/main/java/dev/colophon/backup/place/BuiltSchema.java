package dev.colophon.backup.place;

import dev.colophon.migration.SchemaBuild;
import dev.colophon.migration.run.MigrationTarget;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;

/**
 * What is built beside the live data.
 *
 * @param name of its file or schema
 */
record BuiltSchema<N>(N name, MigrationTarget target, Scripts scripts) {
    void raise(int level) {
        try {
            new SchemaBuild(target, scripts).raise(level);
        } catch (StartFailure failure) {
            if (failure.exitCode() != ExitCode.CANNOT_WRITE) {
                throw failure;
            }
            throw new StartFailure(
                    ExitCode.NO_SPACE,
                    "build beside the live data",
                    failure.why() + "; nothing was changed",
                    "make room for a second copy of the database",
                    failure);
        }
    }
}
