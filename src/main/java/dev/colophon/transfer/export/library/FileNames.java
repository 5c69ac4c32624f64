package dev.colophon.transfer.export.library;

import java.util.Map;

/** What the files of a zip are called: by the hash of their bytes, with an ending for people. */
public final class FileNames {
    /** Where they are in the zip. */
    public static final String FOLDER = "files/";

    private static final Map<String, String> ENDINGS = Map.of(
            "application/pdf", ".pdf",
            "image/jpeg", ".jpg",
            "image/png", ".png",
            "image/gif", ".gif",
            "image/webp", ".webp",
            "text/plain", ".txt");

    private FileNames() {}

    static String of(String sha256, String mediaType) {
        return FOLDER + sha256 + ENDINGS.getOrDefault(mediaType, "");
    }
}
