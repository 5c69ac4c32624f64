package dev.colophon.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cluster that the tests run against, told by the environment: {@code KUBECONFIG} names it,
 * {@code HELM3} and {@code HELM4} name the two programs, {@code IMAGE_LOADER} is the command that
 * makes an image archive known to the nodes (such as {@code kind load image-archive}) and {@code
 * NODE_ADDRESS} is where node ports answer, 127.0.0.1 unless given. kubectl must be on the path.
 */
final class Cluster {
    static final ObjectMapper JSON = new ObjectMapper();

    /** Longest single call; those that wait for a rollout say their own limit. */
    static final Duration LIMIT = Duration.ofSeconds(60);

    private Cluster() {}

    /** The two programs; only flags that both have are used. */
    enum Helm {
        HELM3,
        HELM4
    }

    /** A variable that a test cannot do without. */
    static String variable(String name, @Nullable String otherwise) {
        String value = System.getenv(name);
        if (value == null && otherwise == null) {
            throw new AssertionError(name + " is not set; docs/KUBERNETES.md says how to run the cluster tests");
        }
        return value == null ? String.valueOf(otherwise) : value;
    }

    static String nodeAddress() {
        return variable("NODE_ADDRESS", "127.0.0.1");
    }

    static Command kubectl(Duration limit, String input, List<String> arguments) {
        variable("KUBECONFIG", null);
        return Command.run(limit, input, words("kubectl", arguments));
    }

    static Command helm(Helm helm, Duration limit, String input, List<String> arguments) {
        return Command.run(limit, input, words(variable(helm.name(), null), arguments));
    }

    /** Makes an image archive known to the nodes. */
    static void load(String archive) {
        List<String> words =
                new ArrayList<>(List.of(variable("IMAGE_LOADER", null).split(" ")));
        words.add(archive);
        Command.run(Duration.ofMinutes(3), "", words).orFail();
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException failure) {
            throw new UncheckedIOException("no JSON: " + json, failure);
        }
    }

    static String json(Map<String, ?> value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> words(String program, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(program));
        words.addAll(arguments);
        return words;
    }
}
