package dev.colophon.settings;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A text is not what its variable takes. The message is the rule, as in "must be a number". */
final class RuleBroken extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable String remedy;

    RuleBroken(String rule, @Nullable String remedy) {
        super(rule, null, false, false);
        this.remedy = remedy;
    }

    RuleBroken(String rule) {
        this(rule, null);
    }

    String rule() {
        return String.valueOf(getMessage());
    }

    /** What to do when an example of a good value does not say enough. */
    Optional<String> remedy() {
        return Optional.ofNullable(remedy);
    }
}
