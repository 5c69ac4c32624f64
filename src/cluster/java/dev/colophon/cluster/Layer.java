package dev.colophon.cluster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Files that become a layer of an image. */
final class Layer {
    private static final int READABLE = 0444;

    /** The same as in the product's layers, or its cache would not take a file for its own. */
    private static final long JIB_FILE_TIME_MILLIS = 1_000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);
    private final int owner;

    /**
     * @param owner user and group of every file
     */
    Layer(int owner) {
        this.owner = owner;
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    }

    Layer file(String path, byte[] content) throws IOException {
        var entry = new TarArchiveEntry(path);
        entry.setMode(READABLE);
        return put(entry, content);
    }

    /** A file of this machine, or what a link of this machine leads to. */
    Layer copy(Path source, String path) throws IOException {
        var entry = new TarArchiveEntry(path);
        entry.setMode(mode(source));
        return put(entry, Files.readAllBytes(source));
    }

    /** A folder with everything in it, links as links. */
    Layer tree(Path source, String path) throws IOException {
        try (Stream<Path> all = Files.walk(source)) {
            for (Path one : all.sorted().toList()) {
                add(one, one.equals(source) ? path : path + "/" + source.relativize(one));
            }
        }
        return this;
    }

    private void add(Path source, String path) throws IOException {
        if (Files.isSymbolicLink(source)) {
            var entry = new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
            entry.setLinkName(Files.readSymbolicLink(source).toString());
            put(entry, new byte[0]);
        } else if (Files.isDirectory(source)) {
            var entry = new TarArchiveEntry(path + "/");
            entry.setMode(mode(source));
            put(entry, new byte[0]);
        } else {
            copy(source, path);
        }
    }

    private Layer put(TarArchiveEntry entry, byte[] content) throws IOException {
        entry.setIds(owner, owner);
        entry.setModTime(JIB_FILE_TIME_MILLIS);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
        return this;
    }

    byte[] bytes() throws IOException {
        tar.close();
        return bytes.toByteArray();
    }

    private static int mode(Path source) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(source);
        int mode = 0;
        for (PosixFilePermission one : PosixFilePermission.values()) {
            mode = mode << 1 | (permissions.contains(one) ? 1 : 0);
        }
        return mode;
    }
}
