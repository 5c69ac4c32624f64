package dev.colophon.backup.task;

import dev.colophon.backup.archive.ArchiveWriter;
import dev.colophon.backup.capture.Snapshot;
import dev.colophon.backup.capture.Snapshots;
import dev.colophon.backup.check.ArchiveCheck;
import dev.colophon.backup.format.ArchiveHeader;
import dev.colophon.backup.format.ArchiveManifest;
import dev.colophon.backup.format.BackupKind;
import dev.colophon.backup.format.TableLayout;
import dev.colophon.backup.place.schema.Ours;
import dev.colophon.backup.target.Sidecar;
import dev.colophon.backup.target.StoredForm;
import dev.colophon.backup.target.Verification;
import dev.colophon.backup.work.BackupLock;
import dev.colophon.backup.work.CountedBytes;
import dev.colophon.backup.work.HashedOutput;
import dev.colophon.backup.work.Installation;
import dev.colophon.backup.work.Progress;
import dev.colophon.backup.work.Source;
import dev.colophon.backup.work.StoredBytes;
import dev.colophon.backup.work.TaskFailures;
import dev.colophon.backup.work.Workbench;
import dev.colophon.database.Ids;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.storage.BlobWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one backup: a frozen sight of the database, written to the target, read back from there, and only then called
 * done.
 */
public final class Creation {
    private static final Logger LOG = LoggerFactory.getLogger(Creation.class);
    private static final double NANOSECONDS = 1e9;

    private final Workbench bench;
    private final Progress progress;

    public Creation(Workbench bench, Progress progress) {
        this.bench = bench;
        this.progress = progress;
    }

    /**
     * Makes a backup of the live database.
     *
     * @throws dev.colophon.problem.StartFailure 11 while another one runs, 13 when what was stored is not what was
     *     written, 16, 17, or what the database says
     */
    public Sidecar run(BackupKind kind) {
        return TaskFailures.translated("back up", () -> {
            try (var held = BackupLock.hold(bench.database())) {
                return alone(kind);
            }
        });
    }

    /** For a task that holds the lock already. */
    public Sidecar alone(BackupKind kind) throws IOException, SQLException {
        long begun = System.nanoTime();
        Installation installation = bench.live().installation();
        Written written;
        try (Snapshot snapshot = Snapshots.of(bench.database(), bench.scratch())) {
            requireOurs(snapshot);
            written = write(header(kind, installation, snapshot), snapshot);
        }
        requireStored(written);
        double seconds = (System.nanoTime() - begun) / NANOSECONDS;
        Instant now = bench.now();
        Sidecar sidecar = Sidecar.of(written.header(), written.manifest(), written.stored(bench, now, seconds))
                .with(Verification.passed(1, now, bench.release()));
        bench.target().describe(sidecar);
        LOG.atInfo()
                .addKeyValue("backup", sidecar.name())
                .addKeyValue("bytes", sidecar.bytes())
                .addKeyValue("seconds", seconds)
                .log("backed up {} rows to {}", sidecar.rows(), bench.target().where());
        return sidecar;
    }

    /** A table that no migration makes could be written, and never be restored. */
    private void requireOurs(Snapshot snapshot) {
        Ours ours = Ours.of(Scripts.of(bench.database().engine()), snapshot.schemaLevel());
        for (TableLayout table : snapshot.tables()) {
            if (!ours.includes(table.name())) {
                throw new StartFailure(
                        ExitCode.BACKUP_INCOMPATIBLE,
                        "back up",
                        "no migration made the table " + table.name() + ", so no restore could take it",
                        "move it out of Colophon's schema");
            }
        }
    }

    private record Written(String name, ArchiveHeader header, ArchiveManifest manifest, long bytes, String sha256) {
        StoredForm stored(Workbench bench, Instant now, double seconds) {
            return new StoredForm(name, bench.keys().fingerprints(), bytes, sha256, now, seconds);
        }
    }

    private ArchiveHeader header(BackupKind kind, Installation installation, Snapshot snapshot) {
        return new ArchiveHeader(
                Ids.next(),
                installation.id(),
                kind,
                bench.target().nextSequence(installation.id()),
                bench.now(),
                bench.release(),
                snapshot.schemaLevel(),
                snapshot.engine(),
                bench.keyFingerprint(),
                snapshot.tables());
    }

    private Written write(ArchiveHeader header, Snapshot snapshot) throws IOException, SQLException {
        String name = bench.target().name(header, bench.keys().encrypts());
        try (BlobWriter blob = bench.target().begin(name)) {
            var stored = new HashedOutput(blob);
            ArchiveManifest manifest;
            try (OutputStream plain = bench.keys().encrypt(stored)) {
                manifest = pack(new ArchiveWriter(plain, header), header, snapshot);
            }
            blob.commit();
            return new Written(name, header, manifest, stored.bytes(), stored.sha256());
        }
    }

    private ArchiveManifest pack(ArchiveWriter archive, ArchiveHeader header, Snapshot snapshot)
            throws IOException, SQLException {
        var counted = new CountedBytes("writing", 0, progress);
        for (TableLayout table : header.tables()) {
            try (OutputStream rows = counted.of(archive.table(table))) {
                snapshot.export(table, rows);
            }
        }
        new FilePacking(snapshot, bench, counted).into(archive);
        return archive.finish();
    }

    /** What the target gives back must be what was written to it; else it is removed again. */
    private void requireStored(Written written) throws IOException {
        var source = new Source(
                written.name(),
                written.bytes(),
                Optional.of(written.sha256()),
                () -> bench.target().open(written.name()));
        var stored = new StoredBytes(bench.keys(), progress);
        try {
            if (stored.canRead(source)) {
                stored.plain("reading back", source, ArchiveCheck::entries);
            } else {
                stored.stored("reading back", source, in -> source);
            }
        } catch (IOException | RuntimeException wrong) {
            bench.target().discard(written.name());
            throw wrong;
        }
    }
}
