package dev.colophon.cli.moving;

import dev.colophon.backup.restore.Restoration;
import dev.colophon.backup.work.Source;
import java.time.Instant;

/** What JSON tells of a restore. */
record RestoreReport(
        boolean restored, String name, Instant createdAt, long rows, int levelOfBackup, int level, String release) {
    static RestoreReport of(Source source, Restoration.Outcome outcome, boolean restored) {
        return new RestoreReport(
                restored,
                source.name(),
                outcome.header().createdAt(),
                outcome.manifest().rows(),
                outcome.header().schemaLevel(),
                outcome.level(),
                outcome.header().release());
    }
}
