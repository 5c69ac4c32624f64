package dev.colophon.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.colophon.problem.Problem;
import java.util.Map;

/** JSON Merge Patch (RFC 7396): what is absent stays, null removes, all else replaces. */
public final class MergePatch {
    private MergePatch() {}

    /**
     * The value after the patch, as a new record of the same type.
     *
     * @throws Problem when the patch is no object, or its result is not valid
     */
    public static <T> T apply(T value, JsonNode patch, Class<T> type) {
        if (!patch.isObject()) {
            throw Problem.invalid("", "type", "A patch is a JSON object.");
        }
        return Json.convert(merge(Json.tree(value), patch), type);
    }

    private static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged =
                target.isObject() ? ((ObjectNode) target).deepCopy() : JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> change : patch.properties()) {
            String name = change.getKey();
            if (change.getValue().isNull()) {
                merged.remove(name);
            } else {
                merged.set(name, merge(merged.path(name), change.getValue()));
            }
        }
        return merged;
    }
}
