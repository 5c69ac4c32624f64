package dev.colophon.account.token;

import dev.colophon.settings.Secret;
import java.time.Instant;

/** A token that was just made. */
public record IssuedToken(Secret token, Instant expiresAt, long lifetimeSeconds) {}
