package dev.colophon.storage.directory;

import dev.colophon.storage.StorageFailure;
import dev.colophon.storage.StorageFailure.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** What an operation on files failed for. */
final class FileFailures {
    /** The JDK has no types for these, only the words of the C library. "File too large" is a limit of the user. */
    private static final List<String> FULL =
            List.of("No space left on device", "Disk quota exceeded", "quota", "File too large");

    private static final List<String> DENIED =
            List.of("Permission denied", "Operation not permitted", "Read-only file system");
    private static final String BELOW_A_FILE = "Not a directory";

    private FileFailures() {}

    /**
     * @param what was tried, as in "write backup.clb into the folder /backups"
     */
    static StorageFailure of(String what, IOException failure) {
        String why = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        return new StorageFailure(reason(failure), "cannot " + what + ": " + why, failure);
    }

    private static Reason reason(IOException failure) {
        String words = String.valueOf(failure.getMessage());
        if (failure instanceof NoSuchFileException || words.contains(BELOW_A_FILE)) {
            return Reason.MISSING;
        }
        if (failure instanceof FileAlreadyExistsException) {
            return Reason.EXISTS;
        }
        if (failure instanceof AccessDeniedException || DENIED.stream().anyMatch(words::contains)) {
            return Reason.DENIED;
        }
        return FULL.stream().anyMatch(words::contains) ? Reason.FULL : Reason.UNREACHABLE;
    }
}
