package dev.colophon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.cluster.Cluster.Helm;
import dev.colophon.cluster.TestImages.Version;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A migration after which older builds no longer work. */
@Tag("cluster")
@Timeout(180)
class ContractTest {
    private static final int SOON_SECONDS = 12;

    /**
     * As docs/KUBERNETES.md tells; pods of the release between still drain when the last begins.
     */
    @Test
    void after_a_skipped_release_is_made_up_for_the_contract_passes_the_fence() throws Exception {
        try (var namespace = TestNamespace.withDatabase("contract")) {
            var release = new Release(namespace, Helm.HELM4).version(Version.BEFORE);
            release.deploy();
            Load load = release.load();
            try (load) {
                assertSkippingIsRefused(namespace, release);
                release.version(Version.CURRENT).deploy();
                release.version(Version.NEXT).deploy();
            }
            assertThat(load.lost()).isEmpty();
            assertThat(namespace.schemaLevel()).isEqualTo(TestImages.productLevel() + 2);
        }
    }

    @ParameterizedTest
    @CsvSource({"hook, HELM3", "initContainer, HELM3"})
    void a_skipped_release_stops_before_anything_is_changed(String mode, Helm helm) throws Exception {
        try (var namespace = TestNamespace.withDatabase("skipped-" + mode.toLowerCase())) {
            var release = new Release(namespace, helm).mode(mode).version(Version.BEFORE);
            release.deploy();
            assertSkippingIsRefused(namespace, release);
        }
    }

    private static void assertSkippingIsRefused(TestNamespace namespace, Release release) throws Exception {
        assertThat(release.version(Version.NEXT).deploy(SOON_SECONDS).exitCode())
                .isNotZero();
        assertThat(namespace.schemaLevel()).isEqualTo(TestImages.productLevel());
        assertThat(namespace.get("pods").toString()).contains("\"exitCode\":75");
        assertThat(release.readyPods()).isEqualTo(2);
    }
}
