package dev.colophon.account.oidc;

/** The provider cannot be asked, or says what is not believed; the message repeats nothing of what it said. */
final class ProviderFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean unreachable;

    private ProviderFailure(String message, boolean unreachable) {
        super(message, null, false, false);
        this.unreachable = unreachable;
    }

    /** It does not answer as a provider does. */
    static ProviderFailure unreachable(String message) {
        return new ProviderFailure(message, true);
    }

    /** It has answered, and that does not prove who somebody is. */
    static ProviderFailure unproved(String message) {
        return new ProviderFailure(message, false);
    }

    boolean isUnreachable() {
        return unreachable;
    }
}
