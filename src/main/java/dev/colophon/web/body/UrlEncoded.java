package dev.colophon.web.body;

import dev.colophon.problem.Problem;
import dev.colophon.text.TextRule;
import dev.colophon.text.Utf8;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Strict reading of percent-encoded text: wrong escapes, wrong UTF-8 and NUL are refused. */
public final class UrlEncoded {
    /** No form or query of ours comes near; more is an attack on the map. */
    static final int MAX_PAIRS = 200;

    private UrlEncoded() {}

    /**
     * Names and values of a query or a form.
     *
     * @throws Problem of kind MALFORMED
     */
    public static Map<String, List<String>> pairs(String text) {
        if (text.isEmpty()) {
            return Map.of();
        }
        Map<String, List<String>> pairs = new LinkedHashMap<>();
        int count = 0;
        for (int start = 0; start <= text.length(); ) {
            int found = text.indexOf('&', start);
            int end = found < 0 ? text.length() : found;
            if (end > start) {
                if (++count > MAX_PAIRS) {
                    throw Problem.malformed("", "too_many", "There are more than " + MAX_PAIRS + " parameters.");
                }
                add(pairs, text.substring(start, end));
            }
            start = end + 1;
        }
        return pairs;
    }

    private static void add(Map<String, List<String>> pairs, String pair) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1), true);
        pairs.computeIfAbsent(name, absent -> new ArrayList<>(1)).add(value);
    }

    /**
     * @param plusIsSpace as in queries and forms; in a path a plus is a plus
     */
    public static String decode(String text, boolean plusIsSpace) {
        if (isPlain(text)) {
            return text;
        }
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * 3);
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == '%') {
                bytes.put(octet(text, index));
                index += 2;
            } else if (character == '+' && plusIsSpace) {
                bytes.put((byte) ' ');
            } else if (character < 0x80) {
                bytes.put((byte) character);
            } else {
                throw malformed();
            }
        }
        return utf8(bytes.flip());
    }

    private static String utf8(ByteBuffer bytes) {
        return Utf8.decode(bytes).filter(TextRule::holds).orElseThrow(UrlEncoded::malformed);
    }

    private static byte octet(String text, int index) {
        int high = index + 2 < text.length() ? Character.digit(text.charAt(index + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(text.charAt(index + 2), 16);
        if (low < 0) {
            throw malformed();
        }
        return (byte) (high << 4 | low);
    }

    private static boolean isPlain(String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == '%' || character == '+' || character >= 0x80 || character == 0) {
                return false;
            }
        }
        return true;
    }

    private static Problem malformed() {
        return Problem.malformed("", "encoding", "Percent-encoded UTF-8 without NUL is expected here.");
    }
}
