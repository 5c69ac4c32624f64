package dev.colophon.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.backup.Benches;
import dev.colophon.backup.HostileRows;
import dev.colophon.backup.format.BackupKind;
import dev.colophon.backup.target.Sidecar;
import dev.colophon.backup.task.Checking;
import dev.colophon.backup.task.Creation;
import dev.colophon.backup.task.Doctor;
import dev.colophon.backup.task.FileCensus;
import dev.colophon.backup.work.Keys;
import dev.colophon.backup.work.Progress;
import dev.colophon.backup.work.Source;
import dev.colophon.backup.work.Workbench;
import dev.colophon.media.UnusedFiles;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.storage.BlobStore;
import dev.colophon.storage.StoredBlob;
import dev.colophon.storage.directory.DirectoryStore;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The files that rows name, in backups and back. */
@EveryDatabase
@Timeout(120)
class FilesTest {
    private static final String NOTE = HostileRows.blobName("notes", 0);
    private static final String PICTURE = HostileRows.blobName("pictures", 1);

    @TempDir
    Path folder;

    private final TestDatabase rows;
    private BlobStore uploads;
    private Workbench bench;

    FilesTest(TestDatabase rows) {
        this.rows = rows;
    }

    @BeforeEach
    void fill() throws Exception {
        HostileRows.fillSchema(rows, 2, 20);
        rows.database().close();
        uploads = DirectoryStore.open(folder.resolve("uploads"), InstantSource.system());
        HostileRows.storeBlobs(uploads);
        bench = bench(uploads);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Workbench bench(BlobStore files) {
        BlobStore store = DirectoryStore.open(folder.resolve("backups"), InstantSource.system());
        return Benches.of(rows.settings(), folder, store, files, Keys.of(List.of(), Optional.empty()));
    }

    @Test
    void what_is_missing_or_cut_short_comes_back_and_the_rest_stays_as_it_is() throws IOException {
        Sidecar made = create();
        uploads.delete(NOTE);
        Files.write(folder.resolve("uploads").resolve(PICTURE), new byte[1]);
        uploads.replace("notes/" + "0".repeat(64), new byte[3]);
        List<StoredBlob> untouched = others();
        assertThat(census().missing()).containsExactly(NOTE, PICTURE);

        restore(bench, made);

        assertThat(read(NOTE)).isEqualTo(HostileRows.blobBytes(0));
        assertThat(read(PICTURE)).isEqualTo(HostileRows.blobBytes(1));
        assertThat(others()).isEqualTo(untouched);
        assertThat(census().isSound()).isTrue();
        new Undoing(bench).run();
        assertThat(census().isSound()).isTrue();
    }

    @Test
    void a_missing_file_to_which_a_row_refers_is_named_and_no_backup_is_left() {
        uploads.delete(NOTE);

        fails(ExitCode.BACKUP_CORRUPT, this::create, NOTE);
        assertThat(bench.target().list()).isEmpty();
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("backups", "uploads");

        rows.run("DELETE FROM attachments");
        Sidecar made = create();
        assertThat(check(made, 2).verifiedLevel()).isEqualTo(2);
    }

    @Test
    void a_damaged_file_is_named_and_no_backup_is_left() throws IOException {
        Files.writeString(folder.resolve("uploads").resolve(PICTURE), "blob 9");
        fails(ExitCode.BACKUP_CORRUPT, this::create, PICTURE);
        Files.writeString(folder.resolve("uploads").resolve(PICTURE), "shorter or longer");
        fails(ExitCode.BACKUP_CORRUPT, this::create, PICTURE);
        assertThat(bench.target().list()).isEmpty();
    }

    @Test
    void a_rehearsal_reads_them_and_writes_none() {
        Sidecar made = create();
        uploads.delete(NOTE);

        var drilled = new Drill(bench, Progress.SILENT).run(bench.target().find(made.name(), made.installation()));

        assertThat(drilled.sidecar().verifiedLevel()).isEqualTo(3);
        assertThat(census().missing()).containsExactly(NOTE);
    }

    @Test
    void without_room_for_them_nothing_is_restored() {
        Sidecar made = create();
        uploads.list("").forEach(blob -> uploads.delete(blob.name()));
        rows.run("DELETE FROM userbook_tags");
        try (Workbench full = bench(new FullStore(uploads, 10))) {
            fails(ExitCode.NO_SPACE, () -> restore(full, made), "");
        }
        assertThat(rows.query("SELECT count(*) FROM userbook_tags")).containsExactly("0");
    }

    /** The data that is kept may use what the restored data does not. */
    @Test
    void a_file_that_restored_rows_do_not_use_is_forgotten_and_stays() {
        String unused = HostileRows.blobName("notes", 5);
        rows.run("INSERT INTO blobs (name, size_bytes, media_type, stored_at) SELECT '" + unused + "', size_bytes,"
                + " media_type, stored_at FROM blobs WHERE name = '" + NOTE + "'");
        // as any that a reader gave; those of HostileRows may be of the year 9999
        rows.run("UPDATE blobs SET stored_at = '2026-01-02T03:04:05.000000Z' WHERE name = '" + unused + "'");
        uploads.replace(unused, HostileRows.blobBytes(5));
        Sidecar made = create();

        restore(bench, made);

        assertThat(rows.query("SELECT name FROM blobs")).contains(NOTE).doesNotContain(unused);
        assertThat(uploads.list(unused)).hasSize(1);
        assertThat(census().isSound()).isTrue();
        assertThat(census().sentence()).contains("that no row names");
    }

    @Test
    void the_doctor_names_what_is_missing_and_counts_what_is_too_many() {
        assertThat(files().ok()).isTrue();
        assertThat(diagnosis("uploads").ok()).isTrue();
        assertThat(diagnosis("uploads").finding()).contains("takes, gives back and removes", " bytes free");
        assertThat(files().finding()).contains(" files", "the folder " + folder.resolve("uploads"));
        uploads.replace(HostileRows.blobName("notes", 7), HostileRows.blobBytes(7));
        uploads.delete(PICTURE);

        assertThat(files().ok()).isFalse();
        assertThat(files().finding()).contains("1 MISSING: " + PICTURE, "that no row names");
    }

    private Doctor.Diagnosis files() {
        return diagnosis("files");
    }

    private Doctor.Diagnosis diagnosis(String subject) {
        return new Doctor(bench)
                .run().stream()
                        .filter(one -> one.subject().equals(subject))
                        .findFirst()
                        .orElseThrow();
    }

    private FileCensus census() {
        return FileCensus.of(rows.settings(), uploads);
    }

    private List<StoredBlob> others() {
        return uploads.list("").stream()
                .filter(blob -> !blob.name().equals(NOTE) && !blob.name().equals(PICTURE))
                .toList();
    }

    private byte[] read(String name) throws IOException {
        try (var in = uploads.read(name)) {
            return in.readAllBytes();
        }
    }

    private Sidecar create() {
        return new Creation(bench, Progress.SILENT).run(BackupKind.MANUAL);
    }

    private Sidecar check(Sidecar made, int level) {
        return new Checking(bench, Progress.SILENT).run(bench.target().find(made.name(), made.installation()), level);
    }

    private static void restore(Workbench with, Sidecar made) {
        var forget = new LastStatement(UnusedFiles.FORGET, UnusedFiles.at(with.now()));
        Source source = Source.of(with.target(), with.target().find(made.name(), made.installation()));
        new Restoration(with, List.of(forget), Progress.SILENT).run(source, false, false);
    }

    private static void fails(ExitCode code, ThrowingCallable task, String named) {
        assertThatThrownBy(task).isInstanceOfSatisfying(StartFailure.class, failure -> {
            assertThat(failure.exitCode()).as(failure.getMessage()).isEqualTo(code);
            assertThat(failure.getMessage()).contains(named);
        });
    }
}
