package dev.colophon.server;

import dev.colophon.problem.Problem;
import java.util.Map;

/** How a refusal of this room becomes bytes; the web room implements it, for it owns statuses. */
@FunctionalInterface
public interface FailureReply {
    Reply reply(Problem problem, String requestId);

    /** The same for a person who waits for a page. */
    default Reply page(Problem problem, String requestId) {
        return reply(problem, requestId);
    }

    /** A complete answer; the headers come on top of the standard ones. */
    record Reply(int status, Map<String, String> headers, byte[] body) {}
}
