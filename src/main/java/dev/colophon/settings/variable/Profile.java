package dev.colophon.settings.variable;

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

    /** Whether what would harm a server that others can reach is allowed. */
    public boolean isForDevelopers() {
        return this == LOCAL || this == TEST;
    }
}
