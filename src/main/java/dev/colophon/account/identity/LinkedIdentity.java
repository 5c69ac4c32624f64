package dev.colophon.account.identity;

import dev.colophon.database.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a reader signs in by the provider.
 *
 * @param lastUsedAt null until then
 */
public record LinkedIdentity(
        UUID userId, Instant createdAt, @Nullable Instant lastUsedAt) {
    static LinkedIdentity of(Row row) {
        return new LinkedIdentity(row.uuid("user_id"), row.instant("created_at"), row.instantOrNull("last_used_at"));
    }
}
