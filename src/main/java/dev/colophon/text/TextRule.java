package dev.colophon.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.problem.Problem;
import java.util.List;
import java.util.Map;

/**
 * Text that both databases store unchanged: PostgreSQL refuses NUL (22021) and both drivers turn a
 * lone surrogate into a question mark without a word.
 */
public final class TextRule {
    private TextRule() {}

    /** Whether the text holds no NUL and no lone surrogate. */
    public static boolean holds(String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == 0) {
                return false;
            }
            if (Character.isSurrogate(character)) {
                boolean pair = Character.isHighSurrogate(character)
                        && index + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(index + 1));
                if (!pair) {
                    return false;
                }
                index++;
            }
        }
        return true;
    }

    public static void check(JsonNode node, String pointer) {
        if (node.isTextual() && !holds(node.textValue())) {
            throw Problem.invalid(pointer, "text", "Text must hold no NUL and no half of a surrogate pair.");
        }
        int index = 0;
        for (JsonNode element : node.isArray() ? node : List.<JsonNode>of()) {
            check(element, pointer + "/" + index++);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!holds(field.getKey())) {
                throw Problem.invalid(pointer, "text", "A name holds NUL or half a character.");
            }
            check(field.getValue(), pointer + "/" + printable(field.getKey()));
        }
    }

    /** A field's name as a pointer step (RFC 6901), bounded, for names are input too. */
    public static String printable(String name) {
        String step = name.length() > 60 ? name.substring(0, 60) : name;
        return step.replaceAll("[^\\w.~/-]", "?").replace("~", "~0").replace("/", "~1");
    }
}
