package dev.colophon.lookup.http;

import java.util.Locale;
import java.util.Optional;

/**
 * An answer that was read whole.
 *
 * @param mediaType in small letters, without parameters; empty when it was not named
 * @param retryAfter as sent
 */
record Received(int status, String mediaType, Optional<String> location, Optional<String> retryAfter, byte[] body) {
    static String mediaType(Optional<String> contentType) {
        return contentType
                .map(text -> text.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .orElse("");
    }
}
