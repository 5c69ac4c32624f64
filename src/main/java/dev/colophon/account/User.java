package dev.colophon.account;

import dev.colophon.account.audience.Audience;
import dev.colophon.account.reader.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person with an account, without the password.
 *
 * @param biography what the person says of themselves
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
        @Nullable String biography,
        Role role,
        Audience visibility,
        long tokenEpoch,
        @Nullable Instant disabledAt,
        Instant createdAt,
        @Nullable String locale,
        @Nullable String timeZone) {}
