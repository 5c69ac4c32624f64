package dev.colophon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.cluster.Cluster.Helm;
import dev.colophon.cluster.TestImages.Version;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Back to an older release, on a schema that it can serve on and on one that it cannot. */
@Tag("cluster")
@Timeout(240)
class RollbackTest {

    @ParameterizedTest
    @CsvSource({"job, HELM3", "hook, HELM4", "initContainer, HELM4"})
    void what_is_incompatible_is_refused_forward_ends_it_and_what_is_compatible_serves(String mode, Helm helm)
            throws Exception {
        try (var namespace = TestNamespace.withDatabase("rollback-" + mode.toLowerCase())) {
            var release = new Release(namespace, helm).mode(mode);
            release.version(Version.BEFORE).deploy();
            release.version(Version.CURRENT).deploy();
            release.awaitDrained();
            release.version(Version.NEXT).deploy();
            Load load = release.load();
            try (load) {
                assertThat(checkOfRevision(1, namespace, release)).contains("ahead_incompatible");
                assertThat(release.rollback(1, 12).exitCode()).isNotZero();
                assertThat(release.readyPods()).isEqualTo(2);
                assertThat(namespace.get("pods").toString()).contains("\"exitCode\":76");

                release.version(Version.NEXT).deploy();
                assertThat(release.readyPods()).isEqualTo(2);

                release.rollback(2, 90).orFail();
                TestNamespace.pause(Duration.ofSeconds(1));
            }
            assertThat(load.lost()).isEmpty();
            assertServesOnNewerSchema(namespace, release);
        }
    }

    private static void assertServesOnNewerSchema(TestNamespace namespace, Release release) throws Exception {
        assertThat(release.readyPods()).isEqualTo(2);
        assertThat(namespace.schemaLevel()).isEqualTo(TestImages.productLevel() + 2);
        for (String pod : release.podNames()) {
            assertThat(namespace.metrics(pod)).contains("colophon_schema_verdict{verdict=\"ahead_compatible\"} 1");
        }
    }

    /** As docs/KUBERNETES.md tells to ask before a rollback; no pod of the release is needed. */
    private static String checkOfRevision(int revision, TestNamespace namespace, Release release) {
        String number = Integer.toString(revision);
        String hooks =
                release.helm("get", "hooks", Release.NAME, "--revision", number).orFail();
        namespace.create(hooks, "app.kubernetes.io/component=check");
        String pod = "pod/" + Release.WEB + "-check";
        namespace.kubectl("wait", "--for=jsonpath={.status.phase}=Failed", pod, "--timeout=40s");
        String log = namespace.kubectl("logs", pod);
        namespace.kubectl("delete", pod);
        return log;
    }
}
