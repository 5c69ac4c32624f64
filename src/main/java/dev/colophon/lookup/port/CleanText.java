package dev.colophon.lookup.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.text.HtmlText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Texts of a provider's answer, brought into what a draft takes: HTML becomes words, what is too long
 * is cut, what no database stores is left out. Null stands for nothing useful.
 */
public final class CleanText {
    /** Longer descriptions are cut; nobody reads them in a list, and the answers are kept. */
    static final int MAX_DESCRIPTION = 8_000;

    private CleanText() {}

    /** One line. */
    public static @Nullable String line(JsonNode value, int maxCharacters) {
        return value.isTextual() ? line(value.textValue(), maxCharacters) : null;
    }

    /** One line of a text that may hold markup. */
    public static @Nullable String line(String value, int maxCharacters) {
        String plain = plain(value, maxCharacters * 4).replaceAll("[\\s\\p{Cc}\\p{Z}]+", " ");
        String line = cut(plain.strip(), maxCharacters);
        return line.isEmpty() ? null : line;
    }

    /** Lines of an array of texts, blank ones left out. */
    public static List<String> lines(JsonNode array, int maxCharacters, int maxLines) {
        List<String> lines = new ArrayList<>();
        for (JsonNode one : array.isArray() ? array : List.<JsonNode>of()) {
            String line = line(one, maxCharacters);
            if (line != null && lines.size() < maxLines) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** A description, as a text or as an object with a text in {@code value}. */
    public static @Nullable String description(JsonNode value) {
        JsonNode text = value.isObject() ? value.path("value") : value;
        if (!text.isTextual()) {
            return null;
        }
        String plain = cut(plain(text.textValue(), MAX_DESCRIPTION * 4).strip(), MAX_DESCRIPTION);
        return plain.isEmpty() ? null : plain;
    }

    /** A whole number from least to most. */
    public static @Nullable Integer number(JsonNode value, int least, int most) {
        boolean fits = value.isIntegralNumber()
                && value.canConvertToInt()
                && value.intValue() >= least
                && value.intValue() <= most;
        return fits ? value.intValue() : null;
    }

    /** The objects of an array; none of anything else. */
    public static List<JsonNode> objects(JsonNode array) {
        return array.isArray()
                ? StreamSupport.stream(array.spliterator(), false)
                        .filter(JsonNode::isObject)
                        .toList()
                : List.of();
    }

    private static String plain(String value, int maxCharacters) {
        return cut(HtmlText.plain(wellFormed(cut(value, maxCharacters))), maxCharacters);
    }

    /** Without NUL and halves of characters, which one of the databases would refuse or change. */
    private static String wellFormed(String value) {
        StringBuilder kept = new StringBuilder(value.length());
        value.codePoints()
                .filter(each -> each != 0 && (each < Character.MIN_SURROGATE || each > Character.MAX_SURROGATE))
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static String cut(String value, int maxCharacters) {
        if (value.length() <= maxCharacters) {
            return value;
        }
        int end = Character.isHighSurrogate(value.charAt(maxCharacters - 1)) ? maxCharacters - 1 : maxCharacters;
        return value.substring(0, end);
    }
}
