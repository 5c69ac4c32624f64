package dev.colophon.lookup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.lookup.port.SourceFailure;
import dev.colophon.lookup.port.SourceFailure.Reason;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The pace that a provider allows. */
class TokenBucketTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private long nanoTime = 5;
    private Instant now = Instant.parse("2026-03-14T12:00:00Z");

    private TokenBucket bucket(int burst, int perDay) {
        return new TokenBucket(SECOND, burst, perDay, () -> now, () -> nanoTime);
    }

    @Test
    void some_go_at_once_and_the_rest_one_after_the_other() throws SourceFailure {
        TokenBucket bucket = bucket(2, 0);

        assertThat(bucket.reserve(SECOND)).isZero();
        assertThat(bucket.reserve(SECOND)).isZero();
        assertThat(bucket.reserve(SECOND)).isEqualTo(SECOND);

        nanoTime += Duration.ofSeconds(10).toNanos();
        assertThat(bucket.reserve(SECOND)).isZero();
    }

    @Test
    void who_would_wait_too_long_is_told_and_takes_nothing() throws SourceFailure {
        TokenBucket bucket = bucket(1, 0);
        bucket.reserve(SECOND);

        assertThatThrownBy(() -> bucket.reserve(Duration.ofMillis(999)))
                .isInstanceOfSatisfying(
                        SourceFailure.class, it -> assertThat(it.reason()).isEqualTo(Reason.BUSY));
        assertThat(bucket.reserve(SECOND)).isEqualTo(SECOND);
    }

    @Test
    void a_day_has_so_many_and_begins_in_california() throws SourceFailure {
        TokenBucket bucket = bucket(10, 2);
        bucket.reserve(SECOND);
        bucket.reserve(SECOND);

        now = Instant.parse("2026-03-15T06:59:59Z");
        assertThatThrownBy(() -> bucket.reserve(SECOND))
                .isInstanceOfSatisfying(
                        SourceFailure.class, it -> assertThat(it.reason()).isEqualTo(Reason.QUOTA));

        now = Instant.parse("2026-03-15T07:00:00Z");
        assertThat(bucket.reserve(SECOND)).isZero();
    }
}
