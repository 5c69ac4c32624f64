package dev.colophon.admin;

import dev.colophon.account.reader.Role;
import dev.colophon.database.Row;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An account as admins see it; also as JSON.
 *
 * @param disabledAt null while it may be used
 * @param lastSeenAt to some minutes, by the sessions and access tokens that are there; null when there is none
 * @param books on the reader's shelf
 * @param bytes of the files that the reader gave
 * @param quotaBytes of all those files; null for what the settings say
 */
public record ReaderAccount(
        UUID id,
        String username,
        @Nullable String email,
        Role role,
        @Nullable Instant disabledAt,
        Instant createdAt,
        @Nullable Instant lastSeenAt,
        long books,
        long bytes,
        @Nullable Long quotaBytes,
        boolean secondFactor) {

    /** Each of these reads the index of one reader alone. */
    static final String COLUMNS = """
            u.id, u.username, u.email, u.role, u.disabled_at, u.created_at, u.quota_bytes,
            (SELECT MAX(s.last_seen_at) FROM sessions s WHERE s.user_id = u.id) AS session_seen_at,
            (SELECT MAX(t.last_used_at) FROM access_tokens t WHERE t.user_id = u.id) AS token_seen_at,
            (SELECT COUNT(*) FROM userbooks b WHERE b.user_id = u.id) AS books,
            (SELECT COALESCE(SUM(f.size_bytes), 0) FROM uploads f WHERE f.user_id = u.id) AS bytes,
            (SELECT COUNT(*) FROM second_factors f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL) AS factors
            """;

    /** From a row with {@link #COLUMNS}. */
    static ReaderAccount of(Row row) {
        return new ReaderAccount(
                row.uuid("id"),
                row.text("username"),
                row.textOrNull("email"),
                row.constant("role", Role.class),
                row.instantOrNull("disabled_at"),
                row.instant("created_at"),
                later(row.instantOrNull("session_seen_at"), row.instantOrNull("token_seen_at")),
                row.number("books"),
                row.number("bytes"),
                row.numberOrNull("quota_bytes"),
                row.number("factors") > 0);
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return Stream.of(Optional.ofNullable(one), Optional.ofNullable(other))
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .orElse(null);
    }
}
