package dev.colophon.settings.source;

import dev.colophon.settings.source.EffectiveValue.Origin;

/**
 * The text that somebody gave for a variable.
 *
 * @param source the origin in words, such as {@code .env line 3}
 */
public record Given(String text, Origin origin, String source) {
    /** Never the text: it may be a secret. */
    @Override
    public String toString() {
        return "Given[" + source + "]";
    }
}
