package dev.colophon.lookup;

import dev.colophon.lookup.port.Provider;
import dev.colophon.lookup.port.SourceBook;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What came of a look-up.
 *
 * @param drafts the surest first
 * @param providers every one of them, in the order of asking
 */
public record LookupAnswer(List<Draft> drafts, List<Asked> providers) {
    /**
     * A book that may be meant.
     *
     * @param confidence 0 to 1; 1 only where the ISBN that was asked for is its own
     */
    public record Draft(Provider provider, BigDecimal confidence, SourceBook book) {}

    /** What became of asking one provider. */
    public enum Outcome {
        HIT,
        MISS,
        /** Another one had found something. */
        NOT_ASKED,
        /** The settings say so. */
        OFF,
        UNAVAILABLE
    }

    /**
     * One provider.
     *
     * @param detail a sentence for people; null when there is nothing to say
     */
    public record Asked(
            Provider provider, Outcome outcome, @Nullable String detail) {}

    /** What a person should know: who did not answer and why. */
    public List<String> notices() {
        return providers.stream()
                .filter(one -> one.outcome() == Outcome.UNAVAILABLE)
                .flatMap(one -> Stream.ofNullable(one.detail()))
                .toList();
    }

    /** Whether nobody can be asked at all, as the server is set up. */
    public boolean isOff() {
        return providers.stream().allMatch(one -> one.outcome() == Outcome.OFF);
    }
}
