package dev.colophon.backup.capture;

import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/** The place of a copy that is read once. Its name tells the process, so that what a killed one left is found. */
final class ScratchCopy {
    private static final Logger LOG = LoggerFactory.getLogger(ScratchCopy.class);
    private static final String PREFIX = ".colophon-snapshot-";
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    /** Negative counts KiB. */
    private static final int CACHE = -32 << 10;

    private final Path file;

    private ScratchCopy(Path file) {
        this.file = file;
    }

    /** Removes what earlier processes have left there, too. */
    static ScratchCopy in(Path folder) {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path file : left) {
                if (!isInUse(file)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException failure) {
            throw unwritable(folder, failure);
        }
        String name = PREFIX + ProcessHandle.current().pid() + "-" + UUID.randomUUID() + ".sqlite3";
        Path file = folder.toAbsolutePath().resolve(name);
        OWN.add(file);
        return new ScratchCopy(file);
    }

    static StartFailure unwritable(Path folder, IOException failure) {
        return new StartFailure(
                ExitCode.CANNOT_WRITE,
                "copy the database",
                folder + ": " + failure,
                "let this user write in that folder",
                failure);
    }

    private static boolean isInUse(Path file) {
        String process =
                file.getFileName().toString().substring(PREFIX.length()).split("-", 2)[0];
        if (!process.matches("\\d{1,18}")) {
            return true;
        }
        long pid = Long.parseLong(process);
        return pid == ProcessHandle.current().pid()
                ? OWN.stream().anyMatch(own -> file.toAbsolutePath().toString().startsWith(own.toString()))
                : ProcessHandle.of(pid).isPresent();
    }

    Path file() {
        return file;
    }

    Connection open() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setCacheSize(CACHE);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    void close() {
        try {
            Files.deleteIfExists(file);
            OWN.remove(file);
        } catch (IOException failure) {
            LOG.warn("cannot delete {}: {}", file, failure.getMessage());
        }
    }
}
