package dev.colophon.transfer.cell;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Languages as systems write them: {@code en}, {@code eng}, {@code English}, {@code pt-BR}. */
public final class LanguageName {
    private static final Map<String, String> TAGS = tags();

    private LanguageName() {}

    /** The BCP 47 tag, or null when the text is no language that is known. */
    public static @Nullable String tag(String text) {
        String known = TAGS.get(text.toLowerCase(Locale.ROOT));
        return known == null && text.matches("[A-Za-z]{2}-[A-Za-z0-9]{2,8}") ? text : known;
    }

    /** Codes of two and of three letters and English names; libraries have other three letters for some. */
    private static Map<String, String> tags() {
        Map<String, String> tags = new HashMap<>(Map.of(
                "ger", "de", "fre", "fr", "dut", "nl", "gre", "el", "chi", "zh", "cze", "cs", "rum", "ro", "per", "fa",
                "slo", "sk", "ice", "is"));
        for (String code : Locale.getISOLanguages()) {
            Locale language = Locale.of(code);
            tags.put(code, code);
            tags.put(language.getISO3Language(), code);
            tags.put(language.getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
        }
        return Map.copyOf(tags);
    }
}
