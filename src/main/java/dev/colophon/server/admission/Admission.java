package dev.colophon.server.admission;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.server.connection.Connection;
import dev.colophon.server.connection.RequestFacts;
import dev.colophon.server.request.RefusedRequest;
import dev.colophon.server.request.Replies;
import dev.colophon.settings.ServerSettings;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Who is let in on the main listener: the right host, https where it is demanded, not too often,
 * not too many at once. The two probes are answered before all that.
 */
public final class Admission implements Filter {
    /** Long enough for a burst to pass, short enough that a client's own limit is not reached. */
    private static final long WAIT_MILLIS = 500;

    private static final Problem WRONG_HOST = Problem.of(
            Kind.WRONG_HOST, "wrong_host", "This server does not answer for the host that the request names.");
    private static final Problem BUSY = Problem.unavailable("busy", "Too many requests run at once; try again.", 1);

    private final Replies replies;
    private final AllowedHosts hosts;
    private final boolean requireHttps;
    private final RateLimit rateLimit;
    private final Semaphore permits;
    private final int most;
    private final Probes probes;

    public Admission(Replies replies, ServerSettings settings, Probes probes) {
        this.replies = replies;
        this.hosts = new AllowedHosts(settings.trust().allowedHosts());
        this.requireHttps = settings.trust().requireHttps();
        this.rateLimit = new RateLimit(settings.requests().ratePerMinute());
        this.most = settings.requests().maxConcurrent();
        this.permits = new Semaphore(most, true);
        this.probes = probes;
    }

    /** How many handlers run now. */
    public int running() {
        return most - permits.availablePermits();
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (probes.answers(request, response, replies::down)) {
            return;
        }
        RequestFacts facts = Connection.currentRequest();
        String host = request.headers().get(HeaderNames.HOST).get();
        if (!hosts.allow(host)) {
            replies.refuse(response, facts, WRONG_HOST, RefusedRequest.HOST);
        } else if (redirects(request, response, facts, host)) {
            return;
        } else {
            limit(chain, request, response, facts);
        }
    }

    /**
     * Only a trusted proxy tells which scheme the client used; without one there is no redirect.
     */
    private boolean redirects(RoutingRequest request, RoutingResponse response, RequestFacts facts, String host) {
        if (!requireHttps || !facts.schemeKnown()) {
            return false;
        }
        if (facts.https()) {
            facts.demandStrictTransport();
            return false;
        }
        var prologue = request.prologue();
        String rawQuery = prologue.query().rawValue();
        String query = rawQuery.isEmpty() ? "" : "?" + rawQuery;
        String location = "https://" + host + prologue.uriPath().rawPath() + query;
        response.status(Status.PERMANENT_REDIRECT_308);
        response.header(HeaderValues.create(HeaderNames.LOCATION, location));
        response.send();
        return true;
    }

    private void limit(FilterChain chain, RoutingRequest request, RoutingResponse response, RequestFacts facts) {
        int seconds = rateLimit.secondsToWait(facts.client().key());
        if (seconds > 0) {
            Problem tooMany = Problem.tooManyRequests("Too many requests from this client.", seconds);
            replies.refuse(response, facts, tooMany, RefusedRequest.RATE);
        } else if (!acquired()) {
            replies.refuse(response, facts, BUSY, RefusedRequest.CONCURRENCY);
        } else {
            var place = new Place();
            facts.admitted(place::leave);
            try {
                chain.proceed();
            } finally {
                place.leave();
            }
        }
    }

    /** A permit, which may be given back before the answer is complete. */
    private final class Place {
        private boolean left;

        void leave() {
            if (!left) {
                left = true;
                permits.release();
            }
        }
    }

    private boolean acquired() {
        try {
            return permits.tryAcquire(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            return false;
        }
    }
}
