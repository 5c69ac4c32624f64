package dev.colophon.transfer.copy;

import dev.colophon.json.Json;
import dev.colophon.problem.Problem;
import dev.colophon.text.Hash;
import dev.colophon.transfer.export.library.FileNames;
import dev.colophon.transfer.export.library.Manifest;
import dev.colophon.transfer.export.library.Manifest.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The members of a zip that somebody sent, looked at before anything of it is believed: nothing is unpacked into a
 * folder, sizes are those that are read and not those that are said, and every text is what the manifest says.
 */
final class LibraryMembers implements AutoCloseable {
    /** The members that have lines, in the order of a zip. */
    static final List<String> LINES = List.of("books.jsonl", "entries.jsonl", "progress.jsonl", "notes.jsonl");

    private static final int MOST_MEMBERS = 500_000;
    private static final int MOST_MANIFEST_BYTES = 1 << 24;
    private static final Pattern FILE =
            Pattern.compile(Pattern.quote(FileNames.FOLDER) + "([0-9a-f]{64})(\\.[a-z]{3,4})?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)?(\\.[a-z0-9]{1,5})?/?");

    private final ZipFile zip;
    private final Map<String, ZipEntry> files = new HashMap<>();
    private final Set<String> missing;

    private LibraryMembers(ZipFile zip, long maxBytes) throws IOException {
        this.zip = zip;
        demandNames();
        Manifest manifest = manifest();
        this.missing = Set.copyOf(manifest.missing());
        demandContents(manifest, maxBytes);
    }

    /** Whether a file is such a zip, whatever it is called. */
    static boolean isOne(Path file) throws IOException {
        if (!ZipDirectory.isReadable(file)) {
            return false;
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.getEntry(Manifest.NAME) != null && zip.getEntry("entries.jsonl") != null;
        } catch (ZipException none) {
            return false;
        }
    }

    /**
     * Looks at all of it.
     *
     * @param maxBytes of all lines
     * @throws Problem that says what is wrong
     */
    static LibraryMembers open(Path file, long maxBytes) throws IOException {
        ZipFile zip = new ZipFile(file.toFile());
        try {
            return new LibraryMembers(zip, maxBytes);
        } catch (ZipException broken) {
            zip.close();
            throw Refusal.broken("The zip is damaged.");
        } catch (IOException | RuntimeException failure) {
            zip.close();
            throw failure;
        }
    }

    private void demandNames() {
        if (zip.size() > MOST_MEMBERS) {
            throw Refusal.tooLarge("The zip has more than " + MOST_MEMBERS + " members.");
        }
        Set<String> names = new HashSet<>();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String name = entry.getName();
            if (!NAME.matcher(name).matches()) {
                throw Refusal.broken("The zip has a member whose name no export gives.");
            }
            if (!names.add(name)) {
                throw Refusal.broken("The zip has two members of one name.");
            }
            var file = FILE.matcher(name);
            if (file.matches() && files.put(file.group(1), entry) != null) {
                throw Refusal.broken("The zip has one file twice.");
            }
        }
    }

    private Manifest manifest() throws IOException {
        byte[] bytes;
        try (InputStream in = open(Manifest.NAME)) {
            bytes = in.readNBytes(MOST_MANIFEST_BYTES);
        }
        Manifest manifest;
        try {
            manifest = Json.read(bytes, Manifest.class);
        } catch (Problem wrong) {
            throw Refusal.line(Manifest.NAME, 1, wrong);
        }
        if (!Manifest.FORMAT.equals(manifest.format()) || manifest.version() != Manifest.VERSION) {
            throw Refusal.broken("The zip is of a format that this version of Colophon does not read.");
        }
        return manifest;
    }

    private void demandContents(Manifest manifest, long maxBytes) throws IOException {
        Map<String, String> sums = new HashMap<>();
        for (Content content : manifest.contents()) {
            sums.put(content.name(), content.sha256());
        }
        long left = maxBytes;
        for (String name : LINES) {
            MessageDigest digest = Hash.digest();
            try (InputStream in = open(name)) {
                left -= digest(in, digest, left, maxBytes);
            }
            if (!HexFormat.of().formatHex(digest.digest()).equals(sums.get(name))) {
                throw Refusal.broken(name + " is not what the manifest says: it was changed, or damaged on its way.");
            }
        }
    }

    private static long digest(InputStream in, MessageDigest digest, long left, long maxBytes) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long read = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            read += count;
            if (read > left) {
                throw Refusal.tooLarge("The lines of the zip come to more than " + maxBytes
                        + " bytes. Ask the operator to raise IMPORT_MAX_BYTES.");
            }
            digest.update(buffer, 0, count);
        }
        return read;
    }

    /** The bytes of a member. */
    InputStream open(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw Refusal.broken("The zip has no " + name + ".");
        }
        return zip.getInputStream(entry);
    }

    /** Whether the files have one with this hash. */
    boolean hasFile(String sha256) {
        return files.containsKey(sha256);
    }

    /** Whether it was lost before the export was made. */
    boolean isMissing(String sha256) {
        return missing.contains(sha256);
    }

    /** The bytes of the file that is called by this hash. */
    InputStream file(String sha256) throws IOException {
        return zip.getInputStream(files.get(sha256));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
