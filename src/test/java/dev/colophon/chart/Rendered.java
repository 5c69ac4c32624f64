package dev.colophon.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Kubernetes objects, as parsed from YAML in which no key stands twice. */
public record Rendered(List<JsonNode> objects) {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * A pod that some object makes.
     *
     * @param owner the object's kind and name
     * @param template metadata and spec
     */
    public record Pod(String owner, JsonNode template) {
        JsonNode spec() {
            return template.path("spec");
        }

        /** The init containers first. */
        public List<JsonNode> containers() {
            List<JsonNode> containers = new ArrayList<>();
            spec().path("initContainers").forEach(containers::add);
            spec().path("containers").forEach(containers::add);
            return containers;
        }
    }

    static Rendered of(String text) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            List<JsonNode> objects = documents.readAll();
            return new Rendered(objects.stream().filter(JsonNode::isObject).toList());
        } catch (IOException failure) {
            throw new UncheckedIOException("not YAML:\n" + text, failure);
        }
    }

    static JsonNode parse(String yaml) {
        return of(yaml).objects.getFirst();
    }

    List<JsonNode> all(String kind) {
        return objects.stream()
                .filter(it -> it.path("kind").asText().equals(kind))
                .toList();
    }

    /** The only object of a kind. */
    JsonNode one(String kind) {
        List<JsonNode> found = all(kind);
        assertThat(found).as(kind).hasSize(1);
        return found.getFirst();
    }

    /** The pods of all objects, hooks and tests included. */
    public List<Pod> pods() {
        return objects.stream().flatMap(Rendered::pods).toList();
    }

    /** The pods that serve. */
    Pod web() {
        return pods().stream()
                .filter(pod -> pod.owner().matches("(Deployment|StatefulSet)/.*"))
                .findFirst()
                .orElseThrow();
    }

    /** The only container of that name. */
    public JsonNode container(String name) {
        List<JsonNode> found = pods().stream()
                .flatMap(pod -> pod.containers().stream())
                .filter(container -> container.path("name").asText().equals(name))
                .toList();
        assertThat(found).as("container " + name).hasSize(1);
        return found.getFirst();
    }

    /** The variables of a container: name to value, or to {@code secret/key}. */
    public static Map<String, String> variables(JsonNode container) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (JsonNode variable : container.path("env")) {
            JsonNode secret = variable.at("/valueFrom/secretKeyRef");
            String value = secret.isMissingNode()
                    ? variable.path("value").asText()
                    : secret.path("name").asText() + "/" + secret.path("key").asText();
            String name = variable.path("name").asText();
            assertThat(variables.put(name, value)).as(name + " is there once").isNull();
        }
        return variables;
    }

    /** An object of texts, such as labels. */
    static Map<String, String> map(JsonNode node) {
        Map<String, String> map = new TreeMap<>();
        node.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }

    private static Stream<Pod> pods(JsonNode object) {
        String kind = object.path("kind").asText();
        String owner = kind + "/" + object.at("/metadata/name").asText();
        if (kind.equals("Pod")) {
            return Stream.of(new Pod(owner, object));
        }
        JsonNode job = object.at("/spec/jobTemplate");
        JsonNode template = (job.isMissingNode() ? object : job).at("/spec/template");
        return template.isMissingNode() ? Stream.of() : Stream.of(new Pod(owner, template));
    }
}
