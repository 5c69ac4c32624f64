package dev.colophon.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.observe.metric.Meters;
import io.helidon.config.Config;
import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.FunctionalCounter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.MetricsConfig;
import io.helidon.metrics.api.MetricsFactory;
import io.helidon.metrics.providers.micrometer.MicrometerMetricsFactoryProvider;
import io.helidon.metrics.providers.micrometer.MicrometerPrometheusFormatter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Why {@link Meters} is our own; whoever sees one of these fail may look again. */
class HelidonMetricsTest {
    private static final MetricsConfig CONFIG = MetricsConfig.builder()
            .config(Config.empty())
            .publishersDiscoverServices(false)
            .warnOnMultipleRegistries(false)
            .build();

    private final MetricsFactory factory =
            new MicrometerMetricsFactoryProvider().create(Config.empty(), CONFIG, List.of());

    @AfterEach
    void close() {
        factory.close();
    }

    private static String text(MeterRegistry registry) {
        return (String)
                MicrometerPrometheusFormatter.builder(registry).build().format().orElse("");
    }

    @Test
    void a_counter_of_seconds_loses_its_fraction() throws Exception {
        assertThat(Counter.class.getMethod("count").getReturnType()).isEqualTo(long.class);
        assertThat(FunctionalCounter.class.getMethod("count").getReturnType()).isEqualTo(long.class);
    }

    @Test
    void a_second_registry_of_the_same_jvm_has_the_meters_of_the_first() {
        MeterRegistry first = factory.createMeterRegistry(CONFIG);
        MeterRegistry second = factory.createMeterRegistry(CONFIG);
        first.getOrCreate(factory.counterBuilder("of_the_first")).increment();

        assertThat(text(second)).contains("of_the_first_total");
    }

    @Test
    void the_bounds_of_buckets_are_spelled_otherwise() {
        MeterRegistry registry = factory.createMeterRegistry(CONFIG);
        registry.getOrCreate(factory.timerBuilder("statement_seconds")
                        .buckets(Duration.ofNanos(500_000), Duration.ofSeconds(1)))
                .record(700_000, TimeUnit.NANOSECONDS);

        assertThat(text(registry)).contains("le=\"5.0E-4\"", "le=\"1.0\"");
    }
}
