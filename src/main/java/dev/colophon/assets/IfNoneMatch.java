package dev.colophon.assets;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the header by which a client says what it has already. */
public final class IfNoneMatch {
    private static final Pattern ENTITY_TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");

    private IfNoneMatch() {}

    /**
     * Whether the client has what this tag stands for (the weak comparison of RFC 9110 section 8.8.3.2,
     * as section 13.1.2 wants it).
     *
     * @param tag with its quotes
     */
    public static boolean names(String header, String tag) {
        if (header.strip().equals("*")) {
            return true;
        }
        Matcher tags = ENTITY_TAG.matcher(header);
        while (tags.find()) {
            if (tags.group(1).equals(tag)) {
                return true;
            }
        }
        return false;
    }
}
