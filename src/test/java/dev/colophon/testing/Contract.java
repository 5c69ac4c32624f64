package dev.colophon.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** {@code openapi.yaml}, asked about operations and answers. */
public final class Contract {
    private static final Contract THE_CONTRACT = new Contract();
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final JsonNode document = read();
    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();

    private Contract() {}

    public static Contract get() {
        return THE_CONTRACT;
    }

    public JsonNode document() {
        return document;
    }

    /** All operations, such as {@code GET /api/v1/me}. */
    public Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            path.getValue().fieldNames().forEachRemaining(name -> {
                if (METHODS.contains(name)) {
                    operations.add(name.toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            });
        }
        return operations;
    }

    /** The names of the query parameters of an operation. */
    public Set<String> queryNames(String method, String pattern) {
        Set<String> names = new TreeSet<>();
        JsonNode path = document.path("paths").path(pattern);
        JsonNode operation = path.path(method.toLowerCase(Locale.ROOT));
        for (JsonNode list : List.of(path.path("parameters"), operation.path("parameters"))) {
            for (JsonNode parameter : list) {
                JsonNode resolved = resolve(parameter);
                if (resolved.path("in").asText().equals("query")) {
                    names.add(resolved.path("name").asText());
                }
            }
        }
        return names;
    }

    /** Of which an access token needs one for an operation; when there are none, no token will do. */
    public Set<String> scopes(String method, String pattern) {
        JsonNode operation = document.path("paths").path(pattern).path(method.toLowerCase(Locale.ROOT));
        Set<String> scopes = new TreeSet<>();
        for (JsonNode alternative : operation.path("security")) {
            alternative.path("bearer").forEach(scope -> scopes.add(scope.asText()));
        }
        return scopes;
    }

    /** Whether anybody may, without a token. */
    public boolean isOpen(String method, String pattern) {
        JsonNode operation = document.path("paths").path(pattern).path(method.toLowerCase(Locale.ROOT));
        return operation.has("security") && operation.path("security").isEmpty();
    }

    /**
     * Fails the test unless the answer is what the contract says about this operation and status.
     * What the contract does not know is left to {@code ContractTest}, which compares it with the
     * routes.
     *
     * @param target path and query as they were asked for
     */
    public void check(String method, String target, Answer answer) {
        String pattern = pattern(target.split("[?]", 2)[0]);
        String what = method + " " + pattern + " " + answer.status();
        JsonNode operation = document.path("paths").path(pattern).path(method.toLowerCase(Locale.ROOT));
        if (operation.isMissingNode()) {
            return;
        }
        JsonNode responses = operation.path("responses");
        JsonNode response = resolve(responses.path(String.valueOf(answer.status())));
        if (response.isMissingNode()) {
            response = resolve(responses.path("default"));
        }
        if (response.isMissingNode()) {
            throw new AssertionError(what + " is not in openapi.yaml");
        }
        checkBody(what, response, answer);
    }

    /** The pattern of a path, the one with the most literal segments; the path if there is none. */
    private String pattern(String path) {
        if (document.path("paths").has(path)) {
            return path;
        }
        String best = path;
        int bestParameters = Integer.MAX_VALUE;
        for (Map.Entry<String, JsonNode> candidate : document.path("paths").properties()) {
            String pattern = candidate.getKey();
            int parameters = pattern.split("[{]", -1).length - 1;
            if (parameters < bestParameters && path.matches(pattern.replaceAll("[{][^}]*[}]", "[^/]+"))) {
                best = pattern;
                bestParameters = parameters;
            }
        }
        return best;
    }

    private void checkBody(String what, JsonNode response, Answer answer) {
        if (answer.body().length == 0) {
            return;
        }
        String type = answer.header("Content-Type").split(";", 2)[0];
        JsonNode schema = response.path("content").path(type).path("schema");
        if (schema.isMissingNode()) {
            throw new AssertionError(what + " has a body of type " + type + ", see openapi.yaml");
        }
        if (type.endsWith("json")) {
            validate(what, schema, answer);
        }
    }

    private void validate(String what, JsonNode schema, Answer answer) {
        var messages = compiled.computeIfAbsent(schema.toString(), absent -> compile(schema))
                .validate(answer.json());
        if (!messages.isEmpty()) {
            throw new AssertionError(what + " breaks the contract: " + messages + "\n" + answer.text());
        }
    }

    /** The schema together with the components that it refers to. */
    private JsonSchema compile(JsonNode schema) {
        ObjectNode complete = schema.deepCopy();
        complete.set("components", document.path("components"));
        var config = SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .formatAssertionsEnabled(true)
                .build();
        return schemas.getSchema(complete, config);
    }

    private JsonNode resolve(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isTextual() ? document.at(reference.asText().substring(1)) : node;
    }

    private static JsonNode read() {
        try (InputStream in = Contract.class.getResourceAsStream("/openapi.yaml")) {
            return YAMLMapper.builder().build().readTree(in);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
