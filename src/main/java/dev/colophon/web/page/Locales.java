package dev.colophon.web.page;

import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Locales by their BCP 47 tags; only those whose dates this runtime can write. */
public final class Locales {
    /** For who says nothing. */
    public static final Locale USUAL = Locale.UK;

    private static final List<String> TAGS = List.of(
            "bg-BG", "ca-ES", "cs-CZ", "da-DK", "de-AT", "de-CH", "de-DE", "el-GR", "en-AU", "en-CA", "en-GB", "en-IE",
            "en-IN", "en-NZ", "en-US", "es-ES", "es-MX", "et-EE", "eu-ES", "fi-FI", "fr-BE", "fr-CA", "fr-CH", "fr-FR",
            "ga-IE", "gl-ES", "hr-HR", "hu-HU", "is-IS", "it-IT", "ja-JP", "ko-KR", "lt-LT", "lv-LV", "nb-NO", "nl-BE",
            "nl-NL", "pl-PL", "pt-BR", "pt-PT", "ro-RO", "ru-RU", "sk-SK", "sl-SI", "sr-RS", "sv-SE", "tr-TR", "uk-UA",
            "zh-CN", "zh-TW");

    private static final int MAX_TAG_LENGTH = 35;
    private static final int MAX_HEADER_LENGTH = 300;

    private Locales() {}

    /** Held apart, for most requests never ask. */
    private static final class Known {
        private static final Set<String> LANGUAGES = Arrays.stream(Locale.getAvailableLocales())
                .map(Locale::getLanguage)
                .filter(language -> !language.isEmpty())
                .collect(Collectors.toUnmodifiableSet());

        private static final List<Locale> OFFERED = TAGS.stream()
                .map(Locale::forLanguageTag)
                .filter(Locales::isKnown)
                .toList();
    }

    /** What a form offers; any other that is known can be set by the API. */
    public static List<Locale> offered() {
        return Known.OFFERED;
    }

    /** The locale of a tag; null when it is none, or its language is not known here. */
    public static @Nullable Locale parse(@Nullable String tag) {
        if (tag == null || tag.length() > MAX_TAG_LENGTH) {
            return null;
        }
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            return isKnown(locale) ? locale : null;
        } catch (IllformedLocaleException notATag) {
            return null;
        }
    }

    /**
     * What a browser prefers among what is known.
     *
     * @param header {@code Accept-Language}; empty when there is none
     */
    public static Locale accepted(String header) {
        if (header.isBlank() || header.length() > MAX_HEADER_LENGTH) {
            return USUAL;
        }
        try {
            return LanguageRange.parse(header).stream()
                    .map(range -> parse(range.getRange()))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(USUAL);
        } catch (IllegalArgumentException unreadable) {
            return USUAL;
        }
    }

    private static boolean isKnown(Locale locale) {
        return Known.LANGUAGES.contains(locale.getLanguage());
    }
}
