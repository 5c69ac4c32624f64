package dev.colophon.backup.work;

import dev.colophon.backup.target.BackupTarget;
import dev.colophon.backup.target.Sidecar;
import dev.colophon.backup.target.StoredBackup;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An archive that is to be read, from where backups are kept or from a file somebody names.
 *
 * @param bytes of what is stored
 * @param sha256 of what is stored, where that is known
 */
public record Source(String name, long bytes, Optional<String> sha256, Opening opening) {
    /** Opens the stored bytes from their beginning, any number of times. */
    @FunctionalInterface
    public interface Opening {
        InputStream open() throws IOException;
    }

    public static Source of(BackupTarget target, StoredBackup backup) {
        return new Source(
                backup.name(),
                backup.archive().bytes(),
                backup.sidecar().map(Sidecar::sha256),
                () -> target.open(backup.name()));
    }

    /**
     * A file outside of the target.
     *
     * @throws StartFailure 10 when there is none
     */
    public static Source of(Path file) {
        try {
            Path name = file.toRealPath().getFileName();
            return new Source(
                    String.valueOf(name), Files.size(file), Optional.empty(), () -> Files.newInputStream(file));
        } catch (IOException missing) {
            throw new StartFailure(
                    ExitCode.NO_SUCH_BACKUP,
                    "read the backup",
                    file + " is not a file that can be read",
                    "name an archive, a file that ends in .clb or .clb.age",
                    missing);
        }
    }
}
