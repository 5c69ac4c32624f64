package dev.colophon.settings;

import java.util.Locale;

/** How Colophon is run; the single source of truth for every default that depends on it. */
public enum Profile {
    LOCAL,
    TEST,
    SINGLE_USER,
    PRODUCTION;

    /** The value of APP_PROFILE, such as {@code single-user}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
