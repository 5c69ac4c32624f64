package dev.colophon.storage;

import java.util.regex.Pattern;

/** The form of the names of blobs; what fits can be no path out of a folder and needs no escape in a URL. */
public final class BlobName {
    /** Folders allow 255 and S3 1024 for all of it, with the prefix of the bucket. */
    private static final int MOST_CHARACTERS = 512;

    private static final String PART = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}";
    private static final Pattern NAME = Pattern.compile(PART + "(?:/" + PART + ")*");

    private BlobName() {}

    /** Whether a blob can be called so. */
    public static boolean fits(String text) {
        return text.length() <= MOST_CHARACTERS && NAME.matcher(text).matches();
    }

    /** Whether names of blobs can begin so: some of a name, cut anywhere. */
    public static boolean canBegin(String text) {
        return text.isEmpty() || fits(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    /**
     * The name, if it is one.
     *
     * @throws IllegalArgumentException otherwise
     */
    public static String require(String text) {
        if (!fits(text)) {
            throw new IllegalArgumentException("no name of a blob: " + text);
        }
        return text;
    }
}
