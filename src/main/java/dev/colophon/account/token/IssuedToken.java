package dev.colophon.account.token;

import dev.colophon.settings.Secret;
import java.time.Instant;
import java.util.UUID;

/**
 * A token that was just made.
 *
 * @param id its {@code jti}
 */
public record IssuedToken(UUID id, Secret token, Instant expiresAt, long lifetimeSeconds) {}
