package dev.colophon.web.answer;

import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file for the client to keep, written as it is read.
 *
 * @param fileName how the client may call it; any text will do
 * @param contentType never trusted to be harmless: browsers are told to keep the file and run nothing
 * @param length of the content in bytes
 * @param entityTag what changes with the content, such as a hash, without quotes; empty for none
 * @param content closed by whoever opened it
 */
public record Download(
        String fileName, String contentType, long length, Optional<String> entityTag, InputStream content) {
    private static final Pattern ENTITY_TAG = Pattern.compile("[\\x21\\x23-\\x7e]{1,100}");

    public Download {
        if (entityTag.isPresent() && !ENTITY_TAG.matcher(entityTag.get()).matches()) {
            throw new IllegalArgumentException("an entity tag is 1 to 100 visible ASCII characters without quotes");
        }
    }

    /** A file that clients fetch again each time. */
    public static Download of(String fileName, String contentType, long length, InputStream content) {
        return new Download(fileName, contentType, length, Optional.empty(), content);
    }

    /** The tag as headers spell it. */
    public Optional<String> quotedTag() {
        return entityTag.map(tag -> "\"" + tag + "\"");
    }
}
