package dev.colophon.backup.restore;

import dev.colophon.backup.archive.ArchiveReader;
import dev.colophon.backup.archive.BlobReader;
import dev.colophon.backup.capture.Snapshot;
import dev.colophon.backup.capture.Snapshots;
import dev.colophon.backup.format.ArchiveFault;
import dev.colophon.backup.format.ArchiveManifest;
import dev.colophon.backup.format.TableLayout;
import dev.colophon.backup.format.TableTotal;
import dev.colophon.backup.load.BulkLoad;
import dev.colophon.backup.work.Progress;
import dev.colophon.backup.work.Source;
import dev.colophon.backup.work.StoredBytes;
import dev.colophon.backup.work.Workbench;
import dev.colophon.migration.run.MigrationTarget;
import dev.colophon.settings.DatabaseSettings.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.List;

/** Loads an archive into a schema of its level that nobody uses, and proves that all of it arrived. */
final class Loading {
    private final Workbench bench;
    private final StoredBytes stored;
    private final Progress progress;

    Loading(Workbench bench, Progress progress) {
        this.bench = bench;
        this.stored = new StoredBytes(bench.keys(), progress);
        this.progress = progress;
    }

    /** What is done with each file of the archive; it need not be read. */
    interface FileUse {
        void take(BlobReader file) throws IOException;
    }

    /**
     * Loads it.
     *
     * @throws ArchiveFault when it is damaged, or what was loaded does not export to the same hashes
     */
    ArchiveManifest into(MigrationTarget place, Engine engine, Source source, FileUse files)
            throws IOException, SQLException {
        ArchiveManifest manifest = load(place, engine, source, files);
        progress.at("comparing", 0, manifest.rawBytes());
        try (Snapshot loaded = Snapshots.over(place.open(), engine)) {
            requireEqual(source, manifest.tables(), Snapshots.totals(loaded));
        }
        return manifest;
    }

    private ArchiveManifest load(MigrationTarget place, Engine engine, Source source, FileUse files)
            throws IOException, SQLException {
        try (BulkLoad load = BulkLoad.into(place.open(), engine)) {
            ArchiveManifest manifest = stored.plain("loading", source, in -> contents(in, load, files))
                    .result();
            progress.at("indexing", 0, 0);
            load.finish();
            return manifest;
        }
    }

    private static ArchiveManifest contents(InputStream in, BulkLoad load, FileUse files) throws IOException {
        ArchiveReader archive = ArchiveReader.open(in);
        for (TableLayout table : archive.header().tables()) {
            try (InputStream rows = archive.table(table)) {
                load.load(table, rows);
            }
        }
        for (BlobReader file = archive.file(); file != null; file = archive.file()) {
            files.take(file);
            file.transferTo(OutputStream.nullOutputStream());
        }
        return archive.finish();
    }

    private static void requireEqual(Source source, List<TableTotal> archived, List<TableTotal> loaded)
            throws ArchiveFault {
        for (TableTotal total : archived) {
            if (!loaded.contains(total)) {
                throw new ArchiveFault(source.name(), "table " + total.table() + " is not the same after loading");
            }
        }
    }
}
