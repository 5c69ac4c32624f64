package dev.colophon.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InstantWriterTest {
    @Test
    void an_instant_is_written_as_the_library_writes_it() {
        Stream.of(
                        "2026-11-30T00:00:00Z",
                        "2026-02-28T23:59:59.100Z",
                        "2024-02-29T01:02:03.000100Z",
                        "1969-12-31T23:59:59.999999999Z",
                        "0000-01-01T00:00:00Z",
                        "-0001-12-31T23:59:59Z",
                        "9999-12-31T23:59:59.999Z",
                        "+10000-01-01T00:00:00Z")
                .map(Instant::parse)
                .forEach(it -> assertThat(InstantWriter.text(it)).isEqualTo(it.toString()));
    }

    @Test
    void so_is_any_other() {
        Random random = new Random(1);
        int[] units = {1, 1_000, 1_000_000, 1_000_000_000};
        for (int round = 0; round < 20_000; round++) {
            int unit = units[round % units.length];
            long second = random.nextLong(-70_000_000_000L, 260_000_000_000L);
            Instant any = Instant.ofEpochSecond(second, random.nextInt(1_000_000_000) / unit * unit);
            assertThat(InstantWriter.text(any)).isEqualTo(any.toString());
        }
    }

    @Test
    void json_has_it_as_text() {
        assertThat(new String(Json.write(Instant.EPOCH), StandardCharsets.US_ASCII))
                .isEqualTo("\"1970-01-01T00:00:00Z\"");
    }
}
