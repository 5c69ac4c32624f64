package dev.colophon.storage.directory;

import dev.colophon.storage.BlobName;
import dev.colophon.storage.BlobStore;
import dev.colophon.storage.BlobWriter;
import dev.colophon.storage.StorageFailure;
import dev.colophon.storage.StorageFailure.Reason;
import dev.colophon.storage.StoredBlob;
import dev.colophon.storage.WholeInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;

/**
 * Blobs as files below a folder. A blob is written beside its place, forced to the disk and then named in one step. A
 * name cannot be both a blob's and the beginning of others', as {@code a} and {@code a/b}: the second of them EXISTS.
 */
public final class DirectoryStore implements BlobStore {
    private final Path root;
    private final InstantSource clock;

    /** Whether it was there once; that it is gone since is a failure and not an empty store. */
    private volatile boolean found;

    private DirectoryStore(Path root, InstantSource clock) {
        this.root = root;
        this.clock = clock;
        this.found = Files.exists(root);
    }

    /**
     * The store of this folder, which is made if it is missing.
     *
     * @param clock against which the files of the folder are old
     * @throws StorageFailure when it cannot be made or is no folder
     */
    public static BlobStore open(Path folder, InstantSource clock) {
        DirectoryStore store = later(folder, clock);
        return store.attempt("open", () -> {
            store.requireFolder();
            store.make(store.root);
            return store;
        });
    }

    /** The same without looking at it or making it: a missing folder holds nothing, and the first blob makes it. */
    public static DirectoryStore later(Path folder, InstantSource clock) {
        return new DirectoryStore(folder.toAbsolutePath().normalize(), clock);
    }

    private void requireFolder() {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new StorageFailure(Reason.UNREACHABLE, where() + " is a file", null);
        }
    }

    private void make(Path folder) throws IOException {
        Folders.make(folder);
        found = true;
    }

    @Override
    public BlobWriter create(String name) {
        String what = "write " + name + " into";
        return attempt(what, () -> {
            if (Files.exists(path(name), LinkOption.NOFOLLOW_LINKS)) {
                throw new StorageFailure(Reason.EXISTS, name + " is in " + where() + " already", null);
            }
            return writer(name, what);
        });
    }

    @Override
    public void replace(String name, byte[] content) {
        String what = "replace " + name + " in";
        attempt(what, () -> {
            try (PartWriter writer = writer(name, what)) {
                writer.write(content, 0, content.length);
                writer.replace();
                return writer;
            }
        });
    }

    @Override
    public InputStream read(String name) {
        return attempt("read " + name + " from", () -> {
            requireBlob(name);
            FileChannel channel = FileChannel.open(path(name), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            return new WholeInput(Channels.newInputStream(channel), channel.size(), name + " in " + where());
        });
    }

    @Override
    public List<StoredBlob> list(String prefix) {
        return attempt("list", () -> isThere() ? FolderListing.blobs(root) : List.<StoredBlob>of()).stream()
                .filter(blob -> blob.name().startsWith(prefix))
                .toList();
    }

    @Override
    public void delete(String name) {
        try {
            attempt("remove " + name + " from", () -> {
                requireBlob(name);
                return Files.deleteIfExists(path(name));
            });
        } catch (StorageFailure failure) {
            if (failure.reason() != Reason.MISSING) {
                throw failure;
            }
        }
    }

    @Override
    public int sweep(Duration age) {
        return attempt("sweep", () -> {
            int swept = 0;
            if (!isThere()) {
                return swept;
            }
            for (Path part : FolderListing.parts(root, clock.instant().minus(age))) {
                swept += Files.deleteIfExists(part) ? 1 : 0;
            }
            return swept;
        });
    }

    @Override
    public OptionalLong freeBytes() {
        return attempt(
                "measure",
                () -> OptionalLong.of(Files.getFileStore(isThere() ? root : Folders.existing(root))
                        .getUsableSpace()));
    }

    @Override
    public boolean isThere() {
        requireFolder();
        if (found || Files.exists(root)) {
            return true;
        }
        Path above = Folders.existing(root);
        if (!Files.isDirectory(above) || !Files.isWritable(above)) {
            throw new StorageFailure(Reason.DENIED, where() + " is missing and cannot be made in " + above, null);
        }
        return false;
    }

    @Override
    public String where() {
        return "the folder " + root;
    }

    @Override
    public void close() {
        // holds nothing
    }

    private PartWriter writer(String name, String what) throws IOException {
        PartialBlob part = PartialBlob.of(path(name), root, what + " " + where());
        make(part.folder());
        return new PartWriter(part);
    }

    private Path path(String name) {
        return root.resolve(BlobName.require(name));
    }

    /** A folder or a link in a blob's place is none. */
    private void requireBlob(String name) throws IOException {
        Path file = path(name);
        if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isRegularFile()) {
            throw new NoSuchFileException(file.toString());
        }
    }

    /** One operation on files. */
    private interface Operation<T> {
        T perform() throws IOException;
    }

    private <T> T attempt(String what, Operation<T> operation) {
        try {
            return operation.perform();
        } catch (IOException failure) {
            throw FileFailures.of(what + " " + where(), failure);
        }
    }
}
