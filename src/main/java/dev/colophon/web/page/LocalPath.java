package dev.colophon.web.page;

/** Where a redirect may lead: to a page of this site and nowhere else. */
public final class LocalPath {
    private static final int MAX_LENGTH = 1_000;

    private LocalPath() {}

    /** Whether a browser takes the text for a path of this site. */
    public static boolean holds(String location) {
        if (!location.startsWith("/") || location.length() > MAX_LENGTH) {
            return false;
        }
        if (location.length() > 1 && "/\\".indexOf(location.charAt(1)) >= 0) {
            return false;
        }
        // browsers read a backslash as a slash and skip tabs and line ends
        return location.chars().allMatch(each -> each > ' ' && each < 0x7f && each != '\\');
    }
}
