package dev.colophon.backup.task;

import dev.colophon.backup.archive.ArchiveWriter;
import dev.colophon.backup.capture.Snapshot;
import dev.colophon.backup.codec.BlobRow;
import dev.colophon.backup.codec.RowReader;
import dev.colophon.backup.format.ArchiveFault;
import dev.colophon.backup.format.TableLayout;
import dev.colophon.backup.work.CountedBytes;
import dev.colophon.backup.work.Workbench;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.storage.StorageFailure;
import dev.colophon.storage.StorageFailure.Reason;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the files that the rows of a snapshot name behind them. One to which nothing refers may be missing: its row is
 * written before its bytes and goes after them.
 */
final class FilePacking {
    private static final int MOST_NAMED = 5;
    private static final Set<StandardOpenOption> SPOOL = Set.of(
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);

    private final Snapshot snapshot;
    private final Workbench bench;
    private final CountedBytes counted;
    private final Set<String> missing = new TreeSet<>();

    FilePacking(Snapshot snapshot, Workbench bench, CountedBytes counted) {
        this.snapshot = snapshot;
        this.bench = bench;
        this.counted = counted;
    }

    /** What is done with each row of a table. */
    private interface RowUse {
        void of(RowReader row) throws IOException;
    }

    /**
     * Writes all of them.
     *
     * @throws StartFailure 13 when one is damaged, or missing although a row refers to it
     */
    void into(ArchiveWriter archive) throws IOException {
        for (TableLayout table : snapshot.tables()) {
            if (BlobRow.isIn(table)) {
                each(table, row -> write(BlobRow.of(row, table), archive));
            }
        }
        if (!missing.isEmpty()) {
            requireUnused();
        }
    }

    private void write(BlobRow file, ArchiveWriter archive) throws IOException {
        InputStream found = open(file);
        if (found == null) {
            missing.add(file.name());
            return;
        }
        try (InputStream in = counted.of(found)) {
            archive.file(file.name(), file.bytes(), in);
        } catch (ArchiveFault damaged) {
            throw failure("a file is not what its name says: " + damaged.getMessage(), damaged);
        }
    }

    private @Nullable InputStream open(BlobRow file) {
        try {
            return bench.uploads().read(file.name());
        } catch (StorageFailure failure) {
            if (failure.reason() == Reason.MISSING) {
                return null;
            }
            throw failure;
        }
    }

    private void requireUnused() throws IOException {
        Set<String> used = new TreeSet<>();
        for (TableLayout table : snapshot.tables()) {
            for (int column : BlobRow.references(table)) {
                each(table, row -> {
                    if (!row.isNull(column) && missing.contains(row.text(column))) {
                        used.add(row.text(column));
                    }
                });
            }
        }
        if (!used.isEmpty()) {
            String first = String.join(", ", used.stream().limit(MOST_NAMED).toList());
            String rest = used.size() > MOST_NAMED ? " and " + (used.size() - MOST_NAMED) + " more" : "";
            throw failure("files that rows refer to are missing: " + first + rest, null);
        }
    }

    private StartFailure failure(String why, @Nullable Throwable cause) {
        return new StartFailure(
                ExitCode.BACKUP_CORRUPT,
                "back up the files in " + bench.uploads().where(),
                why,
                "see that UPLOAD_* name the right place; put the files back from an older backup, or remove the note's"
                        + " attachment or the picture",
                cause);
    }

    /** The rows wait in a file without a name, so that no export waits for what is done with them. */
    private void each(TableLayout table, RowUse use) throws IOException {
        Path spool = Files.createDirectories(bench.scratch()).resolve("colophon-files-" + UUID.randomUUID());
        try (FileChannel channel = FileChannel.open(spool, SPOOL)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
            snapshot.export(table, out);
            out.flush();
            channel.position(0);
            RowReader row = new RowReader(Channels.newInputStream(channel), table);
            while (row.next()) {
                use.of(row);
            }
        }
    }
}
