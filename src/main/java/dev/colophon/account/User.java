package dev.colophon.account;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person with an account, without the password.
 *
 * @param tokenEpoch a token of an earlier epoch is worthless
 * @param disabledAt since when the account may not be used
 * @param locale BCP 47; null leaves it to the browser
 * @param timeZone IANA id; null is the server's
 */
record User(
        UUID id,
        String username,
        @Nullable String email,
        String displayName,
        Role role,
        Visibility visibility,
        long tokenEpoch,
        @Nullable Instant disabledAt,
        Instant createdAt,
        @Nullable String locale,
        @Nullable String timeZone) {

    /** What a person may do. */
    enum Role {
        USER,
        ADMIN
    }

    /** Who may see a person's shelf. */
    enum Visibility {
        PUBLIC,
        FOLLOWERS,
        PRIVATE
    }
}
