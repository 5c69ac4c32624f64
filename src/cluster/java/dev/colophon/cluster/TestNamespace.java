package dev.colophon.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A namespace of one test, with Pod Security enforced and a PostgreSQL in it; removed at its end.
 */
final class TestNamespace implements AutoCloseable {
    static final String SECRET = "given";
    static final String SECRET_KEY = "cluster-tests-8d3b1f60e27a495c7f02";

    /** By the chart, installed as {@code books}, and by the plain manifests. */
    private static final List<String> UPLOADS = List.of("books-colophon-uploads", "colophon-uploads");

    private static final String VOLUMES = "/var/tmp/colophon-uploads";
    private static final String UNDEFINED_TABLE = "42P01";
    private static final String END_CONNECTIONS = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'";
    private static final Pattern FORWARDED = Pattern.compile("127\\.0\\.0\\.1:(\\d+) ->");

    private final String name;

    private TestNamespace(String name) {
        this.name = name;
    }

    /** Without a database. */
    static TestNamespace empty(String name) throws IOException {
        TestImages.load();
        var namespace = new TestNamespace("colophon-" + name);
        Cluster.kubectl(Duration.ofMinutes(2), "", List.of("delete", "namespace", namespace.name, "--ignore-not-found"))
                .orFail();
        namespace.deleteVolumes();
        Cluster.kubectl(Cluster.LIMIT, "", List.of("create", "namespace", namespace.name))
                .orFail();
        namespace.kubectl("label", "namespace", namespace.name, "pod-security.kubernetes.io/enforce=restricted");
        return namespace;
    }

    /** With a database that answers, and the Secret with the keys of the program. */
    static TestNamespace withDatabase(String name) throws IOException {
        TestNamespace namespace = empty(name);
        namespace.createSecret();
        // where the node is this machine, as people prepare it; elsewhere the pods warn that they cannot write
        Path folder = Files.createDirectories(Path.of(VOLUMES, namespace.name));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        for (String claim : UPLOADS) {
            namespace.applied(namespace.volume(claim));
        }
        namespace.apply(
                Files.readString(Path.of("src", "cluster", "postgresql.yaml")).replace("IMAGE", TestImages.POSTGRESQL));
        namespace.kubectl("wait", "--for=condition=Ready", "pod/database", "--timeout=40s");
        return namespace;
    }

    /** Room for the uploads of several pods, which few classes of storage give; all pods are on one node here. */
    private String volume(String claim) {
        return """
                apiVersion: v1
                kind: PersistentVolume
                metadata:
                  name: %1$s-%2$s
                  labels: {colophon-test: %1$s}
                spec:
                  capacity: {storage: 10Gi}
                  accessModes: [ReadWriteMany]
                  persistentVolumeReclaimPolicy: Retain
                  storageClassName: "%3$s"
                  hostPath: {path: %4$s/%1$s, type: DirectoryOrCreate}
                  claimRef: {namespace: %1$s, name: %2$s}
                """.formatted(name, claim, defaultStorageClass(), VOLUMES);
    }

    private static String defaultStorageClass() {
        for (JsonNode one : Cluster.tree(
                        Cluster.kubectl(Cluster.LIMIT, "", List.of("get", "storageclass", "-o", "json"))
                                .orFail())
                .path("items")) {
            if (one.at("/metadata/annotations")
                    .path("storageclass.kubernetes.io/is-default-class")
                    .asText()
                    .equals("true")) {
                return one.at("/metadata/name").asText();
            }
        }
        return "";
    }

    void createSecret() {
        kubectl(
                "create",
                "secret",
                "generic",
                SECRET,
                "--from-literal=password=" + TestImages.PASSWORD,
                "--from-literal=wrong=not-the-password",
                "--from-literal=secret-key=" + SECRET_KEY);
    }

    String name() {
        return name;
    }

    /** What kubectl says; it must end well. */
    String kubectl(String... arguments) {
        return tryKubectl(arguments).orFail();
    }

    Command tryKubectl(String... arguments) {
        return feedKubectl("", arguments);
    }

    Command feedKubectl(String input, String... arguments) {
        List<String> words = new ArrayList<>(List.of("-n", name));
        words.addAll(List.of(arguments));
        return Cluster.kubectl(Duration.ofSeconds(90), input, words);
    }

    void apply(String manifests) {
        applied(manifests);
    }

    /** What kubectl says of each object: created, configured or unchanged. */
    String applied(String manifests) {
        return feedKubectl(manifests, "apply", "-f", "-").orFail();
    }

