package dev.colophon.account.session;

import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the sessions of readers; they are written in {@code account.token}. */
final class SessionRepository {
    /** Those that were not ended by a new epoch. */
    private static final Statement LIST = Statement.of("account.sessions", """
                    SELECT s.id, s.device, s.created_at, s.last_seen_at, s.expires_at
                    FROM sessions s
                    JOIN users u ON u.id = s.user_id AND u.token_epoch = s.token_epoch
                    WHERE s.user_id = :user_id AND s.id < :before AND s.expires_at > :now
                    ORDER BY s.id DESC LIMIT :limit
                    """);

    private static final Statement EXPIRY = Statement.of(
            "account.session-expiry",
            "SELECT id, created_at, expires_at FROM sessions WHERE user_id = :user_id AND id = :id");

    /** A reader has few, so that sorting them is nothing. */
    private static final Statement BEYOND = Statement.of("account.sessions-beyond", """
                    SELECT id, created_at, expires_at FROM sessions WHERE user_id = :user_id
                    ORDER BY last_seen_at DESC, id DESC LIMIT 100 OFFSET :kept
                    """);

    private SessionRepository() {}

    /** A session that is to end. */
    record Ending(UUID id, Instant createdAt, Instant expiresAt) {
        static Ending of(Row row) {
            return new Ending(row.uuid("id"), row.instant("created_at"), row.instant("expires_at"));
        }
    }

    /**
     * Latest first.
     *
     * @param after the place of the last one that was shown; empty at the start
     */
    static List<ReaderSession> list(Session session, Whose whose, List<String> after, int limit) {
        UUID before = after.isEmpty() ? Ids.LAST : UUID.fromString(after.getFirst());
        return session.list(
                LIST,
                row -> ReaderSession.of(row, whose.current()),
                Parameters.of("user_id", whose.reader())
                        .and("before", before)
                        .and("now", whose.now())
                        .and("limit", limit));
    }

    /**
     * Whose sessions are read.
     *
     * @param current the one that asks
     */
    record Whose(UUID reader, UUID current, Instant now) {}

    static Optional<Ending> find(Session session, UUID reader, UUID id) {
        return session.first(
                EXPIRY, Ending::of, Parameters.of("user_id", reader).and("id", id));
    }

    /** Those that were not seen for longest, beyond so many. */
    static List<Ending> beyond(Session session, UUID reader, int kept) {
        return session.list(BEYOND, Ending::of, Parameters.of("user_id", reader).and("kept", kept));
    }
}
