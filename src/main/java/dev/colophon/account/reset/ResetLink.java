package dev.colophon.account.reset;

import java.time.Instant;

/**
 * A link that was just made; shown this once. Also as JSON.
 *
 * @param path of this site, with its secret
 */
public record ResetLink(String path, Instant expiresAt) {
    @Override
    public String toString() {
        return "ResetLink[" + expiresAt + "]";
    }
}
