package dev.colophon.lookup.port;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of languages as BCP 47 has them, from those of libraries (ISO 639-2) too. */
public final class LanguageTag {
    private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");
    private static final Set<String> NO_LANGUAGE = Set.of("und", "mul", "zxx", "mis");
    private static final Map<String, String> BY_THREE_LETTERS = byThreeLetters();

    private LanguageTag() {}

    /** Null for what is no name of a language, and for several languages at once. */
    public static @Nullable String of(@Nullable String name) {
        if (name == null || !TAG.matcher(name).matches() || NO_LANGUAGE.contains(name)) {
            return null;
        }
        return BY_THREE_LETTERS.getOrDefault(name, name);
    }

    private static Map<String, String> byThreeLetters() {
        Map<String, String> names = new HashMap<>();
        for (String two : Locale.getISOLanguages()) {
            names.put(Locale.of(two).getISO3Language(), two);
        }
        // those that libraries name by the English word and not by the language's own
        names.putAll(Map.of("fre", "fr", "ger", "de", "dut", "nl", "chi", "zh", "cze", "cs", "gre", "el"));
        names.putAll(Map.of("ice", "is", "mac", "mk", "rum", "ro", "slo", "sk", "wel", "cy", "per", "fa"));
        names.putAll(Map.of("alb", "sq", "arm", "hy", "baq", "eu", "bur", "my", "geo", "ka", "may", "ms"));
        names.putAll(Map.of("mao", "mi", "tib", "bo"));
        return names;
    }
}
