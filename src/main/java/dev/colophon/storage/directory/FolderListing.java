package dev.colophon.storage.directory;

import dev.colophon.storage.BlobName;
import dev.colophon.storage.StoredBlob;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through a folder: what is a blob, what is left of one that never became one. Follows no link. */
final class FolderListing extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<StoredBlob> blobs = new ArrayList<>();
    private final List<Path> parts = new ArrayList<>();
    private final Instant partsBefore;

    private FolderListing(Path root, Instant partsBefore) {
        this.root = root;
        this.partsBefore = partsBefore;
    }

    /** Every blob, by name. */
    static List<StoredBlob> blobs(Path root) throws IOException {
        FolderListing listing = new FolderListing(root, Instant.MIN);
        Files.walkFileTree(root, listing);
        listing.blobs.sort(Comparator.comparing(StoredBlob::name));
        return listing.blobs;
    }

    /** The parts that nobody has written to since then. */
    static List<Path> parts(Path root, Instant before) throws IOException {
        FolderListing listing = new FolderListing(root, before);
        Files.walkFileTree(root, listing);
        return listing.parts;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return isOurs(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (!attributes.isRegularFile()) {
            return FileVisitResult.CONTINUE;
        }
        Instant modified = attributes.lastModifiedTime().toInstant();
        if (isOurs(file)) {
            blobs.add(new StoredBlob(name(file), attributes.size(), modified));
        } else if (isPart(file) && modified.isBefore(partsBefore)) {
            parts.add(file);
        }
        return FileVisitResult.CONTINUE;
    }

    /** What vanishes meanwhile was removed; a folder that is closed to us may hold blobs and so is a failure. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        boolean gone = failure instanceof NoSuchFileException;
        if (gone && file.equals(root)) {
            throw new IOException("there is no such folder any more", failure);
        }
        if (!gone && isOurs(file)) {
            throw failure;
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
        if (failure != null) {
            throw failure;
        }
        return FileVisitResult.CONTINUE;
    }

    private boolean isOurs(Path path) {
        return path.equals(root) || BlobName.fits(name(path));
    }

    private String name(Path path) {
        return root.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    private static boolean isPart(Path file) {
        return file.getFileName().toString().startsWith(PartialBlob.PREFIX);
    }
}
