package dev.colophon.account.token;

import dev.colophon.web.session.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tokens that were found good in the last seconds, so that most requests cost no query. */
final class TokenCache {
    static final Duration MAX_AGE = Duration.ofSeconds(30);
    private static final int MAX_ENTRIES = 10_000;

    private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong generation = new AtomicLong();

    /**
     * @param checkedAt when the database was asked
     */
    record Entry(Caller caller, Instant checkedAt, Instant expiresAt) {
        boolean isFresh(Instant now) {
            return now.isBefore(expiresAt) && now.isBefore(checkedAt.plus(MAX_AGE));
        }
    }

    @Nullable
    Entry get(String token, Instant now) {
        Entry entry = entries.get(token);
        return entry != null && entry.isFresh(now) ? entry : null;
    }

    /** Changes with each revocation; to be read before the database is asked. */
    long generation() {
        return generation.get();
    }

    /**
     * Remembers a good token, unless something was revoked since the generation was read: the
     * database may then have been asked too early.
     */
    void put(String token, Entry entry, long readGeneration) {
        if (entries.size() >= MAX_ENTRIES) {
            entries.values().removeIf(old -> !old.isFresh(entry.checkedAt()));
            if (entries.size() >= MAX_ENTRIES) {
                entries.clear();
            }
        }
        entries.put(token, entry);
        if (generation.get() != readGeneration) {
            entries.remove(token, entry);
        }
    }

    void forget(Predicate<Caller> callers) {
        generation.incrementAndGet();
        entries.values().removeIf(entry -> callers.test(entry.caller()));
    }
}
