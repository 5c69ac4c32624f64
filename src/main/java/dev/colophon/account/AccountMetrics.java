package dev.colophon.account;

import dev.colophon.observe.metric.Counter;
import dev.colophon.observe.metric.Meters;

/** The metrics of accounts. */
final class AccountMetrics {
    private final Counter logins;

    AccountMetrics(Meters meters) {
        logins = meters.counter("colophon_logins_total", "Attempts to sign in by outcome and way.", "outcome", "way");
    }

    /**
     * Somebody tried to sign in.
     *
     * @param outcome one of a few words, such as {@code success}
     * @param way the same, such as {@code password}
     */
    void loginFinished(String outcome, String way) {
        logins.with(outcome, way).increment();
    }
}
