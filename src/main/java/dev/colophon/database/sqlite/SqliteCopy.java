package dev.colophon.database.sqlite;

import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteDataSource;

/** A consistent copy of a SQLite file, also of one that is being written to. */
final class SqliteCopy {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteCopy.class);

    private final DataSource source;
    private final Path target;

    SqliteCopy(DataSource source, Path target) {
        this.source = source;
        this.target = target.toAbsolutePath().normalize();
    }

    /** The target appears at once and complete, or not at all. */
    void make() {
        if (Files.exists(target)) {
            throw failure("it exists already", "name a file that does not exist", null);
        }
        Path folder = Optional.ofNullable(target.getParent()).orElse(target);
        Path part = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            create(part);
            vacuumInto(part, "FULL");
            requireIntact(part);
            flush(part);
            Files.move(part, target);
            flush(folder);
        } catch (IOException | SQLException broken) {
            throw unwritable(broken);
        } finally {
            discard(part);
        }
    }

    /** SQLite accepts an empty file as the target; so its mode is ours and not the umask's. */
    private static void create(Path part) throws IOException {
        if (Files.getFileAttributeView(part, PosixFileAttributeView.class) == null) {
            Files.createFile(part);
            return;
        }
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** The same for a copy that is read and thrown away: it need not outlive a crash, and its reader checks it. */
    void makeToRead() throws IOException, SQLException {
        boolean made = false;
        try {
            create(target);
            vacuumInto(target, "OFF");
            made = true;
        } finally {
            if (!made) {
                discard(target);
            }
        }
    }

    /** How far the copy is forced to the disk is taken from the connection, which writes nothing else. */
    private void vacuumInto(Path part, String synchronous) throws SQLException {
        try (Connection connection = source.getConnection();
                var settings = connection.createStatement();
                var vacuum = connection.prepareStatement("VACUUM INTO ?")) {
            settings.execute("PRAGMA synchronous = " + synchronous);
            vacuum.setString(1, part.toString());
            vacuum.execute();
        }
    }

    private void requireIntact(Path part) throws SQLException {
        SQLiteDataSource copy = new SQLiteDataSource();
        copy.setUrl("jdbc:sqlite:" + part);
        try (Connection connection = copy.getConnection();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA integrity_check(1)")) {
            row.next();
            if (!"ok".equals(row.getString(1))) {
                throw failure("the copy is damaged: " + row.getString(1), "run 'colophon check' on the original", null);
            }
        }
    }

    private static void flush(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** SQLite leaves a journal when it could not write on. */
    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
            Files.deleteIfExists(part.resolveSibling(part.getFileName() + "-journal"));
        } catch (IOException failure) {
            LOG.warn("cannot delete {}: {}", part, failure.getMessage());
        }
    }

    private StartFailure unwritable(Exception broken) {
        return failure(
                broken.getClass().getSimpleName() + ": " + broken.getMessage(),
                "make the folder, make it writable for this user, make room on the disk",
                broken);
    }

    private StartFailure failure(String why, String remedy, @Nullable Throwable cause) {
        return new StartFailure(ExitCode.CANNOT_WRITE, "copy the database", target + ": " + why, remedy, cause);
    }
}
