package dev.colophon.backup.task;

import dev.colophon.backup.target.StoredBackup;
import dev.colophon.backup.work.BackupLock;
import dev.colophon.backup.work.Workbench;
import dev.colophon.media.check.UploadProbe;
import dev.colophon.migration.connection.MigrationFailures;
import dev.colophon.storage.BlobWriter;
import dev.colophon.storage.StorageFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Looks beforehand for what would make a backup or a restore fail, and leaves nothing behind. */
public final class Doctor {
    private static final byte[] SAMPLE = "colophon backup doctor".getBytes(StandardCharsets.UTF_8);

    private final Workbench bench;
    private final List<Diagnosis> found = new ArrayList<>();

    public Doctor(Workbench bench) {
        this.bench = bench;
    }

    /**
     * One thing that was looked at.
     *
     * @param finding what was found, for people
     */
    public record Diagnosis(String subject, boolean ok, String finding) {}

    /** Something that fails says why by its exception. */
    private interface Look {
        String at() throws Exception;
    }

    /** Everything, whatever fails before it. */
    public List<Diagnosis> run() {
        look("target", this::writeReadRemove);
        look("keys", this::readWhatIsWritten);
        look("database", this::database);
        look("files", this::files);
        look("uploads", () -> UploadProbe.run(bench.uploads()));
        look("lock", this::lock);
        look("working files", this::scratch);
        look("clock", this::clock);
        look("last backup", this::lastBackup);
        return List.copyOf(found);
    }

    private void look(String subject, Look look) {
        try {
            found.add(new Diagnosis(subject, true, look.at()));
        } catch (Exception failure) {
            found.add(new Diagnosis(subject, false, MigrationFailures.text(failure)));
        }
    }

    private String writeReadRemove() throws IOException {
        if (!bench.target().isThere()) {
            return bench.target().where() + " is not there yet; the first backup makes it";
        }
        String name = "doctor-" + bench.now().toEpochMilli() + ".tmp";
        try (BlobWriter blob = bench.target().begin(name)) {
            blob.write(SAMPLE);
            blob.commit();
        }
        try {
            requireSample(bench.target().open(name));
            requireKept(name);
        } finally {
            bench.target().discard(name);
        }
        String free = bench.target().freeBytes().isPresent()
                ? ", " + bench.target().freeBytes().getAsLong() + " bytes free"
                : "";
        return bench.target().where() + " takes, gives back and removes" + free;
    }

    private static void requireSample(InputStream stored) throws IOException {
        try (stored) {
            if (!Arrays.equals(stored.readAllBytes(), SAMPLE)) {
                throw new IOException("what was read is not what was written");
            }
        }
    }

    /** Two backups of one name would be one backup less. */
    private void requireKept(String name) throws IOException {
        try (BlobWriter again = bench.target().begin(name)) {
            again.write(0);
            again.commit();
        } catch (StorageFailure failure) {
            if (failure.reason() == StorageFailure.Reason.EXISTS) {
                return;
            }
            throw failure;
        }
        throw new IOException("it writes over what is there, and should refuse that");
    }

    private String readWhatIsWritten() throws IOException {
        if (!bench.keys().encrypts()) {
            return "archives are not encrypted";
        }
        if (bench.keys().identity().isEmpty()) {
            return "archives are encrypted; without BACKUP_IDENTITY nothing here can read them";
        }
        var sealed = new ByteArrayOutputStream();
        try (var out = bench.keys().encrypt(sealed)) {
            out.write(SAMPLE);
        }
        requireSample(bench.keys().decrypt("sample.age", new ByteArrayInputStream(sealed.toByteArray())));
        return "archives are encrypted and BACKUP_IDENTITY reads them";
    }

    private String database() throws Exception {
        return "installation " + bench.live().installation().id();
    }

    private String files() throws IOException {
        FileCensus census = FileCensus.of(bench.database(), bench.uploads());
        if (!census.isSound()) {
            throw new IOException(census.sentence());
        }
        return census.sentence() + " in " + bench.uploads().where();
    }

    private String lock() throws Exception {
        try (var held = BackupLock.hold(bench.database())) {
            return "no backup is running";
        }
    }

    private String scratch() throws IOException {
        Path folder = Files.createDirectories(bench.scratch());
        Files.delete(Files.createTempFile(folder, "colophon-doctor-", ".tmp"));
        return folder + " has " + Files.getFileStore(folder).getUsableSpace() + " bytes free";
    }

    private String clock() throws IOException {
        List<StoredBackup> later = bench.target().list().stream()
                .filter(backup -> backup.createdAt().isAfter(bench.now()))
                .toList();
        if (!later.isEmpty()) {
            throw new IOException(later.getLast().name()
                    + " is dated later than now: this clock, or the one it was made by, is wrong");
        }
        return "no backup is dated later than now";
    }

    private String lastBackup() throws Exception {
        var installation = bench.live().installation().id();
        return bench.target().list().stream()
                .filter(backup -> backup.isOf(installation) && backup.isVerified())
                .max(Comparator.comparing(StoredBackup::sequence))
                .map(backup -> backup.name() + ", verified")
                .orElseThrow(() -> new IOException("no verified backup of this database is kept"));
    }
}
