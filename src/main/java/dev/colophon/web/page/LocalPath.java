package dev.colophon.web.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where a redirect may lead: to a page of this site and nowhere else. */
public final class LocalPath {
    /** The page where a person signs in. */
    public static final String SIGN_IN = "/sign-in";

    private static final int MAX_LENGTH = 1_000;

    private LocalPath() {}

    /**
     * The way to the page where a person signs in, and from there back to where they wanted to go.
     *
     * @param path as sent
     * @param query as sent, without question mark
     */
    public static String signIn(String path, String query) {
        if (!holds(path)) {
            return SIGN_IN;
        }
        String wanted = query.isEmpty() ? path : path + "?" + query;
        String location = SIGN_IN + "?next=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
        return holds(location) ? location : SIGN_IN;
    }

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
