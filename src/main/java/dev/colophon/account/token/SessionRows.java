package dev.colophon.account.token;

import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The rows that tell where readers are signed in. They are a list for people: whether a token is good does not depend
 * on them. A row whose epoch is not its reader's any more is of a session that has ended.
 */
final class SessionRows {
    /** Whoever was seen a moment ago need not be put down again. */
    private static final Duration GRAIN = Duration.ofMinutes(5);

    private static final String COLUMNS = "id, user_id, token_epoch, device, created_at, last_seen_at, expires_at";

    /** The epoch of a reader who is gone, or has signed out everywhere, is not the token's. */
    private static final Statement SEEN =
            Statement.of("account.session-seen", "INSERT INTO sessions (" + COLUMNS + """
                    )
                    SELECT :id, u.id, u.token_epoch, :device, :created_at, :at, :expires_at FROM users u
                    WHERE u.id = :user_id AND u.token_epoch = :token_epoch
                        AND NOT EXISTS (SELECT 1 FROM revoked_tokens r WHERE r.jti = :id)
                    ON CONFLICT (id) DO UPDATE SET last_seen_at = excluded.last_seen_at
                        WHERE sessions.last_seen_at < :before
                    """);

    private static final Statement DELETE =
            Statement.of("account.session-delete", "DELETE FROM sessions WHERE id = :id");

    private static final Statement SWEEP =
            Statement.of("account.sessions-sweep", "DELETE FROM sessions WHERE expires_at < :now");

    private SessionRows() {}

    /**
     * A session at a moment.
     *
     * @param device kept from the first time; empty when nothing is known
     */
    record Seen(UUID id, UUID userId, long epoch, String device, Instant createdAt, Instant expiresAt, Instant at) {
        Parameters parameters() {
            return Parameters.of("id", id)
                    .and("user_id", userId)
                    .and("token_epoch", epoch)
                    .and("device", device)
                    .and("created_at", createdAt)
                    .and("expires_at", expiresAt)
                    .and("at", at)
                    .and("before", at.minus(GRAIN));
        }
    }

    static void seen(Session session, List<Parameters> seen) {
        session.executeAll(SEEN, seen);
    }

    static void delete(Session session, UUID id) {
        session.execute(DELETE, Parameters.of("id", id));
    }

    static void sweep(Session session, Instant now) {
        session.execute(SWEEP, Parameters.of("now", now));
    }
}