    /** Creates those of the manifests that the selector means. */
    void create(String manifests, String selector) {
        feedKubectl(manifests, "create", "-l", selector, "-f", "-").orFail();
    }

    /** Objects as the API server has them. */
    JsonNode get(String... arguments) {
        List<String> words = new ArrayList<>(List.of("get", "-o", "json"));
        words.addAll(List.of(arguments));
        return Cluster.tree(kubectl(words.toArray(String[]::new)));
    }

    /** Everything that tells why something went wrong. */
    String state() {
        var text = new StringBuilder(kubectl("get", "pods,jobs", "-o", "wide"));
        text.append(kubectl("get", "events", "--sort-by=.lastTimestamp"));
        for (JsonNode pod : get("pods").path("items")) {
            String pods = pod.at("/metadata/name").asText();
            text.append("== ").append(pods).append('\n');
            text.append(
                    tryKubectl("logs", pods, "--all-containers", "--tail=12").output());
        }
        return text.toString();
    }

    /** What a pod says of itself, ready or not; empty while it does not answer. */
    String health(String pod) {
        return ApiProxy.pod(name, pod, "/health");
    }

    /** What a pod tells Prometheus. */
    String metrics(String pod) {
        return ApiProxy.pod(name, pod, "/metrics");
    }

    /** Asks for the eviction of a pod, as a drain of its node does; budgets may refuse it. */
    Command evict(String pod) {
        Map<String, ?> eviction = Map.of(
                "apiVersion", "policy/v1", "kind", "Eviction", "metadata", Map.of("name", pod, "namespace", name));
        return feedKubectl(
                Cluster.json(eviction),
                "create",
                "--raw",
                "/api/v1/namespaces/" + name + "/pods/" + pod + "/eviction",
                "-f",
                "-");
    }

    /** Waits until something holds. */
    static void await(String what, Duration limit, BooleanSupplier holds) {
        long end = System.nanoTime() + limit.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + limit + ": " + what);
            }
            pause(Duration.ofMillis(250));
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the test was ended", over);
        }
    }

    /**
     * Nobody reaches the database any more, and connections that are there end. Until the nodes
     * know, a pool may connect again; so this ends connections until none comes back.
     */
    void takeDatabaseAway() throws Exception {
        select("nowhere");
        int quietSeconds = 0;
        for (int second = 0; second < 20 && quietSeconds < 2; second++) {
            boolean quiet = runSql(END_CONNECTIONS).equals("0");
            quietSeconds = quiet ? quietSeconds + 1 : 0;
            pause(Duration.ofSeconds(1));
        }
    }

    void giveDatabaseBack() {
        select("database");
    }

    private void select(String pods) {
        kubectl(
                "patch",
                "service",
                "database",
                "-p",
                Cluster.json(Map.of("spec", Map.of("selector", Map.of("app", pods)))));
    }

    /** The first column of the first row; goes to the pod, past its Service. */
    String runSql(String sql) throws Exception {
        Path log = Files.createTempFile("forward-", ".log");
        Process forward = Command.start(log, List.of("kubectl", "-n", name, "port-forward", "database", ":5432"));
        try (Connection connection = connect(log);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } finally {
            forward.destroyForcibly();
            Files.delete(log);
        }
    }

    private static Connection connect(Path log) throws SQLException {
        await(
                "kubectl forwards",
                Duration.ofSeconds(10),
                () -> FORWARDED.matcher(ApiProxy.text(log)).find());
        Matcher port = FORWARDED.matcher(ApiProxy.text(log));
        if (!port.find()) {
            throw new IllegalStateException("no port");
        }
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port.group(1) + "/colophon?connectTimeout=5",
                "postgres",
                TestImages.PASSWORD);
    }

    /** The level that the schema has; 0 without one. */
    int schemaLevel() throws Exception {
        try {
            return Integer.parseInt(runSql("SELECT level FROM schema_state"));
        } catch (SQLException failure) {
            if (UNDEFINED_TABLE.equals(failure.getSQLState())) {
                return 0;
            }
            throw failure;
        }
    }

    @Override
    public void close() {
        // in this order no controller replaces the pods
        Cluster.kubectl(Cluster.LIMIT, "", List.of("delete", "namespace", name, "--wait=false"));
        tryKubectl("delete", "pods", "--all", "--grace-period=0", "--force", "--wait=false");
        deleteVolumes();
    }

    private void deleteVolumes() {
        Cluster.kubectl(Cluster.LIMIT, "", List.of("delete", "pv", "-l", "colophon-test=" + name, "--wait=false"));
    }
}
