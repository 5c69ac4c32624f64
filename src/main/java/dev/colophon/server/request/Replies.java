package dev.colophon.server.request;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.server.connection.Connection;
import dev.colophon.server.connection.RequestFacts;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.ServerResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every failure that this room or Helidon itself answers. Helidon would send the exception's
 * message, which repeats what the client sent.
 */
public final class Replies implements DirectHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
    private static final Problem DOWN = Problem.unavailable("down", "Not ready.", 1);

    /** What Helidon's parser says; nothing else tells its complaints about headers apart. */
    private static final String HEADERS_TOO_LARGE = "Header size exceeded";

    private final FailureReply failures;
    private final AnswerHeaders answerHeaders;
    private final RequestIds requestIds;
    private final RequestLog log;

    Replies(FailureReply failures, AnswerHeaders answerHeaders, RequestIds requestIds, RequestLog log) {
        this.failures = failures;
        this.answerHeaders = answerHeaders;
        this.requestIds = requestIds;
        this.log = log;
    }

    /** The status of what is not available, which the web room decides. */
    public Status down() {
        return failures.json(DOWN, "").status();
    }

    /** This for every failure that Helidon meets before or beside routing. */
    public DirectHandlers directHandlers() {
        var handlers = DirectHandlers.builder();
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, this);
        }
        return handlers.build();
    }

    /** Answers a request before any handler saw it. */
    public void refuse(ServerResponse response, RequestFacts facts, Problem problem, RefusedRequest reason) {
        log.refused(reason);
        FailureReply.Reply reply = facts.isForPage()
                ? failures.page(problem, facts.requestId(), facts.language())
                : failures.json(problem, facts.requestId());
        response.status(reply.status());
        reply.headers().forEach(response::header);
        if (problem.kind() == Kind.METHOD_NOT_ALLOWED) {
            response.header(HeaderNames.ALLOW, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
        }
        response.send(reply.body());
    }

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            Throwable thrown,
            System.@Nullable Logger logger) {
        if (type == EventType.INTERNAL_ERROR) {
            // Helidon leaves it to whoever answers
            LOG.error("a request failed outside of every handler", thrown);
        }
        return handle(request, type, status, headers, "");
    }

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            @Nullable String message) {
        Connection connection = Connection.current();
        RequestFacts facts = connection.facts();
        if (facts != null) {
            Problem problem = facts.timeout().orElseGet(() -> problem(status));
            return answer(problem, facts.requestId(), headers, "");
        }
        if (connection.ended()) {
            throw new CloseConnectionException("the client is gone");
        }
        connection.closeAndLinger();
        Problem problem = protocolProblem(status, message);
        String requestId = requestIds.next();
        var answer = answer(problem, requestId, headers, request.method());
        log.malformed(connection, requestId, answer.status().code());
        return answer;
    }

    private TransportResponse answer(Problem problem, String requestId, ServerResponseHeaders headers, String method) {
        FailureReply.Reply reply = failures.json(problem, requestId);
        answerHeaders.addStandard(headers);
        headers.set(HeaderValues.create(AnswerHeaders.REQUEST_ID, requestId));
        reply.headers().forEach((name, value) -> headers.set(HeaderNames.create(name), value));
        var answer = TransportResponse.builder()
                .status(reply.status())
                .headers(headers)
                .keepAlive(false);
        return method.equals("HEAD")
                ? answer.build()
                : answer.entity(reply.body()).build();
    }

    /** A request that was routed, and failed in Helidon or in a handler that nobody guards. */
    private static Problem problem(Status status) {
        return switch (status.code()) {
            case 404 -> Problem.notFound();
            case 413 -> tooLarge();
            case 500 -> fault();
            default -> malformed();
        };
    }

    /** A request that could not even be read. */
    private static Problem protocolProblem(Status status, @Nullable String message) {
        return switch (status.code()) {
            case 413 -> tooLarge();
            case 414 -> headersTooLarge("The request line is too long.");
            case 500 -> fault();
            default -> HEADERS_TOO_LARGE.equals(message) ? headersTooLarge("The headers are too large.") : malformed();
        };
    }

    private static Problem fault() {
        return Problem.of(Kind.INTERNAL, "internal", "Something went wrong here.");
    }

    private static Problem tooLarge() {
        return Problem.of(Kind.TOO_LARGE, "too_large", "The body is too large.");
    }

    private static Problem headersTooLarge(String detail) {
        return Problem.of(Kind.HEADERS_TOO_LARGE, "headers_too_large", detail);
    }

    private static Problem malformed() {
        return Problem.of(Kind.MALFORMED, "malformed", "The request cannot be understood.");
    }
}
