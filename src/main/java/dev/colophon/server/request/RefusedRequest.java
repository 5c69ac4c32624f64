package dev.colophon.server.request;

import java.util.Locale;

/** Why a request was turned away before any handler saw it. */
public enum RefusedRequest {
    RATE,
    CONCURRENCY,
    FRAMING,
    HOST,
    SLOW;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
