package dev.colophon.settings;

import java.util.List;

/**
 * The two listeners and what they let in.
 *
 * @param port main listener; 0 takes any free port (tests)
 * @param allowedHosts host names without port; {@code *} alone allows any (test profile only)
 * @param corsAllowedOrigins origins such as {@code https://books.example}; {@code *} alone allows
 *     any (test profile only)
 * @param trustedProxies networks in CIDR form whose X-Forwarded-* headers count
 * @param rateLimitPerMinute per client; 0 is off
 */
public record ServerSettings(
        String host,
        int port,
        int managementPort,
        int requestTimeoutSeconds,
        int maxConcurrentRequests,
        int shutdownDrainSeconds,
        int shutdownGraceSeconds,
        List<String> allowedHosts,
        List<String> corsAllowedOrigins,
        List<String> csrfTrustedOrigins,
        List<String> trustedProxies,
        boolean requireHttps,
        int rateLimitPerMinute) {}
