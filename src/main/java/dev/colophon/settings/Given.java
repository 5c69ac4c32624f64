package dev.colophon.settings;

import dev.colophon.settings.EffectiveValue.Origin;

/**
 * The text that somebody gave for a variable.
 *
 * @param source the origin in words, such as {@code .env line 3}
 */
record Given(String text, Origin origin, String source) {
    /** Never the text: it may be a secret. */
    @Override
    public String toString() {
        return "Given[" + source + "]";
    }
}
