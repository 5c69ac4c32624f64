package dev.colophon.server.request;

import dev.colophon.problem.Problem;
import io.helidon.http.Status;
import java.util.Map;

/** How a refusal of this room becomes bytes; the web room implements it, for it decides statuses. */
@FunctionalInterface
public interface FailureReply {
    /** For a program. */
    Reply json(Problem problem, String requestId);

    /**
     * The same for a person who waits for a page.
     *
     * @param language {@code Accept-Language}; empty when there is none
     */
    default Reply page(Problem problem, String requestId, String language) {
        return json(problem, requestId);
    }

    /** A complete answer; the headers come on top of the standard ones. */
    record Reply(Status status, Map<String, String> headers, byte[] body) {}
}
