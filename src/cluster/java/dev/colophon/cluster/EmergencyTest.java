package dev.colophon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.cluster.Cluster.Helm;
import dev.colophon.cluster.TestImages.Version;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** MIGRATIONS_STRICT=0: only with a reason, never unnoticed, ended by the next upgrade. */
@Tag("cluster")
@Timeout(180)
class EmergencyTest {
    private static final String STRICT = "colophon_migrations_strict 1";

    @Test
    void it_needs_a_reason_warns_and_is_ended_by_an_upgrade() throws Exception {
        try (var namespace = TestNamespace.withDatabase("emergency")) {
            var release =
                    new Release(namespace, Helm.HELM4).version(Version.BEFORE).set("replicas", 1);
            release.deploy();
            release.version(Version.BROKEN).set("migrations.strict", false);
            assertThat(release.deploy(60).output()).contains("emergencyReason");

            // pods serve on the schema that is behind after their short wait
            release.set("migrations.emergencyReason", "the shop must open")
                    .set("migrations.activeDeadlineSeconds", 20)
                    .deploy();
            String pod = release.podNames().getFirst();
            assertThat(namespace.health(pod)).contains("the shop must open");
            assertThat(namespace.metrics(pod))
                    .contains("colophon_migrations_strict 0")
                    .contains("colophon_emergency_info{setting=\"MIGRATIONS_STRICT\",reason=\"the"
                            + " shop must open\"} 1");
            assertThat(release.pods().getFirst().at("/metadata/annotations").toString())
                    .contains("the shop must open");

            release.version(Version.FIXED)
                    .set("migrations.strict", true)
                    .set("migrations.emergencyReason", "")
                    .deploy();
            for (String name : release.podNames()) {
                assertThat(namespace.metrics(name)).contains(STRICT);
            }
            assertThat(namespace.schemaLevel()).isEqualTo(TestImages.productLevel() + 1);
        }
    }

    /** Helm 3 sets it back, Helm 4 refuses the upgrade with a conflict; nobody overlooks either. */
    @ParameterizedTest
    @EnumSource(Helm.class)
    void kubectl_set_env_does_not_outlive_an_upgrade_unnoticed(Helm helm) throws Exception {
        try (var namespace = TestNamespace.withDatabase("set-env-" + helm.name().toLowerCase())) {
            var release = new Release(namespace, helm).version(Version.BEFORE).set("replicas", 1);
            release.deploy();
            namespace.kubectl("set", "env", "deployment/" + Release.WEB, "MIGRATIONS_STRICT=0");
            namespace.kubectl("rollout", "status", "deployment/" + Release.WEB, "--timeout=60s");
            assertThat(namespace.metrics(release.podNames().getFirst())).doesNotContain(STRICT);

            release.takeOver();
            for (String name : release.podNames()) {
                assertThat(namespace.metrics(name)).contains(STRICT);
            }
        }
    }
}
