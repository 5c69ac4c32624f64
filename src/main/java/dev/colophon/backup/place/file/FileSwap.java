package dev.colophon.backup.place.file;

import dev.colophon.backup.place.kept.KeptData;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a file in the place of the database by one rename. Before it the old file has a second name,
 * and its companions are gone from beside it, so that the new one never meets a log of the old one.
 */
public final class FileSwap {
    private static final Logger LOG = LoggerFactory.getLogger(FileSwap.class);

    private final KeptFiles files;
    private final Path database;

    public FileSwap(KeptFiles files) {
        this.files = files;
        this.database = files.database();
    }

    /**
     * Swaps; nobody has either file open.
     *
     * @param fresh complete without a file beside it
     * @param old what the live file will be, when it holds anything
     * @throws StartFailure 18 when the old file is still live, 19 when the new one is but may not last
     */
    public void replace(Path fresh, KeptData old) {
        try {
            flush(fresh);
            step("the new file is flushed");
            putAside(old);
            Files.move(fresh, database, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw failed(failure);
        }
        step("the new file is in place");
        try {
            flush(files.folder());
        } catch (IOException failure) {
            throw new StartFailure(
                    ExitCode.RESTORE_UNFINISHED,
                    "put the new data in place",
                    "the disk does not confirm it: " + failure,
                    "the new data is live; see to the disk before you start an instance",
                    failure);
        }
        step("the folder is flushed");
    }

    private void putAside(KeptData old) throws IOException {
        Path kept = files.kept(old.id(), old.since());
        if (Files.exists(database) && old.bytes() > 0) {
            secondName(database, kept);
            step("the old file has a second name");
        }
        for (String companion : KeptFiles.COMPANIONS) {
            if (Files.exists(KeptFiles.beside(database, companion))) {
                secondName(KeptFiles.beside(database, companion), KeptFiles.beside(kept, companion));
            }
        }
        if (Files.exists(kept)) {
            write(KeptFiles.beside(kept, KeptFiles.NOTE), old.note());
        }
        flush(files.folder());
        step("the old data is kept");
        for (String companion : KeptFiles.COMPANIONS) {
            Files.deleteIfExists(KeptFiles.beside(database, companion));
        }
        flush(files.folder());
        step("the old companions are gone");
    }

    /** A hard link; where the disk has none, a copy. */
    private static void secondName(Path file, Path other) throws IOException {
        try {
            Files.createLink(other, file);
        } catch (UnsupportedOperationException | IOException none) {
            LOG.debug("no second name for {}, so it is copied: {}", file, none.toString());
            Path part = KeptFiles.beside(other, KeptFiles.PART);
            Files.copy(file, part, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            flush(part);
            Files.move(part, other, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Path part = KeptFiles.beside(file, KeptFiles.PART);
        Files.writeString(part, text + "\n");
        flush(part);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void flush(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private StartFailure failed(IOException failure) {
        try {
            files.sweep();
        } catch (IOException again) {
            failure.addSuppressed(again);
        }
        return new StartFailure(
                ExitCode.RESTORE_FAILED,
                "put the new data in place",
                failure + "; the live data is as it was",
                "make room beside " + database + " and let this user write there",
                failure);
    }

    /** A crash may come after each of them, as the test of crashes does. */
    private static void step(String done) {
        LOG.debug("swap: {}", done);
    }
}
