package dev.colophon.backup.check;

import dev.colophon.backup.archive.ArchiveReader;
import dev.colophon.backup.format.ArchiveManifest;
import dev.colophon.backup.format.TableLayout;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Checks an archive, which must not be encrypted any more. The stream is not closed. */
public final class ArchiveCheck {
    private ArchiveCheck() {}

    /**
     * Level 1: every byte stands where it was written, every hash and every total holds. Keeps nothing of the rows.
     *
     * @throws dev.colophon.backup.format.ArchiveFault when anything is damaged or missing
     * @throws dev.colophon.problem.StartFailure BACKUP_INCOMPATIBLE when a newer build wrote it
     */
    public static ArchiveManifest entries(InputStream in) throws IOException {
        ArchiveReader archive = ArchiveReader.open(in);
        for (TableLayout table : archive.header().tables()) {
            try (InputStream rows = archive.table(table)) {
                rows.transferTo(OutputStream.nullOutputStream());
            }
        }
        return archive.finish();
    }
}
