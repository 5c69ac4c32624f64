package dev.colophon.observe.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.WritableHeaders;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionTest {
    private final Meters meters = new Meters();

    private static Exposition accepted(String accept) {
        WritableHeaders<?> headers = WritableHeaders.create();
        headers.set(HeaderNames.ACCEPT, accept);
        return Exposition.accepted(ServerRequestHeaders.create(headers));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/openmetrics-text",
                "application/openmetrics-text; version=1.0.0, text/plain;q=0.5",
                "application/openmetrics-text;version=1.0.0;q=0.75,"
                        + "application/openmetrics-text;version=0.0.1;q=0.5,"
                        + "text/plain;version=0.0.4;q=0.25,*/*;q=0.1",
                "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
                        + "application/openmetrics-text;version=0.0.1;q=0.5,"
                        + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
                        + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2"
            })
    void is_open_metrics_for_whom_likes_it_best(String accept) {
        assertThat(accepted(accept)).isEqualTo(Exposition.OPEN_METRICS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "text/plain",
                "text/html, */*;q=0.1",
                "image/png",
                "text/plain, application/openmetrics-text;q=0.1",
                ""
            })
    void is_the_text_format_for_everybody_else(String accept) {
        assertThat(accepted(accept)).isEqualTo(Exposition.TEXT);
    }

    @Test
    void of_open_metrics_differs_in_the_families_of_counters_and_in_its_end() {
        meters.counter("colophon_import_rows_total", "Rows.", "outcome")
                .with("created")
                .add(2);
        meters.histogram("colophon_db_statement_seconds", "Time.", new double[] {0.0005}, "statement")
                .with("book by id")
                .record(700_000);

        String text = meters.text(Exposition.OPEN_METRICS);

        assertThat(text)
                .contains("# TYPE colophon_import_rows counter\n")
                .contains("colophon_import_rows_total{outcome=\"created\"} 2\n")
                .contains("# TYPE colophon_db_statement_seconds histogram\n")
                .contains("_bucket{statement=\"book by id\",le=\"0.0005\"} 0\n")
                .endsWith("\n# EOF\n");
        assertThat(samples(text)).hasSameElementsAs(samples(meters.text()));
    }

    private static List<String> samples(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .toList();
    }
}
