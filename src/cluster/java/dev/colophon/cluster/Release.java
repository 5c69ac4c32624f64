package dev.colophon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.cluster.Cluster.Helm;
import dev.colophon.cluster.TestImages.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The chart, installed in a namespace under the name {@code books}. */
final class Release {
    static final String NAME = "books";
    static final String WEB = "books-colophon";
    static final String HOST = "colophon.test";

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final TestNamespace namespace;
    private final Helm helm;
    private final Map<String, Object> values = new LinkedHashMap<>();

    Release(TestNamespace namespace, Helm helm) {
        this.namespace = namespace;
        this.helm = helm;
        production();
    }

    /** SQLite on a volume instead of the database and what belongs to it. */
    Release singleUser() {
        values.put("database", new LinkedHashMap<>(Map.of("waitAttempts", 5, "waitDelaySeconds", 1)));
        return set("profile", "single-user")
                .set("replicas", 1)
                .set("migrations.mode", "inProcess")
                .set("persistence.size", "100Mi");
    }

    /** Small budgets, so that failing cases end soon. */
    private void production() {
        set("image.repository", TestImages.REPOSITORY);
        set("image.pullPolicy", "Never");
        set("hosts", List.of(HOST));
        set("secretKey.existingSecret", TestNamespace.SECRET);
        set("database.host", "database");
        set("database.existingSecret", TestNamespace.SECRET);
        set("database.poolSize", 4);
        set("database.waitAttempts", 5);
        set("database.waitDelaySeconds", 1);
        set("migrations.activeDeadlineSeconds", 40);
        set("shutdown.drainSeconds", 5);
        set("shutdown.graceSeconds", 5);
        set("resources.requests.cpu", "50m");
        set("resources.requests.memory", "256Mi");
        set("migrations.resources.requests.cpu", "50m");
        // a pod lives for seconds here; the second compiler would take a third of its processor
        set("extraEnv", List.of(Map.of("name", "JDK_JAVA_OPTIONS", "value", "-XX:TieredStopAtLevel=1")));
        set("uploads.persistence.accessMode", "ReadWriteMany");
        set("service.type", "NodePort");
        set("config.RATE_LIMIT_PER_MINUTE", 0);
        set("config.REGISTRATION", "open");
    }

    /** Sets a value by its dotted key. */
    Release set(String key, Object value) {
        Map<String, Object> map = values;
        String[] names = key.split("\\.");
        for (int index = 0; index < names.length - 1; index++) {
            map = child(map, names[index]);
        }
        map.put(names[names.length - 1], value);
        return this;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> map, String name) {
        return (Map<String, Object>) map.computeIfAbsent(name, absent -> new LinkedHashMap<String, Object>());
    }

    Release mode(String mode) {
        return set("migrations.mode", mode);
    }

    Release version(Version version) {
        return set("image.tag", version.tag);
    }

    /** {@code helm upgrade --install}, which must end well. */
    void deploy() {
        Command deployed = deploy(90);
        if (deployed.exitCode() != 0) {
            throw new AssertionError(deployed.output() + "\n" + namespace.state());
        }
    }

    Command deploy(int timeoutSeconds, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "upgrade",
                "--install",
                NAME,
                "helm/colophon",
                "-f",
                "-",
                "--wait",
                "--wait-for-jobs",
                "--timeout",
                timeoutSeconds + "s"));
        words.addAll(List.of(more));
        return helm(words.toArray(String[]::new));
    }

    /** The same after somebody else's change, which Helm 3 takes back and Helm 4 only by force. */
    void takeOver() {
        Command upgraded = deploy(90);
        if (upgraded.exitCode() != 0) {
            assertThat(upgraded.output()).contains("conflict");
            deploy(90, "--force-conflicts").orFail();
        }
    }

    Command rollback(int revision, int timeoutSeconds) {
        return helm(
                "rollback",
                NAME,
                Integer.toString(revision),
                "--wait",
                "--wait-for-jobs",
                "--timeout",
                timeoutSeconds + "s");
    }

    String values() {
        return Cluster.json(values);
    }

    /** Any command of Helm in the namespace; the values come on standard input. */
    Command helm(String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("-n", namespace.name()));
        return Cluster.helm(helm, LIMIT, values(), words);
    }

    String status() {
        return Cluster.tree(helm("status", NAME, "-o", "json").orFail())
                .at("/info/status")
                .asText();
    }

    /** Until pods of the release before have drained; a contract would meet them. */
    void awaitDrained() {
        TestNamespace.await(
                "old pods are gone", Duration.ofSeconds(40), () -> allPods().allMatch(Release::stays));
    }

    private static boolean stays(JsonNode pod) {
        return pod.at("/metadata/deletionTimestamp").isMissingNode();
    }

    /** The web pods that are not being removed. */
    List<JsonNode> pods() {
        return allPods().filter(Release::stays).toList();
    }

    private Stream<JsonNode> allPods() {
        String list = ApiProxy.get(namespace.name(), "pods?labelSelector=app.kubernetes.io%2Fcomponent%3Dweb");
        return StreamSupport.stream(Cluster.tree(list).path("items").spliterator(), false);
    }

    List<String> podNames() {
        return pods().stream().map(pod -> pod.at("/metadata/name").asText()).toList();
    }

    long readyPods() {
        return pods().stream().filter(Release::isReady).count();
    }

    static boolean isReady(JsonNode pod) {
        return StreamSupport.stream(pod.at("/status/conditions").spliterator(), false)
                .anyMatch(condition -> condition.path("type").asText().equals("Ready")
                        && condition.path("status").asText().equals("True"));
    }

    int nodePort() {
        return namespace.get("service", WEB).at("/spec/ports/0/nodePort").asInt();
    }

    /** Begins to send requests of a signed-in reader to the node port. */
    Load load() throws Exception {
        return load(Load.USUAL_PER_SECOND);
    }

    Load load(int perSecond) throws Exception {
        return Load.start(Cluster.nodeAddress(), nodePort(), perSecond, Duration.ZERO);
    }

    /** Tries a request again for so long while its connection is refused or breaks. */
    Load patientLoad(Duration patience) throws Exception {
        return Load.start(Cluster.nodeAddress(), nodePort(), Load.USUAL_PER_SECOND, patience);
    }
}
