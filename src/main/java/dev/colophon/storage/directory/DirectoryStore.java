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

    private DirectoryStore(Path root, InstantSource clock) {
        this.root = root;
        this.clock = clock;
    }

    /**
     * The store of this folder, which is made if it is missing.
     *
     * @param clock against which the files of the folder are old
     * @throws StorageFailure when it cannot be made or is no folder
     */
    public static BlobStore open(Path folder, InstantSource clock) {
        DirectoryStore store = later(folder, clock);
        if (Files.exists(store.root) && !Files.isDirectory(store.root)) {
            throw new StorageFailure(Reason.UNREACHABLE, store.where() + " is a file", null);
        }
        return store.attempt("open", () -> {
            Folders.make(store.root);
            return store;
        });
    }

    /** The same, but nothing is made or looked at before the first blob is written. */
    public static DirectoryStore later(Path folder, InstantSource clock) {
        return new DirectoryStore(folder.toAbsolutePath().normalize(), clock);
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
        return attempt("list", () -> FolderListing.blobs(root)).stream()
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
            for (Path part : FolderListing.parts(root, clock.instant().minus(age))) {
                swept += Files.deleteIfExists(part) ? 1 : 0;
            }
            return swept;
        });
    }

    @Override
    public OptionalLong freeBytes() {
        return attempt("measure", () -> OptionalLong.of(Files.getFileStore(root).getUsableSpace()));
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
        Folders.make(part.folder());
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
