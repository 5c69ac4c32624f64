package dev.colophon.database.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.observe.metric.Meters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseMetricsTest {
    private final Meters meters = new Meters();
    private final DatabaseMetrics metrics = new DatabaseMetrics(meters);

    private List<String> lines(String start) {
        return meters.text().lines().filter(line -> line.startsWith(start)).toList();
    }

    @Test
    void statements_are_timed_by_their_name() {
        metrics.statementFinished("book by id", 700_000);

        assertThat(lines("colophon_db_statement_seconds"))
                .contains("colophon_db_statement_seconds_bucket{statement=\"book by id\",le=\"0.0005\"} 0")
                .contains("colophon_db_statement_seconds_bucket{statement=\"book by id\",le=\"0.001\"} 1")
                .contains("colophon_db_statement_seconds_sum{statement=\"book by id\"} 0.0007")
                .contains("colophon_db_statement_seconds_count{statement=\"book by id\"} 1");
    }

    @Test
    void pools_are_looked_at_at_each_scrape() {
        var states = new ArrayList<>(List.of(new PoolState("reader", 1, 1, 2, 0, 5)));
        metrics.watchPool("reader", states::getLast);
        assertThat(lines("colophon_db_pool_active_connections{"))
                .containsExactly("colophon_db_pool_active_connections{pool=\"reader\"} 1");

        states.add(new PoolState("reader", 5, 5, 0, 7, 6));
        metrics.watchReachability(() -> states.size() < 2);
        assertThat(lines("colophon_db_"))
                .containsExactly(
                        "colophon_db_pool_active_connections{pool=\"reader\"} 5",
                        "colophon_db_pool_idle_connections{pool=\"reader\"} 0",
                        "colophon_db_pool_max_connections{pool=\"reader\"} 6",
                        "colophon_db_pool_waiting{pool=\"reader\"} 7",
                        "colophon_db_up 0");
    }

    @Test
    void a_probe_that_fails_hides_nothing_else() {
        metrics.watchReachability(() -> {
            throw new IllegalStateException("gone");
        });
        metrics.measured(81_920);
        metrics.measured(90_112);

        assertThat(meters.text())
                .contains("colophon_database_size_bytes 90112\n")
                .doesNotContain("colophon_db_up");
    }

    @Test
    void the_volume_of_the_data_shows_its_room(@TempDir Path folder) {
        metrics.watchVolume(folder.resolve("missing"));
        assertThat(lines("colophon_data_volume")).isEmpty();

        metrics.watchVolume(folder);
        assertThat(lines("colophon_data_volume"))
                .anyMatch(line -> line.matches("colophon_data_volume_free_bytes [1-9][0-9]+"))
                .anyMatch(line -> line.matches("colophon_data_volume_size_bytes [1-9][0-9]+"));
    }
}
