package dev.colophon.backup.work;

import dev.colophon.backup.BackupSettings;
import dev.colophon.backup.target.BackupTarget;
import dev.colophon.backup.target.StoredBackup;
import dev.colophon.backup.watch.BackupStanding;
import dev.colophon.media.UploadStore;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.Secret;
import dev.colophon.settings.Settings;
import dev.colophon.storage.BlobStore;
import dev.colophon.storage.StorageSettings;
import dev.colophon.storage.opening.Stores;
import dev.colophon.text.Hash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BiFunction;

/**
 * What every task works with.
 *
 * @param uploads where the files of readers are kept
 * @param keys who can read archives
 * @param scratch folder for working files
 * @param keep how many backups of the schedule, and as many made by hand, stay
 * @param release the version of this build
 * @param keyFingerprint of the application key; empty when this verb does not read it
 */
public record Workbench(
        DatabaseSettings database,
        BackupTarget target,
        BlobStore uploads,
        Keys keys,
        Path scratch,
        int keep,
        String release,
        String keyFingerprint,
        InstantSource clock)
        implements AutoCloseable {
    private static final int FINGERPRINT_CHARACTERS = 16;

    /** What the settings say, for whoever makes backups: their folder is made. */
    public static Workbench open(Settings settings, String release, InstantSource clock) {
        return of(settings, store(settings, clock, Stores::directory), release, clock);
    }

    /** The same for whoever may only look: a folder that is missing holds no backups, and the first one makes it. */
    public static Workbench later(Settings settings, String release, InstantSource clock) {
        return of(settings, store(settings, clock, Stores::laterDirectory), release, clock);
    }

    private static Workbench of(Settings settings, BlobStore store, String release, InstantSource clock) {
        BackupSettings backups = settings.get(BackupSettings.GROUP);
        return new Workbench(
                settings.database(),
                new BackupTarget(store, clock),
                UploadStore.open(settings, clock),
                Keys.of(backups.recipients(), backups.identity()),
                backups.scratch(),
                backups.keep(),
                release,
                fingerprint(settings.account().secretKey()),
                clock);
    }

    /** The same for another database. */
    public Workbench with(DatabaseSettings other) {
        return new Workbench(other, target, uploads, keys, scratch, keep, release, keyFingerprint, clock);
    }

    /** How its backups stand. */
    public BackupStanding standing() {
        return TaskFailures.translated(
                "look at the backups",
                () -> BackupStanding.of(target, live().installation().id(), now()));
    }

    /**
     * The backup that somebody means, also while the database is away.
     *
     * @param name a name, the beginning of just one, or {@code latest}
     * @throws dev.colophon.problem.StartFailure 10 when there is none, 64 when several begin so, 17
     */
    public StoredBackup find(String name) {
        return TaskFailures.translated(
                "find the backup",
                () -> target.find(name, live().installationIfKnown().id()));
    }

    /** The database, to be asked. */
    public LiveData live() {
        return new LiveData(database, clock);
    }

    public Instant now() {
        return clock.instant();
    }

    private static BlobStore store(
            Settings settings, InstantSource clock, BiFunction<Path, InstantSource, BlobStore> folders) {
        BackupSettings backups = settings.get(BackupSettings.GROUP);
        return switch (backups.store()) {
            case DIR -> folders.apply(backups.directory(), clock);
            case S3 -> Stores.s3(settings.get(StorageSettings.GROUP).s3().orElseThrow(), clock);
        };
    }

    /** So much that two keys differ in it, and too little to guess the key by. */
    private static String fingerprint(Secret key) {
        if (key.value().isEmpty()) {
            return "";
        }
        byte[] text = ("colophon backup\n" + key.value()).getBytes(StandardCharsets.UTF_8);
        return Hash.hexadecimal(text).substring(0, FINGERPRINT_CHARACTERS);
    }

    @Override
    public void close() {
        try (uploads) {
            target.close();
        }
    }
}
