package dev.colophon.web;

import dev.colophon.problem.Problem;
import dev.colophon.server.request.FailureReply;
import dev.colophon.web.page.Pages;
import java.util.LinkedHashMap;
import java.util.Map;

/** Refusals of the main listener: a page for a person, problem+json for a program. */
record PageFailures(Failures failures, Pages pages) implements FailureReply {
    @Override
    public Reply json(Problem problem, String requestId) {
        return failures.json(problem, requestId);
    }

    @Override
    public Reply page(Problem problem, String requestId) {
        Map<String, String> headers = new LinkedHashMap<>(failures.headers(problem));
        headers.putAll(FeatureHeaders.FAILED_PAGE);
        return new Reply(Statuses.of(problem.kind()).code(), headers, pages.failure(problem, requestId, ""));
    }
}
