package dev.colophon.backup;

import dev.colophon.backup.capture.Snapshot;
import dev.colophon.backup.capture.Snapshots;
import dev.colophon.backup.format.TableLayout;
import dev.colophon.backup.format.TableTotal;
import dev.colophon.backup.load.BulkLoad;
import dev.colophon.testing.TestDatabase;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Data on its way from one database to another, without an archive. */
public final class Copies {
    private Copies() {}

    public static Snapshot snapshot(TestDatabase database, Path scratch) {
        return Snapshots.of(database.settings(), scratch);
    }

    public static List<TableTotal> totals(TestDatabase database, Path scratch) {
        try (Snapshot snapshot = snapshot(database, scratch)) {
            return Snapshots.totals(snapshot);
        }
    }

    /** Closes the pools of the target, since nobody else may use it. */
    public static void copy(TestDatabase source, TestDatabase target, Path scratch) throws IOException {
        target.database().close();
        try (Snapshot snapshot = snapshot(source, scratch)) {
            load(snapshot, BulkLoad.into(target.connect(), target.engine()), scratch);
        }
    }

    /** Ends the load. */
    public static void load(Snapshot snapshot, BulkLoad begun, Path scratch) throws IOException {
        try (BulkLoad load = begun) {
            for (TableLayout table : snapshot.tables()) {
                Path rows = Files.createTempFile(scratch, table.name(), ".rows");
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(rows))) {
                    snapshot.export(table, out);
                }
                try (InputStream in = new BufferedInputStream(Files.newInputStream(rows))) {
                    load.load(table, in);
                }
                Files.delete(rows);
            }
            load.finish();
        }
    }
}
