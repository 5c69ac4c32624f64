package dev.colophon.server.request;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Ids by which a person finds the log lines of one answer. They are unique over all instances and
 * restarts, and no secret.
 */
final class RequestIds {
    private static final int MOST_LENGTH = 64;

    private final String prefix;
    private final AtomicLong last = new AtomicLong();

    RequestIds() {
        var random = new byte[6];
        new SecureRandom().nextBytes(random);
        prefix = HexFormat.of().formatHex(random) + "-";
    }

    String next() {
        return prefix + Long.toHexString(last.incrementAndGet());
    }

    /** The one that a trusted proxy sent, if it is safe to repeat, else a new one. */
    String nextUnless(@Nullable String sent) {
        return sent != null && isSafe(sent) ? sent : next();
    }

    private static boolean isSafe(String id) {
        if (id.isEmpty() || id.length() > MOST_LENGTH) {
            return false;
        }
        for (int index = 0; index < id.length(); index++) {
            char letter = id.charAt(index);
            boolean safe = letter >= 'a' && letter <= 'z'
                    || letter >= 'A' && letter <= 'Z'
                    || letter >= '0' && letter <= '9'
                    || letter == '-'
                    || letter == '_'
                    || letter == '.';
            if (!safe) {
                return false;
            }
        }
        return true;
    }
}
