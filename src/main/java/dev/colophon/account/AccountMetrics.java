package dev.colophon.account;

import dev.colophon.observe.metric.Counter;
import dev.colophon.observe.metric.Meters;

/** The metrics of accounts. */
final class AccountMetrics {
    private final Counter logins;

    AccountMetrics(Meters meters) {
        logins = meters.counter("colophon_logins_total", "Attempts to sign in by their outcome.", "outcome");
    }

    /**
     * Somebody tried to sign in.
     *
     * @param outcome one of a few words, such as {@code success}
     */
    void loginFinished(String outcome) {
        logins.with(outcome).increment();
    }
}
