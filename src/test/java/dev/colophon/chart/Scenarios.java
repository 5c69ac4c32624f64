package dev.colophon.chart;

import java.util.List;
import java.util.stream.Stream;

/** What the chart is rendered with where a rule holds for all of it. */
public final class Scenarios {
    private static final List<String> MODES = List.of("job", "hook", "initContainer", "external");

    /** Everything that is off by default. */
    private static final String EVERYTHING = """
            database: {poolSize: 5}
            migrations: {strict: false, emergencyReason: "row 7, ticket 4711", schemaGateOverride: true}
            networkPolicy: {enabled: true}
            autoscaling: {enabled: true}
            ingress: {enabled: true, tlsSecret: tls}
            httpRoute: {enabled: true, parentRefs: [{name: gateway}]}
            metrics: {alerts: {enabled: true}, dashboard: {enabled: true}}
            podLabels: {team: readers}
            podAnnotations: {note: kept}
            extraEnv: [{name: HTTPS_PROXY, value: "http://proxy:3128"}]
            """;

    /**
     * One rendering.
     *
     * @param name for the report of a failure
     */
    public record Scenario(String name, Chart chart) {
        @Override
        public String toString() {
            return name;
        }
    }

    private Scenarios() {}

    /** Every values file in every mode that it allows, plain and with everything on. */
    public static List<Scenario> all() {
        return Chart.names().stream().flatMap(Scenarios::of).toList();
    }

    private static Stream<Scenario> of(String name) {
        Chart chart = Chart.with(name);
        if (name.equals("single-user")) {
            return Stream.of(new Scenario(name, chart));
        }
        return MODES.stream().flatMap(mode -> {
            Chart moded = chart.and("migrations: {mode: " + mode + "}");
            return Stream.of(
                    new Scenario(name + ", " + mode, moded),
                    new Scenario(name + ", " + mode + ", everything", moded.and(EVERYTHING)));
        });
    }
}
