package dev.colophon.storage.directory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files and folders for the owner's eyes only, and their place on the disk. */
final class Folders {
    private static final Logger LOG = LoggerFactory.getLogger(Folders.class);
    private static final FileAttribute<?> FOLDER_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> FILE_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?>[] NONE = {};

    private Folders() {}

    /** Makes what is missing of the folder; one that is there keeps its mode. */
    static void make(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, isPosix(existing(folder)) ? new FileAttribute<?>[] {FOLDER_MODE} : NONE);
        }
    }

    /** A new file, to be written. */
    static FileChannel create(Path file) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return FileChannel.open(file, options, isPosix(existing(file)) ? new FileAttribute<?>[] {FILE_MODE} : NONE);
    }

    /** Makes names in the folder last, and those of the folders up to the root, which may be new. */
    static void flush(Path folder, Path root) throws IOException {
        if (!isPosix(folder)) {
            return; // elsewhere a folder cannot be opened
        }
        for (Path each = folder; each != null && each.startsWith(root); each = each.getParent()) {
            try (FileChannel channel = FileChannel.open(each, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Removes a part; what cannot be removed now goes with a sweep. */
    static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException failure) {
            LOG.warn("cannot remove {}: {}", part, failure.getMessage());
        }
    }

    private static boolean isPosix(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
    }

    /** The path, or of what is above it the nearest that is there. */
    static Path existing(Path path) {
        Path parent = path.getParent();
        return Files.exists(path) || parent == null ? path : existing(parent);
    }
}
