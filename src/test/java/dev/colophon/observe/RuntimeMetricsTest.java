package dev.colophon.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.observe.metric.Exposition;
import dev.colophon.observe.metric.Meters;
import org.junit.jupiter.api.Test;

class RuntimeMetricsTest {
    private final Meters meters = new Meters();
    private final RuntimeMetrics runtime = new RuntimeMetrics(meters);

    @Test
    void the_process_and_the_jvm_are_described() {
        runtime.declare();

        assertThat(meters.text())
                .contains("process_cpu_seconds_total ", "process_resident_memory_bytes ")
                .contains("jvm_memory_used_bytes{area=\"heap\"} ", "process_open_fds ")
                .contains("jvm_gc_collections_total{gc=", "jvm_virtual_threads_mounted ");
    }

    @Test
    void the_time_of_the_cpu_is_a_counter_also_of_open_metrics() {
        runtime.declare();

        assertThat(meters.text(Exposition.OPEN_METRICS))
                .contains("# TYPE process_cpu_seconds counter\nprocess_cpu_seconds_total ");
    }

    @Test
    void each_scrape_may_ask_for_them() {
        runtime.declare();
        runtime.declare();

        assertThat(meters.text()).containsOnlyOnce("# TYPE process_open_fds ");
    }
}
