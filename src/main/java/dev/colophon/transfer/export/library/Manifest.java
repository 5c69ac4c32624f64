package dev.colophon.transfer.export.library;

import java.util.List;

/**
 * What a zip says of itself at its end. It names no time and no account, so that the same shelf makes the same zip.
 *
 * @param contents of lines or JSON, in the order of the zip
 * @param files how many files there are beside them; each has the hash of its bytes as its name
 * @param missing hashes of files that lines name and that were lost before
 */
public record Manifest(
        String format, int version, List<Content> contents, int files, long fileBytes, List<String> missing) {
    public static final String NAME = "manifest.json";

    public static final String FORMAT = "colophon";
    public static final int VERSION = 1;

    /**
     * One of the zip's members.
     *
     * @param lines 0 for what is no list
     */
    public record Content(String name, long lines, long bytes, String sha256) {}
}
