package dev.colophon.observe;

import java.util.Locale;

/** Why a request was turned away before any handler saw it. */
public enum Refusal {
    RATE,
    CONCURRENCY,
    FRAMING,
    HOST,
    SLOW;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
