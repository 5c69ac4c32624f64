package dev.colophon.transfer.copy;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;

/** Why a zip is not taken, in a sentence each. Names come from a stranger's file and are never repeated. */
final class Refusal {
    private static final String NOTHING = " Nothing was stored.";

    private Refusal() {}

    static Problem broken(String what) {
        return Problem.of(
                Kind.INVALID, "broken_archive", what + " Export again, and send the file as it is." + NOTHING);
    }

    static Problem tooLarge(String what) {
        return Problem.of(Kind.TOO_LARGE, "too_large", what + NOTHING);
    }

    /** What is wrong with a line. */
    static Problem line(String member, int line, Problem why) {
        String detail = why.errors().isEmpty()
                ? why.detail()
                : why.errors().getFirst().pointer() + ": "
                        + why.errors().getFirst().message();
        return Problem.of(
                Kind.INVALID,
                "broken_line",
                "Line " + line + " of " + member + " is not what an export has there. " + detail + NOTHING);
    }
}
