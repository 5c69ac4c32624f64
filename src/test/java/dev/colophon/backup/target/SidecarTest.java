package dev.colophon.backup.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.backup.format.BackupKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SidecarTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final Sidecar PLAIN =
            Samples.sidecar(Samples.header(Samples.HOME, BackupKind.BEFORE_RESTORE, 3, NOON), "name.clb", "content");

    @Test
    void it_is_read_as_it_was_written() {
        Sidecar sidecar =
                PLAIN.with(Verification.passed(1, NOON, "1.0")).with(Verification.failed(2, NOON, "1.0", "no"));

        assertThat(Sidecar.read(sidecar.json())).hasValue(sidecar);
        assertThat(text(sidecar))
                .contains("\"kind\":\"before-restore\"")
                .contains("\"created_at\":\"2026-03-01T12:00:00.123456Z\"")
                .contains("\"rows\":12,")
                .contains("\"raw_bytes\":3400,")
                .contains("\"duration_seconds\":2.5")
                .doesNotContain("books");
    }

    @Test
    void what_a_later_release_adds_is_passed_over() {
        String later = text(PLAIN.with(Verification.passed(1, NOON, "1.0")))
                .replace("{\"name\"", "{\"colour\":{\"a\":[1]},\"name\"")
                .replace("{\"level\"", "{\"host\":\"x\",\"level\"");

        assertThat(Sidecar.read(later.getBytes(StandardCharsets.UTF_8)))
                .hasValue(PLAIN.with(Verification.passed(1, NOON, "1.0")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "[]", "\"x\"", "{\"name\":\"x\"}", "\u0000", "{\"name\":"})
    void what_is_none_is_none(String text) {
        assertThat(Sidecar.read(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void a_sidecar_without_one_of_its_parts_is_none() {
        String whole = text(PLAIN);
        for (String name : List.of("name", "id", "installation", "kind", "created_at", "completed_at", "release")) {
            String less = whole.replaceFirst("\"" + name + "\":\"[^\"]*\",", "");
            assertThat(less).hasSizeLessThan(whole.length());
            assertThat(Sidecar.read(less.getBytes(StandardCharsets.UTF_8)))
                    .as(name)
                    .isEmpty();
        }
        String level = text(PLAIN.with(Verification.passed(1, NOON, "1"))).replace("\"level\":1", "\"level\":4");
        assertThat(Sidecar.read(level.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void the_highest_level_counts_unless_a_failure_stands() {
        assertThat(PLAIN.verifiedLevel()).isZero();
        Sidecar one = PLAIN.with(Verification.passed(1, NOON, "1"));
        assertThat(one.verifiedLevel()).isOne();
        Sidecar three = one.with(Verification.passed(3, NOON.plusSeconds(1), "1"));
        assertThat(three.verifiedLevel()).isEqualTo(3);
        assertThat(three.verifiedAt(1)).hasValue(NOON.plusSeconds(1));
        assertThat(three.verifiedAt(3)).hasValue(NOON.plusSeconds(1));
        assertThat(one.verifiedAt(2)).isEmpty();

        Sidecar broken = three.with(Verification.failed(2, NOON, "1", "row 7"));
        assertThat(broken.verifiedLevel()).isZero();
        assertThat(broken.failure().orElseThrow().finding()).isEqualTo("row 7");
        assertThat(broken.with(Verification.passed(1, NOON, "1")).failure()).isPresent();
        assertThat(broken.with(Verification.passed(2, NOON, "1")).verifiedLevel())
                .isEqualTo(3);
        assertThat(broken.with(Verification.passed(3, NOON, "1")).verifiedLevel())
                .isEqualTo(3);
    }

    private static String text(Sidecar sidecar) {
        return new String(sidecar.json(), StandardCharsets.UTF_8);
    }
}
