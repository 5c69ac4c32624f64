package dev.colophon.web;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.web.page.LocalPath;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What a person sees when a page fails: the way to sign in, or a sentence and the request's id. */
final class FailedPage {
    private final Site site;
    private final Exchange exchange;

    FailedPage(Site site, Exchange exchange) {
        this.site = site;
        this.exchange = exchange;
    }

    void answer(Problem problem, Throwable failure) {
        if (problem.kind() == Kind.UNAUTHORIZED && exchange.wantsFragment()) {
            // a redirect would put the sign-in page into a corner of this one
            exchange.header("HX-Redirect", "/sign-in");
            exchange.done();
            return;
        }
        if (problem.kind() == Kind.UNAUTHORIZED) {
            exchange.redirect(signIn());
            return;
        }
        site.failures().headers(problem).forEach((name, value) -> {
            if (!name.equals("Content-Type")) {
                exchange.header(name, value);
            }
        });
        exchange.send(Statuses.of(problem.kind()), FeatureHeaders.HTML, page(problem, failure));
    }

    /** Whoever wanted to read a page gets there after signing in. */
    private String signIn() {
        String wanted = exchange.requestPath();
        if (!exchange.isReading() || !LocalPath.holds(wanted)) {
            return "/sign-in";
        }
        String query = exchange.requestQuery();
        String complete = query.isEmpty() ? wanted : wanted + "?" + query;
        String location = "/sign-in?next=" + URLEncoder.encode(complete, StandardCharsets.UTF_8);
        return LocalPath.holds(location) ? location : "/sign-in";
    }

    private byte[] page(Problem problem, Throwable failure) {
        boolean ours = problem.kind() == Kind.INTERNAL;
        String trace = ours ? site.failures().shownTrace(failure) : "";
        return site.pages().failure(problem, exchange.requestId(), trace);
    }
}
