package dev.colophon.web.session;

import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling.
 *
 * @param tokenId the token's {@code jti}, which revokes it
 * @param locale as this reader wants dates; null leaves it to the browser
 * @param zone of this reader; null for the server's
 */
public record Caller(
        UUID id,
        String username,
        boolean admin,
        UUID tokenId,
        @Nullable Locale locale,
        @Nullable ZoneId zone) {

    /** Somebody who has set neither locale nor zone. */
    public Caller(UUID id, String username, boolean admin, UUID tokenId) {
        this(id, username, admin, tokenId, null, null);
    }
}
