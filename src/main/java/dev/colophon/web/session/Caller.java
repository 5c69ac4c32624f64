package dev.colophon.web.session;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling.
 *
 * @param admin never of a program, whoever made its token
 * @param tokenId the token's {@code jti}, or the id of an access token; it revokes it
 * @param locale as this reader wants dates; null leaves it to the browser
 * @param zone of this reader; null for the server's
 * @param scopes what a program may do with an access token; null for somebody who has signed in and may do everything
 */
public record Caller(
        UUID id,
        String username,
        boolean admin,
        UUID tokenId,
        @Nullable Locale locale,
        @Nullable ZoneId zone,
        @Nullable Set<Scope> scopes) {

    /** Somebody who has set neither locale nor zone. */
    public Caller(UUID id, String username, boolean admin, UUID tokenId) {
        this(id, username, admin, tokenId, null, null, null);
    }

    /** Whether a program is calling, with an access token. */
    public boolean isProgram() {
        return scopes != null;
    }

    /**
     * Whether they may do what one of these is enough for.
     *
     * @param enough empty for what only somebody may do who has signed in
     */
    public boolean may(Set<Scope> enough) {
        return scopes == null || scopes.stream().anyMatch(enough::contains);
    }
}
