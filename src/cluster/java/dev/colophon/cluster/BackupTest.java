package dev.colophon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.cluster.Cluster.Helm;
import dev.colophon.cluster.TestImages.Version;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The CronJob's backups, and the way back that docs/KUBERNETES.md tells. */
@Tag("cluster")
@Timeout(240)
class BackupTest {
    private static final String CRON_JOB = "cronjob/" + Release.WEB + "-backup";
    private static final String WEB = "deployment/" + Release.WEB;
    private static final int REFUSED = 15;
    private static final String CLAIM = """
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata:
              name: backups
            spec:
              accessModes: [ReadWriteOnce]
              resources:
                requests:
                  storage: 100Mi
            """;

    @Test
    void what_changed_since_the_backup_goes_back_once_nobody_serves() throws Exception {
        try (var namespace = TestNamespace.withDatabase("backup")) {
            Release release = backedUp(namespace);
            Reader mary = Reader.register(Cluster.nodeAddress(), release.nodePort(), "mary");

            namespace.kubectl("create", "job", "--from=" + CRON_JOB, "by-hand");
            assertThat(ended(namespace, "by-hand"))
                    .as(() -> log(namespace, "by-hand"))
                    .isZero();
            assertListed(namespace);

            Reader eve = Reader.register(Cluster.nodeAddress(), release.nodePort(), "eve");
            namespace.runSql("DELETE FROM users WHERE username = 'mary' RETURNING 1");
            assertThat(mary.signsIn(release.nodePort())).isFalse();

            assertThat(run(namespace, "too-soon", "backup", "restore", "latest", "--yes"))
                    .isEqualTo(REFUSED);
            assertThat(eve.signsIn(release.nodePort())).isTrue();

            restore(namespace);
            TestNamespace.await("pods serve again", Duration.ofSeconds(60), () -> signsIn(mary, release.nodePort()));
            assertThat(eve.signsIn(release.nodePort())).isFalse();
            // scaled back to what Helm knows, so nobody else owns a field that it wants to change
            release.deploy();
        }
    }

    /** A claim of its own, for Helm would wait until one of the chart is bound, which the first backup does. */
    private static Release backedUp(TestNamespace namespace) {
        namespace.apply(CLAIM);
        var release = new Release(namespace, Helm.HELM4)
                .version(Version.BEFORE)
                .set("backup.enabled", true)
                .set("backup.persistence.enabled", true)
                .set("backup.persistence.existingClaim", "backups")
                .set("backup.resources.requests.cpu", "50m");
        release.deploy();
        return release;
    }

    private static void assertListed(TestNamespace namespace) {
        assertThat(run(namespace, "list", "backup", "list", "--json")).isZero();
        String json = namespace
                .kubectl("logs", "job/list")
                .lines()
                .filter(line -> line.startsWith("[{"))
                .findFirst()
                .orElseThrow();
        JsonNode backups = Cluster.tree(json);
        assertThat(backups).hasSize(1);
        assertThat(backups.at("/0/kind").asText()).isEqualTo("auto");
        assertThat(backups.at("/0/verified").asBoolean()).isTrue();
    }

    private static void restore(TestNamespace namespace) {
        namespace.kubectl("scale", WEB, "--replicas=0");
        namespace.kubectl("wait", "--for=delete", "pod", "-l", "app.kubernetes.io/component=web", "--timeout=60s");
        assertThat(run(namespace, "restore", "backup", "restore", "latest", "--yes"))
                .as(() -> log(namespace, "restore"))
                .isZero();
        namespace.kubectl("scale", WEB, "--replicas=2");
        namespace.kubectl("rollout", "status", WEB, "--timeout=60s");
    }

    /** Runs a verb as a Job like the CronJob's, and tells its exit code. */
    private static int run(TestNamespace namespace, String job, String... verb) {
        String like = namespace.kubectl("create", "job", "--from=" + CRON_JOB, job, "--dry-run=client", "-o", "json");
        String patch = Cluster.json(
                Map.of("op", "replace", "path", "/spec/template/spec/containers/0/args", "value", List.of(verb)));
        String patched = namespace
                .feedKubectl(like, "patch", "--local", "-f", "-", "--type=json", "-o", "json", "-p", "[" + patch + "]")
                .orFail();
        namespace.feedKubectl(patched, "create", "-f", "-").orFail();
        return ended(namespace, job);
    }

    private static int ended(TestNamespace namespace, String job) {
        String pods = "job-name=" + job;
        TestNamespace.await(
                "the Job " + job + " ends",
                Duration.ofSeconds(60),
                () -> !exitCode(namespace, pods).isMissingNode());
        return exitCode(namespace, pods).asInt();
    }

    private static String log(TestNamespace namespace, String job) {
        return namespace.tryKubectl("logs", "job/" + job).output();
    }

    private static JsonNode exitCode(TestNamespace namespace, String pods) {
        return namespace.get("pods", "-l", pods).at("/items/0/status/containerStatuses/0/state/terminated/exitCode");
    }

    private static boolean signsIn(Reader reader, int port) {
        try {
            return reader.signsIn(port);
        } catch (IOException notYet) {
            return false;
        }
    }
}
