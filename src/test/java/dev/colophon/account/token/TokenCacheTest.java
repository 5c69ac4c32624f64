package dev.colophon.account.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.web.session.Caller;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenCacheTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final TokenCache cache = new TokenCache();

    @Test
    void no_more_tokens_are_kept_than_there_is_room_for() {
        var caller = new Caller(UUID.randomUUID(), "mary", false, UUID.randomUUID());
        var entry = new TokenCache.Entry(caller, NOW, NOW.plusSeconds(60));
        for (int token = 0; token < 25_000; token++) {
            cache.put("token " + token, entry, cache.generation());
        }

        long kept = IntStream.range(0, 25_000)
                .filter(token -> cache.get("token " + token, NOW) != null)
                .count();
        assertThat(kept).isBetween(1L, 10_000L);
        assertThat(cache.get("token 24999", NOW)).isEqualTo(entry);
    }
}
