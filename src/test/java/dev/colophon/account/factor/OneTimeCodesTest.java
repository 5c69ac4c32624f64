package dev.colophon.account.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneTimeCodesTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** The vectors of RFC 6238, appendix B, for SHA-1; of their eight digits the last six. */
    @ParameterizedTest
    @CsvSource({
        "59,287082",
        "1111111109,081804",
        "1111111111,050471",
        "1234567890,005924",
        "2000000000,279037",
        "20000000000,353130"
    })
    void the_vectors_of_the_standard_hold(long second, String code) {
        assertThat(OneTimeCodes.code(SECRET, second / OneTimeCodes.STEP_SECONDS))
                .isEqualTo(code);
        assertThat(OneTimeCodes.step(SECRET, code, Instant.ofEpochSecond(second), 0))
                .hasValue(second / OneTimeCodes.STEP_SECONDS);
    }

    @Test
    void a_code_is_good_one_step_early_and_one_late_and_no_longer() {
        Instant now = Instant.ofEpochSecond(100 * 30 + 29);
        for (long step = 97; step <= 103; step++) {
            OptionalLong found = OneTimeCodes.step(SECRET, OneTimeCodes.code(SECRET, step), now, 0);

            assertThat(found).isEqualTo(step >= 99 && step <= 101 ? OptionalLong.of(step) : OptionalLong.empty());
        }
    }

    @Test
    void a_step_that_was_used_and_those_before_it_are_used_up() {
        Instant now = Instant.ofEpochSecond(100 * 30);

        assertThat(OneTimeCodes.step(SECRET, OneTimeCodes.code(SECRET, 100), now, 100))
                .isEmpty();
        assertThat(OneTimeCodes.step(SECRET, OneTimeCodes.code(SECRET, 99), now, 100))
                .isEmpty();
        assertThat(OneTimeCodes.step(SECRET, OneTimeCodes.code(SECRET, 101), now, 100))
                .hasValue(101);
    }

    @Test
    void what_is_no_code_is_none() {
        for (String other : new String[] {"", "0", "0".repeat(5), "0".repeat(7), "abcdef", "\0", "é"}) {
            assertThat(OneTimeCodes.step(SECRET, other, Instant.EPOCH.plusSeconds(90), 0))
                    .as(other)
                    .isEmpty();
        }
    }
}
