package dev.colophon.account;

import dev.colophon.settings.Secret;
import java.time.Instant;

/** A token that was just made, for the person it is made for. */
public record IssuedToken(Secret token, User user, Instant expiresAt, long lifetimeSeconds) {}
