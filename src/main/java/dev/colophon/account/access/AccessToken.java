package dev.colophon.account.access;

import dev.colophon.database.Columns;
import dev.colophon.database.Row;
import dev.colophon.web.session.Scope;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token that a reader made for a program, without its secret; also as JSON.
 *
 * @param prefix how it begins
 * @param expiresAt null for one that lasts until it is removed
 * @param lastUsedAt to about a minute; null before the first time
 */
public record AccessToken(
        UUID id,
        String name,
        String prefix,
        Set<Scope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {

    static final Columns COLUMNS =
            Columns.of("id", "name", "prefix", "scopes", "created_at", "expires_at", "last_used_at");

    /** From a row with {@link #COLUMNS}. */
    static AccessToken of(Row row) {
        return new AccessToken(
                row.uuid("id"),
                row.text("name"),
                row.text("prefix"),
                Scope.split(row.text("scopes")),
                row.instant("created_at"),
                row.instantOrNull("expires_at"),
                row.instantOrNull("last_used_at"));
    }

    /** Whether it is of no use any more. */
    public boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
