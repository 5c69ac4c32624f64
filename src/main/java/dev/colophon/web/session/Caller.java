package dev.colophon.web.session;

import java.util.UUID;

/**
 * Who is calling.
 *
 * @param tokenId the token's {@code jti}, which revokes it
 */
public record Caller(UUID id, String username, boolean admin, UUID tokenId) {}
