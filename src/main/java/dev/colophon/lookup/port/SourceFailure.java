package dev.colophon.lookup.port;

/** A provider gave no answer that is worth anything. Its message says why, for operators; it holds nothing secret. */
public final class SourceFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** Kinds of failures, as metrics and callers see them. */
    public enum Reason {
        /** It takes no more requests at the moment, or we have sent as many as it allows. */
        BUSY("is busy; try again in a minute"),
        /** The requests of the day are used up. */
        QUOTA("takes no more requests today"),
        /** It does not want our requests: its key or its contact is wrong. */
        REFUSED("refuses to answer; the log says why"),
        SLOW("did not answer in time"),
        UNREACHABLE("cannot be reached"),
        /** It says itself that it is broken. */
        BROKEN("has a fault of its own"),
        /** Its answer is too large, of another type, or not what it says it is. */
        WRONG_ANSWER("gave an answer that cannot be read"),
        /** It failed again and again, so that it is left alone for a while. */
        RESTING("failed several times and is left alone for a while"),
        /** Somebody asked the same a moment ago and got no answer. */
        FAILED_LATELY("did not answer a moment ago; try again in some minutes");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** The end of a sentence that begins with the provider's name. */
        public String words() {
            return words;
        }

        /** Whether it may be over in a moment. */
        public boolean passes() {
            return this == BUSY || this == SLOW || this == UNREACHABLE || this == BROKEN;
        }

        /** Whether the same question would fail again in the next minutes, whoever asks. */
        public boolean lasts() {
            return this == SLOW || this == UNREACHABLE || this == BROKEN || this == WRONG_ANSWER;
        }
    }

    private final Reason reason;

    public SourceFailure(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
