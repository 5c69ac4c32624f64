package dev.colophon.settings.reading;

import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.Secret;
import dev.colophon.settings.source.SecretFile;
import dev.colophon.settings.variable.KeyStrength;
import dev.colophon.settings.variable.RuleBroken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The key of the local profile: made at the first start and kept in the data folder, so that nobody
 * has to set a variable and a restart signs nobody out.
 */
final class LocalKey {
    static final String FILE_NAME = "secret-key";

    private static final int BYTES = 48;

    private LocalKey() {}

    /** The key that is kept, or a new one that is kept nowhere yet. */
    static Secret findOrMake(Path folder) throws RuleBroken {
        if (!Files.exists(folder.resolve(FILE_NAME))) {
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            return new Secret(Base64.getEncoder().encodeToString(random));
        }
        String key = SecretFile.read(folder, FILE_NAME);
        if (KeyStrength.weakness(key, KeyStrength.SHORTEST_CHARACTERS).isPresent()) {
            throw new RuleBroken(
                    "holds no key that Colophon made",
                    "remove the file: a new key is made, and everybody signs in again");
        }
        return new Secret(key);
    }

    /**
     * Writes a new key, readable by its owner alone; one that is kept already stays.
     *
     * @throws StartFailure with {@code CANNOT_WRITE}
     */
    static void keep(Path folder, Secret key) {
        Path file = folder.resolve(FILE_NAME);
        if (Files.exists(file)) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, FILE_NAME, ".new", ownerOnly(folder));
            Files.writeString(draft, key.value() + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new StartFailure(
                    ExitCode.CANNOT_WRITE,
                    "keep the key of the local profile",
                    "cannot write " + file + ": " + failure,
                    "let this user write the folder, choose another by SQLITE_PATH, or set" + " SECRET_KEY",
                    failure);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
