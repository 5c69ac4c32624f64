package dev.colophon.account.token;

import dev.colophon.database.Database;
import dev.colophon.database.Parameters;
import dev.colophon.database.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * When sessions and access tokens were last used. It is kept in memory and put down all together once in a while, so
 * that no request writes for it; a crash loses what was not put down yet.
 */
final class TokenUses {
    private static final int MAX_WAITING = 10_000;

    private static final Statement USED = Statement.of("account.access-token-used", """
                    UPDATE access_tokens SET last_used_at = :at
                    WHERE id = :id AND (last_used_at IS NULL OR last_used_at < :at)
                    """);

    private final ConcurrentHashMap<UUID, Instant> programs = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<UUID, SessionRows.Seen> sessions = new ConcurrentHashMap<>();

    void program(UUID tokenId, Instant at) {
        if (programs.size() < MAX_WAITING) {
            programs.put(tokenId, at);
        }
    }

    void session(SessionRows.Seen seen) {
        if (sessions.size() < MAX_WAITING) {
            sessions.put(seen.id(), seen);
        }
    }

    /** Puts down what has happened since it did so last. */
    void write(Database database) {
        List<Parameters> used =
                taken(programs, (id, at) -> Parameters.of("id", id).and("at", at));
        List<Parameters> seen = taken(sessions, (id, use) -> use.parameters());
        if (!used.isEmpty() || !seen.isEmpty()) {
            database.write(session -> {
                session.executeAll(USED, used);
                SessionRows.seen(session, seen);
                return used;
            });
        }
    }

    /** By id: two instances that put down the same ones must not wait for each other. */
    private static <T> List<Parameters> taken(
            ConcurrentHashMap<UUID, T> waiting, BiFunction<UUID, T, Parameters> parameters) {
        List<Parameters> taken = new ArrayList<>();
        for (UUID id : waiting.keySet().stream().sorted().toList()) {
            T use = waiting.remove(id);
            if (use != null) {
                taken.add(parameters.apply(id, use));
            }
        }
        return taken;
    }
}
