package dev.colophon.monitoring.trace;

import dev.colophon.settings.variable.RuleBroken;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Lists such as {@code key=value,other=value}, as the variables of OpenTelemetry have them; values percent-encoded. */
final class KeyValues {
    private static final String RULE = "must be pairs such as key=value, separated by commas, values percent-encoded";

    private KeyValues() {}

    /**
     * The pairs in their order.
     *
     * @param key what a key may be
     */
    static Map<String, String> parse(String text, Pattern key) throws RuleBroken {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.split(",", -1)) {
            int sign = pair.indexOf('=');
            String name = sign < 0 ? "" : pair.substring(0, sign).strip();
            if (!key.matcher(name).matches() || pairs.containsKey(name)) {
                throw new RuleBroken(RULE);
            }
            pairs.put(name, decoded(pair.substring(sign + 1).strip()));
        }
        return pairs;
    }

    private static String decoded(String value) throws RuleBroken {
        try {
            // a plus is a plus here, and not the space of a form
            String plain = URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
            if (plain.chars().noneMatch(Character::isISOControl)) {
                return plain;
            }
        } catch (IllegalArgumentException noPercentEncoding) {
            throw new RuleBroken(RULE);
        }
        throw new RuleBroken(RULE);
    }
}
