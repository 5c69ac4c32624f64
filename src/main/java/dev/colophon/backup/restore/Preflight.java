package dev.colophon.backup.restore;

import dev.colophon.backup.check.ArchiveCheck;
import dev.colophon.backup.format.ArchiveHeader;
import dev.colophon.backup.format.ArchiveManifest;
import dev.colophon.backup.restore.Restoration.Outcome;
import dev.colophon.backup.work.Progress;
import dev.colophon.backup.work.Source;
import dev.colophon.backup.work.StoredBytes;
import dev.colophon.backup.work.Workbench;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** Refuses, before anything changes, what could only fail later or would put the wrong data in place. */
final class Preflight {
    /** Rows take more room in a database, with their indexes, than as text. */
    private static final double BYTES_OF_DATABASE_PER_RAW_BYTE = 2.0;

    private static final String REFUSED = "it is what is wanted: say --foreign";

    private final Workbench bench;
    private final Scripts scripts;
    private final StoredBytes stored;

    Preflight(Workbench bench, Scripts scripts, Progress progress) {
        this.bench = bench;
        this.scripts = scripts;
        this.stored = new StoredBytes(bench.keys(), progress);
    }

    /** Reads the whole archive, for only then its header can be believed. */
    Outcome check(Source source, boolean foreign) throws IOException, SQLException {
        ArchiveHeader header = stored.header(source);
        requireKnown(source, header);
        if (!foreign) {
            requireOwn(source, header);
        }
        var fill = new UploadFill(bench.uploads());
        var lacking = new AtomicLong();
        ArchiveManifest manifest = stored.plain(
                        "verifying",
                        source,
                        in -> ArchiveCheck.entries(in, file -> lacking.addAndGet(fill.lacks(file) ? file.bytes() : 0)))
                .result();
        requireRoom(source, manifest);
        requireRoomForFiles(source, lacking.get());
        return new Outcome(header, manifest, scripts.neededLevel());
    }

    private void requireKnown(Source source, ArchiveHeader header) {
        if (header.schemaLevel() > scripts.neededLevel()) {
            throw refusal(
                    ExitCode.BACKUP_INCOMPATIBLE,
                    source,
                    "its schema has level " + header.schemaLevel() + " and this build knows " + scripts.neededLevel(),
                    "restore it with release " + header.release() + " or a later one");
        }
    }

    private void requireOwn(Source source, ArchiveHeader header) throws SQLException {
        boolean bothKnown =
                !header.keyFingerprint().isEmpty() && !bench.keyFingerprint().isEmpty();
        if (bothKnown && !header.keyFingerprint().equals(bench.keyFingerprint())) {
            throw refusal(
                    ExitCode.BACKUP_REFUSED,
                    source,
                    "it was made with another SECRET_KEY",
                    "set the SECRET_KEY of that installation; if " + REFUSED);
        }
        bench.live().installationIfKnown().requireHere();
        if (bench.live().isUsed()
                && !header.installation().equals(bench.live().installation().id())) {
            throw refusal(
                    ExitCode.BACKUP_REFUSED,
                    source,
                    "it holds the data of another installation than the database does",
                    "see that the settings name the right database; if " + REFUSED);
        }
    }

    private void requireRoom(Source source, ArchiveManifest manifest) throws IOException {
        if (bench.database().engine() != Engine.SQLITE) {
            return;
        }
        Path folder = bench.database().sqlitePath().toAbsolutePath().getParent();
        long needed = (long) (manifest.rawBytes() * BYTES_OF_DATABASE_PER_RAW_BYTE);
        if (folder != null && Files.isDirectory(folder)) {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < needed) {
                throw refusal(
                        ExitCode.NO_SPACE,
                        source,
                        folder + " has " + free + " bytes free, and about " + needed + " are needed",
                        "make room there");
            }
        }
    }

    private void requireRoomForFiles(Source source, long needed) {
        OptionalLong free = needed == 0 ? OptionalLong.empty() : bench.uploads().freeBytes();
        if (free.isPresent() && free.getAsLong() < needed) {
            throw refusal(
                    ExitCode.NO_SPACE,
                    source,
                    bench.uploads().where() + " has " + free.getAsLong()
                            + " bytes free, and the files that it lacks need " + needed,
                    "make room there");
        }
    }

    private static StartFailure refusal(ExitCode code, Source source, String why, String remedy) {
        return new StartFailure(code, "restore " + source.name(), why, remedy);
    }
}
