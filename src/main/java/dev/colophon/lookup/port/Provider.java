package dev.colophon.lookup.port;

import java.util.Locale;

/** Who knows books outside of this program. */
public enum Provider {
    GOOGLE_BOOKS("Google Books"),
    OPEN_LIBRARY("Open Library");

    private final String label;

    Provider(String label) {
        this.label = label;
    }

    /** Its own name, for people. */
    public String label() {
        return label;
    }

    /** Its name in the API, in settings and in metrics. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
