package dev.colophon.web.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.colophon.database.connection.ConstraintViolation;
import dev.colophon.json.Json;
import dev.colophon.problem.FieldError;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.server.request.FailureReply;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Pages;
import io.helidon.http.BadRequestException;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns whatever went wrong into an answer: problem+json (RFC 9457) for a program, a page for a
 * person. Only safe text leaves.
 */
public final class Failures implements FailureReply {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final boolean debug;
    private final @Nullable Pages pages;

    /**
     * @param debug whether a stack trace may be shown; the settings allow it in local and test only
     * @param pages null where nobody is shown a page, as on the management port
     */
    public Failures(boolean debug, @Nullable Pages pages) {
        this.debug = debug;
        this.pages = pages;
    }

    @Override
    public Reply json(Problem problem, String requestId) {
        return json(problem, requestId, null);
    }

    /**
     * @param fault what is behind an INTERNAL problem, if it may be shown
     */
    public Reply json(Problem problem, String requestId, @Nullable Throwable fault) {
        Map<String, String> headers = headers(problem, "application/problem+json");
        return new Reply(Statuses.of(problem.kind()), headers, Json.write(document(problem, requestId, fault)));
    }

    @Override
    public Reply page(Problem problem, String requestId, String language) {
        return page(problem, requestId, Dates.of(null, language, ZoneOffset.UTC), null);
    }

    /**
     * @param dates of whoever sees it, as far as that is known
     * @param fault what is behind an INTERNAL problem, if it may be shown
     */
    public Reply page(Problem problem, String requestId, Dates dates, @Nullable Throwable fault) {
        if (pages == null) {
            return json(problem, requestId, fault);
        }
        Map<String, String> headers = headers(problem, "text/html; charset=utf-8");
        headers.putAll(SecurityHeaders.FAILED_PAGE);
        byte[] page = pages.failure(problem, requestId, dates, shownTrace(problem, fault));
        return new Reply(Statuses.of(problem.kind()), headers, page);
    }

    /** Headers that a problem of this kind needs. */
    private static Map<String, String> headers(Problem problem, String contentType) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", contentType);
        if (problem.kind() == Kind.UNAUTHORIZED) {
            headers.put("WWW-Authenticate", "Bearer");
        }
        problem.retryAfterSeconds().ifPresent(seconds -> headers.put("Retry-After", String.valueOf(seconds)));
        return headers;
    }

    private Document document(Problem problem, String requestId, @Nullable Throwable fault) {
        String kind = problem.kind().name().toLowerCase(Locale.ROOT);
        return new Document(
                "urn:colophon:problem:" + kind,
                problem.kind().title(),
                Statuses.of(problem.kind()).code(),
                problem.detail(),
                "urn:colophon:request:" + requestId,
                problem.code(),
                requestId,
                problem.errors(),
                shownTrace(problem, fault));
    }

    /** What the caller may know about a failure; a fault of ours is logged here, once. */
    public Problem problem(Throwable failure, String requestId) {
        return switch (failure) {
            case Problem problem -> problem;
            case ConstraintViolation violation -> unmapped(violation, requestId);
            case BadRequestException malformed -> malformed();
            case RequestException malformed -> malformed();
            case HttpException refused
            when refused.status().code() >= 400 && refused.status().code() < 500 -> malformed();
            default -> {
                LOG.atError()
                        .addKeyValue("request_id", requestId)
                        .setCause(failure)
                        .log("a request failed");
                yield internal(requestId);
            }
        };
    }

    private static Problem unmapped(ConstraintViolation violation, String requestId) {
        LOG.atError()
                .addKeyValue("request_id", requestId)
                .setCause(violation)
                .log("a request broke a constraint that nobody foresaw");
        return switch (violation.type()) {
            case UNIQUE, FOREIGN_KEY -> Problem.conflict("conflict", "This does not fit what is stored.");
            case NOT_NULL, CHECK -> internal(requestId);
        };
    }

    private static Problem malformed() {
        return Problem.of(Kind.MALFORMED, "malformed", "The request cannot be understood.");
    }

    private static Problem internal(String requestId) {
        return Problem.of(
                Kind.INTERNAL,
                "internal",
                "Something went wrong here. The log has more under request " + requestId + ".");
    }

    /** The stack trace where DEBUG allows to show it, else nothing. */
    private String shownTrace(Problem problem, @Nullable Throwable fault) {
        if (!debug || fault == null || problem.kind() != Kind.INTERNAL) {
            return "";
        }
        var text = new StringWriter();
        fault.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Document(
            String type,
            String title,
            int status,
            String detail,
            String instance,
            String code,
            String requestId,
            List<FieldError> errors,
            String trace) {}
}
