package dev.colophon.database.sqlite;

import dev.colophon.database.connection.Store.Probe;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of a SQLite database: its folder, mode, place, and who serves it. */
final class SqliteFile {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteFile.class);
    private static final String WHAT = "open the SQLite file";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    /** Less than this is a full disk: a WAL needs some room even for small writes. */
    private static final long LEAST_FREE_BYTES = 1 << 20;

    private static final Set<String> NETWORK = Set.of(
            "nfs",
            "nfs4",
            "cifs",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "afs",
            "afpfs",
            "ceph",
            "glusterfs",
            "lustre",
            "beegfs",
            "gpfs",
            "webdav",
            "davfs",
            "fuse.sshfs",
            "fuse.glusterfs",
            "fuse.ceph",
            "fuse.rclone",
            "fuse.s3fs",
            "fuse.davfs");

    private final Path file;
    private @Nullable FileUse use;

    SqliteFile(Path file) {
        this.file = file.toAbsolutePath().normalize();
    }

    Path path() {
        return file;
    }

    /** Makes folder and file if they are missing, for the owner's eyes only; in use until {@link #close}. */
    void prepare(boolean networkAllowed) {
        boolean ready = false;
        try {
            Path folder = folder();
            Files.createDirectories(folder);
            requireLocal(Files.getFileStore(folder).type(), networkAllowed);
            share();
            create();
            requireFileWithRoom(folder);
            ready = true;
        } catch (IOException failure) {
            throw cannotWrite(
                    failure.getClass().getSimpleName() + ": " + failure.getMessage(),
                    "make the folder writable for this user, or set SQLITE_PATH elsewhere",
                    failure);
        } finally {
            if (!ready) {
                close();
            }
        }
    }

    private void share() throws IOException {
        if (use != null) {
            return;
        }
        try {
            use = FileUse.share(file);
        } catch (FileUse.Busy restored) {
            throw new StartFailure(
                    ExitCode.TRY_AGAIN,
                    WHAT,
                    file + " is being restored by " + restored.holder(),
                    "wait until that one has finished");
        }
    }

    private void requireFileWithRoom(Path folder) throws IOException {
        if (Files.getFileStore(folder).getUsableSpace() < LEAST_FREE_BYTES) {
            throw cannotWrite("the disk is full", "make room on it", null);
        }
        if (!Files.isRegularFile(file)) {
            throw cannotWrite("it is not a file", "set SQLITE_PATH to a file", null);
        }
    }

    /** Not in use any more, as far as this is concerned. */
    void close() {
        if (use != null) {
            use.close();
            use = null;
        }
    }

    /**
     * Marks this process as the one that serves the file, until the result is closed.
     *
     * @throws StartFailure with {@code TRY_AGAIN} when another instance serves it
     */
    AutoCloseable holdInstanceLock() {
        Path lockFile = Path.of(file + ".lock");
        try {
            return HeldFile.hold(lockFile);
        } catch (HeldFile.Taken taken) {
            throw served(lockFile, taken.holder());
        } catch (IOException failure) {
            throw cannotWrite(
                    "its lock file cannot be written: " + failure.getMessage(),
                    "make the folder writable for this user",
                    failure);
        }
    }

    OptionalLong freeBytes() {
        try {
            return OptionalLong.of(Files.getFileStore(folder()).getUsableSpace());
        } catch (IOException failure) {
            return OptionalLong.empty();
        }
    }

    /** Watches that the file which is there now stays there. */
    Probe probe() {
        Optional<Object> first = identity();
        return new Probe() {
            @Override
            public Optional<String> trouble() {
                return first.equals(identity())
                        ? Optional.empty()
                        : Optional.of("the SQLite file is gone or was replaced; put it back or restart");
            }

            @Override
            public void close() {
                // holds nothing
            }
        };
    }

    static boolean isNetwork(String type) {
        return NETWORK.contains(type.toLowerCase(Locale.ROOT));
    }

    /** What tells this file from another one in its place: device and inode, where there are. */
    private Optional<Object> identity() {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return Optional.of(key == null ? file : key);
        } catch (IOException failure) {
            return Optional.empty();
        }
    }

    private Path folder() {
        return Optional.ofNullable(file.getParent()).orElse(file);
    }

    private void create() throws IOException {
        boolean posix = Files.getFileAttributeView(folder(), PosixFileAttributeView.class) != null;
        if (!posix) {
            createPlainly();
            return;
        }
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (FileAlreadyExistsException exists) {
            if (Files.isRegularFile(file)
                    && !Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
                LOG.info("setting the mode of {} to 0600", file);
                Files.setPosixFilePermissions(file, OWNER_ONLY);
            }
        }
    }

    private void createPlainly() throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException exists) {
            LOG.debug("{} exists", file);
        }
    }

    private void requireLocal(String type, boolean networkAllowed) {
        if (isNetwork(type) && !networkAllowed) {
            throw new StartFailure(
                    ExitCode.SETTINGS_INVALID,
                    WHAT,
                    file + " is on a network file system (" + type + "), where WAL is not safe",
                    "put it on a local disk, or accept the risk with SQLITE_ON_NETWORK=1");
        }
    }

    StartFailure cannotWrite(String why, String remedy, @Nullable Throwable cause) {
        return new StartFailure(ExitCode.CANNOT_WRITE, WHAT, file + ": " + why, remedy, cause);
    }

    private StartFailure served(Path lockFile, String holder) {
        return new StartFailure(
                ExitCode.TRY_AGAIN,
                "serve the SQLite file",
                file + " is served already by " + holder + ", which holds " + lockFile,
                "stop that one first, or set another SQLITE_PATH");
    }
}
