package dev.colophon.monitoring.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.settings.Surroundings;
import dev.colophon.settings.deploy.DeployFinding;
import dev.colophon.testing.TestSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The address of a Sentry server. */
class FaultSettingsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://0123456789abcdef@o1.ingest.sentry.example/42",
                "https://0123456789abcdef:fedcba98@sentry.example:9000/at/a/path/42",
            })
    void a_dsn_is_taken_and_never_shown(String dsn) {
        Surroundings surroundings = new Surroundings(folder).with("SENTRY_DSN", dsn);

        assertThat(surroundings.problems()).isEmpty();
        FaultSettings settings = surroundings.settings().get(FaultSettings.GROUP);
        assertThat(settings.dsn().orElseThrow().value()).isEqualTo(dsn);
        assertThat(settings.findings()).isEmpty();
        assertThat(settings.toString() + surroundings.effective("SENTRY_DSN")).doesNotContain("0123456789abcdef");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sentry.example",
                "https://sentry.example/42",
                "https://0123456789abcdef@sentry.example",
                "https://0123456789abcdef@sentry.example/",
                "https://0123456789abcdef@/42",
                "https://0123456789abcdef@sentry.example/42?environment=x",
                "ftp://0123456789abcdef@sentry.example/42",
                "https://01234 56789abcdef@sentry.example/42",
                "mailto:0123456789abcdef@sentry.example",
            })
    void anything_else_is_refused_without_being_shown(String text) {
        assertThat(new Surroundings(folder).with("SENTRY_DSN", text).problems())
                .singleElement()
                .asString()
                .startsWith("SENTRY_DSN")
                .contains("must be a DSN such as")
                .doesNotContain("sentry.example/42", "abcdef");
    }

    @Test
    void a_dsn_without_tls_is_a_finding() {
        FaultSettings settings = TestSettings.in(folder, Map.of("SENTRY_DSN", "http://0123abcd@10.0.0.7/42"))
                .get(FaultSettings.GROUP);

        assertThat(settings.findings())
                .extracting(DeployFinding::id, DeployFinding::subject)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("colophon.W044", "SENTRY_DSN"));
    }
}
