package dev.colophon.account.invitation;

import dev.colophon.account.reader.Role;
import dev.colophon.database.Columns;
import dev.colophon.database.Row;
import java.time.Instant;
import java.util.UUID;

/**
 * An invitation without its secret; also as JSON.
 *
 * @param note for whoever made it; may be empty
 * @param role of the accounts that are made with it
 */
public record Invitation(UUID id, String note, Role role, int maxUses, int uses, Instant createdAt, Instant expiresAt) {
    static final Columns COLUMNS = Columns.of("id", "note", "role", "max_uses", "uses", "created_at", "expires_at");

    /** From a row with {@link #COLUMNS}. */
    static Invitation of(Row row) {
        return new Invitation(
                row.uuid("id"),
                row.text("note"),
                row.constant("role", Role.class),
                row.integer("max_uses"),
                row.integer("uses"),
                row.instant("created_at"),
                row.instant("expires_at"));
    }

    /** Whether an account can be made with it. */
    public boolean isGood(Instant now) {
        return uses < maxUses && now.isBefore(expiresAt);
    }
}
