package dev.colophon.backup;

import dev.colophon.backup.target.BackupTarget;
import dev.colophon.backup.target.MemoryStore;
import dev.colophon.backup.work.Keys;
import dev.colophon.backup.work.Workbench;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.storage.BlobStore;
import dev.colophon.storage.directory.DirectoryStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Workbenches for tests: a folder as target, the files of HostileRows in memory, a release and a key of their own. */
public final class Benches {
    public static final String KEY = "0123456789abcdef";

    private Benches() {}

    public static Workbench of(DatabaseSettings database, Path folder) {
        BlobStore store = DirectoryStore.open(folder.resolve("backups"), InstantSource.system());
        return of(database, folder, store, Keys.of(List.of(), Optional.empty()));
    }

    public static Workbench of(DatabaseSettings database, Path folder, BlobStore store, Keys keys) {
        BlobStore uploads = new MemoryStore(InstantSource.system());
        HostileRows.storeBlobs(uploads);
        return of(database, folder, store, uploads, keys);
    }

    public static Workbench of(DatabaseSettings database, Path folder, BlobStore store, BlobStore uploads, Keys keys) {
        var target = new BackupTarget(store, InstantSource.system());
        return new Workbench(database, target, uploads, keys, folder, 30, "test", KEY, InstantSource.system());
    }
}
