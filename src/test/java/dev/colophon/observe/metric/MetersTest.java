package dev.colophon.observe.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MetersTest {
    private final Meters meters = new Meters();

    private List<String> lines(String start) {
        return meters.text().lines().filter(line -> line.startsWith(start)).toList();
    }

    @Test
    void a_duration_is_counted_into_every_bucket_that_holds_it() {
        double[] bounds = {0.0005, 0.25, 60};
        Durations walks = meters.histogram("walk_seconds", "Walks, in seconds.", bounds, "with")
                .with("dog");
        walks.record(500_000);
        walks.record(500_001);
        walks.record(90_000_000_000L);

        assertThat(meters.text()).isEqualTo("""
                        # HELP walk_seconds Walks, in seconds.
                        # TYPE walk_seconds histogram
                        walk_seconds_bucket{with="dog",le="0.0005"} 1
                        walk_seconds_bucket{with="dog",le="0.25"} 2
                        walk_seconds_bucket{with="dog",le="60"} 2
                        walk_seconds_bucket{with="dog",le="+Inf"} 3
                        walk_seconds_sum{with="dog"} 90.001000001
                        walk_seconds_count{with="dog"} 3
                        """);
    }

    @Test
    void label_values_cannot_break_a_line() {
        meters.counter("rows_total", "Rows.", "outcome").with("a\"b\\c\nd").add(2);

        assertThat(lines("rows_total")).containsExactly("rows_total{outcome=\"a\\\"b\\\\c\\nd\"} 2");
    }

    @Test
    void a_meter_is_shown_from_its_first_series_on() {
        Counter counter = meters.counter("rows_total", "Rows.");
        assertThat(meters.text()).isEmpty();

        counter.with();
        assertThat(lines("rows_total")).containsExactly("rows_total 0");
    }

    @Test
    void watched_values_are_read_at_each_scrape() {
        var values = new ArrayList<>(List.of(1.5));
        meters.gauge("depth", "Depth.").watch(values::getLast);
        assertThat(lines("depth")).containsExactly("depth 1.5");

        values.add(Double.POSITIVE_INFINITY);
        assertThat(lines("depth")).containsExactly("depth +Inf");
    }

    @Test
    void the_value_that_was_set_last_is_shown() {
        Gauge size = meters.gauge("size_bytes", "Size, in bytes.", "of");
        size.set(81_920, "a");
        size.set(1, "b");
        size.set(90_112, "a");

        assertThat(lines("size_bytes")).containsExactly("size_bytes{of=\"a\"} 90112", "size_bytes{of=\"b\"} 1");
    }

    @Test
    void a_source_that_fails_hides_no_other() {
        meters.gauge("a", "Fails.").watch(() -> {
            throw new IllegalStateException("gone");
        });
        meters.counter("b_total", "Not known.").watch(() -> Double.NaN);
        meters.gauge("c", "Known.").watch(() -> 4);

        assertThat(meters.text()).isEqualTo("# HELP c Known.\n# TYPE c gauge\nc 4\n");
    }

    @Test
    void a_name_is_declared_once() {
        meters.counter("rows_total", "Rows.");

        assertThatThrownBy(() -> meters.gauge("rows_total", "Rows."))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rows_total");
    }

    @Test
    void each_label_needs_its_value() {
        Counter counter = meters.counter("rows_total", "Rows.", "outcome");

        assertThatThrownBy(counter::with)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rows_total has 1 labels");
    }

    @Test
    @Timeout(60)
    void nothing_is_lost_when_many_threads_record() throws InterruptedException {
        Histogram histogram = meters.histogram("walk_seconds", "Walks, in seconds.", new double[] {1}, "number");
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 10_000; i++) {
                    histogram.with("n" + i % 50).record(1);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(50));
        }

        assertThat(meters.text()).contains("_count{number=\"n7\"} 1600\n");
    }
}
