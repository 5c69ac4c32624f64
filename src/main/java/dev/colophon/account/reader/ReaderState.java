package dev.colophon.account.reader;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an admin changes of an account, as it is.
 *
 * @param disabledAt null while it may be used
 * @param quotaBytes of all files of the reader; null for what the settings say
 */
record ReaderState(
        UUID id,
        Role role,
        @Nullable Instant disabledAt,
        @Nullable Long quotaBytes) {
    boolean isEnabledAdmin() {
        return role == Role.ADMIN && disabledAt == null;
    }
}
