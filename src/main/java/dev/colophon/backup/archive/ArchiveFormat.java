package dev.colophon.backup.archive;

import dev.colophon.backup.codec.RowLimit;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names and limits of format {@value #NUMBER}; none of them may change without another number. */
final class ArchiveFormat {
    static final int NUMBER = 2;

    /** The first with files beside the rows. */
    static final int WITH_BLOBS = 2;

    static final String FORMAT = "FORMAT";
    static final String HEADER = "header.json";
    static final String MANIFEST = "manifest.json";
    static final String TRAILER = "TRAILER";

    /** What a chunk holds before it is compressed, cut at the end of a row; a longer row is a chunk of its own. */
    static final int CHUNK_BYTES = 8 << 20;

    /** A chunk of the longest row, which does not get smaller, grows by less than 1 MiB. */
    static final int MAX_STORED_CHUNK_BYTES = RowLimit.MAX_BYTES + (1 << 20);

    /** Of FORMAT and TRAILER, whatever their number. */
    static final int MAX_MARK_BYTES = 4096;

    /** Thirty times a header with 100 tables; as a tree of JSON it takes up to 50 times as much memory. */
    static final int MAX_HEADER_BYTES = 2 << 20;

    /** The largest that MAX_FILE_SIZE can be. */
    static final long MAX_BLOB_BYTES = 1L << 30;

    private static final String BLOBS = "blobs/";
    private static final Pattern BLOB = Pattern.compile("[a-z]{1,20}/([0-9a-f]{64})");
    private static final Pattern FIRST_LINE = Pattern.compile("colophon-archive ([1-9][0-9]{0,8})\n.*", Pattern.DOTALL);

    private ArchiveFormat() {}

    /** The first entry; its second line is as sha256sum writes it. */
    static byte[] format(int number, String headerHash) {
        return bytes("colophon-archive " + number + "\n" + sum(headerHash, HEADER));
    }

    /** The last entry, as sha256sum writes it. */
    static byte[] trailer(String manifestHash) {
        return bytes(sum(manifestHash, MANIFEST));
    }

    /** Which format an archive says it has, 0 for none. */
    static int number(byte[] format) {
        Matcher line = FIRST_LINE.matcher(new String(format, StandardCharsets.ISO_8859_1));
        return line.matches() ? Integer.parseInt(line.group(1)) : 0;
    }

    static String chunk(int table, String name, int chunk) {
        return String.format(Locale.ROOT, "data/%03d-%s/%06d.tsv.zst", table, name, chunk);
    }

    /** The entry of a file. */
    static String blob(String name) {
        return BLOBS + name;
    }

    /** The name of the file that an entry is, or null. */
    static @Nullable String blobName(String entry) {
        String name = entry.startsWith(BLOBS) ? entry.substring(BLOBS.length()) : "";
        return isBlob(name) ? name : null;
    }

    static boolean isBlob(String name) {
        return BLOB.matcher(name).matches();
    }

    static String sum(String hash, String name) {
        return hash + "  " + name + "\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
