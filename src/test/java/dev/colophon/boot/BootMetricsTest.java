package dev.colophon.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.observe.metric.Meters;
import org.junit.jupiter.api.Test;

class BootMetricsTest {
    private final Meters meters = new Meters();
    private final BootMetrics metrics = new BootMetrics(meters);

    @Test
    void an_emergency_shows_its_reason() {
        metrics.strict(false);
        metrics.emergency("MIGRATIONS_STRICT", "\"V7\" fails, see C:\\tickets");

        assertThat(meters.text())
                .contains("colophon_migrations_strict 0\n")
                .contains("colophon_emergency_info{setting=\"MIGRATIONS_STRICT\","
                        + "reason=\"\\\"V7\\\" fails, see C:\\\\tickets\"} 1\n");
    }

    @Test
    void without_an_emergency_only_strictness_is_shown() {
        metrics.strict(true);

        assertThat(meters.text()).contains("colophon_migrations_strict 1\n").doesNotContain("colophon_emergency_info");
    }
}
