package dev.colophon.storage.directory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a file its name without ever replacing another: of two that want one name, the first has it. */
final class NewNames {
    private static final Logger LOG = LoggerFactory.getLogger(NewNames.class);
    private static final String LOCK = ".names.lock";

    /** A file lock is one of the process and does not hold its own threads apart. */
    private static final Object THREADS = new Object();

    private NewNames() {}

    /**
     * A plain rename would replace; a hard link fails when the name is taken, in one step.
     *
     * @throws FileAlreadyExistsException when the name is taken
     */
    static void give(Path part, Path name, Path root) throws IOException {
        try {
            Files.createLink(name, part);
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            // FAT, some shares; any other failure comes again, and then counts
            LOG.debug("no hard link from {}: {}", part, noLinks.getMessage());
            renameAlone(part, name, root);
            return;
        }
        Folders.discard(part);
    }

    /** The same among those who use this program, where there are no hard links. */
    static void renameAlone(Path part, Path name, Path root) throws IOException {
        synchronized (THREADS) {
            try (FileChannel channel =
                            FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                if (!held.isValid() || Files.exists(name)) {
                    throw new FileAlreadyExistsException(name.toString());
                }
                Files.move(part, name, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }
}
