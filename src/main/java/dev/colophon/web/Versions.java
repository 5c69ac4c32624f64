package dev.colophon.web;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import java.util.OptionalLong;

/** Whether a change was made with the newest version in view. */
public final class Versions {
    private Versions() {}

    /**
     * @param wanted the version that the caller has seen, if they said so
     */
    public static void demand(OptionalLong wanted, long stored) {
        if (wanted.isPresent() && wanted.getAsLong() != stored) {
            throw Problem.of(
                    Kind.STALE, "stale", "This was changed since you read it; read it again and repeat your change.");
        }
    }
}
