package dev.colophon.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What Helm tells after an installation is what an operator does next. */
class NotesTest {
    private static final Chart PRODUCTION = Chart.with("production");

    @Test
    void notes_tell_what_an_operator_needs() {
        assertThat(PRODUCTION.notes())
                .contains("https://books.example/")
                .contains("--wait --wait-for-jobs")
                .contains("kubectl -n books wait --for=condition=failed job/colophon-migrate-")
                .contains("helm -n books get hooks colophon --revision N")
                .doesNotContain("WARNING");
        assertThat(Chart.with("autoscaling").and("ingress: {enabled: true}").notes())
                .contains("WARNING: config.TRUSTED_PROXIES");
        assertThat(PRODUCTION.and("migrations: {mode: initContainer}").notes())
                .contains("WARNING: with migrations.mode initContainer every web pod");
        assertThat(PRODUCTION
                        .and("{migrations: {mode: initContainer}, replicas: 4}")
                        .notes())
                .contains("initContainer 4 pods");
        assertThat(PRODUCTION
                        .and("migrations: {strict: false, emergencyReason: ticket 4711}")
                        .notes())
                .contains("WARNING: EMERGENCY MODE")
                .contains("ticket 4711");
    }
}
