package dev.colophon.account.token;

import dev.colophon.database.Database;
import dev.colophon.database.Parameters;
import dev.colophon.database.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When tokens were last used. It is kept in memory and put down all together once in a while, so that no request
 * writes for it; a crash loses what was not put down yet.
 */
final class TokenUses {
    private static final int MAX_WAITING = 10_000;

    private static final Statement USED = Statement.of("account.access-token-used", """
                    UPDATE access_tokens SET last_used_at = :at
                    WHERE id = :id AND (last_used_at IS NULL OR last_used_at < :at)
                    """);

    private final ConcurrentHashMap<UUID, Instant> waiting = new ConcurrentHashMap<>();

    void note(UUID tokenId, Instant at) {
        if (waiting.size() < MAX_WAITING) {
            waiting.put(tokenId, at);
        }
    }

    /** Puts down what has happened since it did so last. */
    void write(Database database) {
        List<Parameters> uses = new ArrayList<>();
        waiting.forEach((id, at) -> {
            waiting.remove(id, at);
            uses.add(Parameters.of("id", id).and("at", at));
        });
        if (!uses.isEmpty()) {
            database.write(session -> {
                session.executeAll(USED, uses);
                return uses;
            });
        }
    }
}
