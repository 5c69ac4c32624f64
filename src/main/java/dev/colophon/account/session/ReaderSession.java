package dev.colophon.account.session;

import dev.colophon.database.Row;
import java.time.Instant;
import java.util.UUID;

/**
 * That a reader is signed in somewhere; also as JSON.
 *
 * @param id the {@code jti} of its token
 * @param device empty when nothing is known of it
 * @param lastSeenAt to some minutes
 * @param current whether it is the one that asks
 */
public record ReaderSession(
        UUID id, String device, Instant createdAt, Instant lastSeenAt, Instant expiresAt, boolean current) {

    /** From a row. */
    static ReaderSession of(Row row, UUID current) {
        UUID id = row.uuid("id");
        return new ReaderSession(
                id,
                row.text("device"),
                row.instant("created_at"),
                row.instant("last_seen_at"),
                row.instant("expires_at"),
                id.equals(current));
    }
}
