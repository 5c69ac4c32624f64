package dev.colophon.chart;

import java.util.List;
import java.util.stream.Stream;

/** What the chart is rendered with where a rule holds for all of it. */
public final class Scenarios {
    private static final List<String> MODES = List.of("job", "hook", "initContainer", "external");

    /** Backups in a bucket, encrypted, and somebody hears of them. */
    private static final String BUCKET = """
            backup:
              store: s3
              existingSecret: colophon-backup
              recipients: [age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p]
              secretKeys: {identity: identity, notifyUrl: notify-url, notifySecret: notify-secret}
              s3: {endpoint: "http://minio:9000", region: eu-central-1, bucket: colophon-backups, prefix: books, pathStyle: true}
            """;

    private static final String CLAIM = "backup: {store: dir, persistence: {enabled: true}}";
    private static final String CRON_JOB = "backup: {enabled: true}";

    /** Everything that is off by default. */
    private static final String EVERYTHING = """
            database: {poolSize: 5}
            migrations: {strict: false, emergencyReason: "row 7, ticket 4711", schemaGateOverride: true}
            networkPolicy: {enabled: true}
            autoscaling: {enabled: true}
            ingress: {enabled: true, tlsSecret: tls}
            httpRoute: {enabled: true, parentRefs: [{name: gateway}]}
            metrics: {alerts: {enabled: true}, dashboard: {enabled: true}}
            lookups: {existingSecret: colophon-lookups}
            oidc: {existingSecret: colophon-oidc}
            config: {OIDC_ISSUER: "https://login.example", OIDC_CLIENT_ID: colophon}
            monitoring: {existingSecret: colophon-monitoring, secretKeys: {sentryDsn: sentry-dsn, otlpHeaders: otlp-headers}}
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
            return Stream.of(
                    new Scenario(name, chart),
                    new Scenario(name + ", a claim for backups", chart.and(CLAIM)),
                    new Scenario(name + ", backups in a bucket", chart.and(BUCKET)));
        }
        return MODES.stream().flatMap(mode -> {
            Chart moded = chart.and("migrations: {mode: " + mode + "}");
            return Stream.of(
                    new Scenario(name + ", " + mode, moded),
                    new Scenario(
                            name + ", " + mode + ", everything",
                            moded.and(EVERYTHING).and(BUCKET).and(CRON_JOB)),
                    new Scenario(
                            name + ", " + mode + ", a claim for backups",
                            moded.and(CLAIM).and(CRON_JOB)));
        });
    }
}
