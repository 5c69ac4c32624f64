package dev.colophon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.cluster.Cluster.Helm;
import dev.colophon.cluster.TestImages.Version;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One pod with SQLite on a volume. */
@Tag("cluster")
@Timeout(240)
class SingleUserTest {
    private static final String POD = Release.WEB + "-0";

    @Test
    void what_a_reader_has_survives_the_pod_the_upgrade_and_the_release() throws Exception {
        try (var namespace = TestNamespace.empty("single")) {
            namespace.createSecret();
            var release = new Release(namespace, Helm.HELM3).singleUser().version(Version.BEFORE);
            release.deploy();
            Reader mary = Reader.register(Cluster.nodeAddress(), release.nodePort(), "mary");

            namespace.kubectl("delete", "pod", POD);
            awaitSignIn(mary, release);

            release.version(Version.FIXED).deploy();
            awaitSignIn(mary, release);
            assertThat(namespace.metrics(POD)).contains("colophon_schema_level " + (TestImages.productLevel() + 1));

            release.helm("uninstall", Release.NAME, "--wait").orFail();
            assertThat(namespace.get("pvc").path("items")).hasSize(1);
            release.deploy();
            awaitSignIn(mary, release);
            assertThat(namespace.get("pvc").path("items")).hasSize(1);
        }
    }

    /** Nobody takes over from a single pod, and a node port follows it a moment later. */
    private static void awaitSignIn(Reader reader, Release release) {
        int port = release.nodePort();
        TestNamespace.await("the reader signs in again", Duration.ofSeconds(60), () -> {
            try {
                return reader.signsIn(port);
            } catch (IOException notYet) {
                return false;
            }
        });
    }
}
