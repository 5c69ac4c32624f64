package dev.colophon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.cluster.Cluster.Helm;
import dev.colophon.cluster.TestImages.Version;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A migration after which older builds no longer work. */
@Tag("cluster")
@Timeout(180)
class ContractTest {

    @Test
    void release_after_release_passes_the_fence() throws Exception {
        try (var namespace = TestNamespace.withDatabase("contract")) {
            var release = new Release(namespace, Helm.HELM4);
            release.version(Version.CURRENT).deploy();
            Load load = release.load();
            try (load) {
                release.version(Version.NEXT).deploy();
            }
            assertThat(load.lost()).isEmpty();
            assertThat(namespace.schemaLevel()).isEqualTo(TestImages.productLevel() + 2);
        }
    }

    @Test
    void a_skipped_release_stops_before_anything_is_changed() throws Exception {
        try (var namespace = TestNamespace.withDatabase("skipped")) {
            var release = new Release(namespace, Helm.HELM3).version(Version.BEFORE);
            release.set("migrations.backoffLimit", 0).deploy();

            assertThat(release.version(Version.NEXT).deploy(20).exitCode()).isNotZero();
            assertThat(namespace.schemaLevel()).isEqualTo(TestImages.productLevel());
            assertThat(
                            namespace
                                    .get("pods", "-l", "app.kubernetes.io/component=migrate")
                                    .toString())
                    .contains("\"exitCode\":75");
            assertThat(release.readyPods()).isEqualTo(2);

            // old pods may still drain when the next release begins; then its Job tries again
            release.set("migrations.backoffLimit", 3).version(Version.CURRENT).deploy();
            release.version(Version.NEXT).deploy();
            assertThat(namespace.schemaLevel()).isEqualTo(TestImages.productLevel() + 2);
        }
    }
}
