package dev.colophon.lookup.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.json.Json;
import dev.colophon.lookup.http.Fetcher.Wanted;
import dev.colophon.lookup.port.Deadline;
import dev.colophon.lookup.port.Provider;
import dev.colophon.lookup.port.SourceFailure;
import dev.colophon.lookup.port.SourceFailure.Reason;
import dev.colophon.problem.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One provider over HTTP: at its pace, with one more try where that may help, and not while it is
 * left alone. What it answers is JSON of a bounded size or a failure.
 */
public final class ProviderClient {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderClient.class);
    private static final int MAX_BYTES = 2 << 20;
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** The last is what Open Library called JSON for years. */
    private static final Set<String> JSON_TYPES = Set.of("application/json", "text/json", "text/javascript");

    private final Provider provider;
    private final Fetcher fetcher;
    private final Limits limits;
    private final LookupMetrics metrics;

    public ProviderClient(Provider provider, Fetcher fetcher, Limits limits, LookupMetrics metrics) {
        this.provider = provider;
        this.fetcher = fetcher;
        this.limits = limits;
        this.metrics = metrics;
        metrics.watch(provider, limits.breaker());
    }

    /** What holds for a provider's requests. */
    public record Limits(HostRule rule, TokenBucket bucket, Breaker breaker) {}

    /**
     * The document at an address; empty when the provider has none there.
     *
     * @param headers beside those that every request has; they may hold a key, the address must not
     */
    public Optional<JsonNode> json(URI address, Map<String, String> headers, Deadline deadline)
            throws SourceFailure, InterruptedException {
        limits.breaker().demandClosed();
        Wanted wanted = new Wanted(address, headers, limits.rule(), MAX_BYTES);
        try {
            Optional<JsonNode> document = twice(wanted, deadline);
            limits.breaker().succeeded();
            return document;
        } catch (Answered failure) {
            report(failure.complaint);
            throw failure.complaint.failure();
        }
    }

    /** A failure of the provider, not of our own limits. */
    private static final class Answered extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Complaint complaint;

        Answered(Complaint complaint) {
            super(null, null, false, false);
            this.complaint = complaint;
        }
    }

    private Optional<JsonNode> twice(Wanted wanted, Deadline deadline)
            throws Answered, SourceFailure, InterruptedException {
        try {
            return once(wanted, deadline);
        } catch (Answered first) {
            Duration pause = first.complaint.retryAfter().orElse(PAUSE);
            if (!first.complaint.passes() || pause.compareTo(deadline.left()) >= 0) {
                throw first;
            }
            Thread.sleep(pause);
            return once(wanted, deadline);
        }
    }

    private Optional<JsonNode> once(Wanted wanted, Deadline deadline)
            throws Answered, SourceFailure, InterruptedException {
        limits.bucket().take(deadline);
        long start = System.nanoTime();
        String outcome = "interrupted";
        try {
            Received received = received(wanted, deadline);
            Optional<JsonNode> document = received.status() == 404 ? Optional.empty() : Optional.of(document(received));
            outcome = document.isPresent() ? "ok" : "not_found";
            return document;
        } catch (Answered failure) {
            outcome = LookupMetrics.label(failure.complaint.reason());
            throw failure;
        } finally {
            metrics.requested(provider, outcome, System.nanoTime() - start);
        }
    }

    private Received received(Wanted wanted, Deadline deadline) throws Answered, InterruptedException {
        try {
            Received received = fetcher.get(wanted, deadline);
            Optional<Complaint> complaint = Complaint.of(received);
            if (complaint.isPresent()) {
                throw new Answered(complaint.get());
            }
            return received;
        } catch (SourceFailure failure) {
            throw new Answered(new Complaint(failure.reason(), String.valueOf(failure.getMessage()), Optional.empty()));
        }
    }

    private static JsonNode document(Received received) throws Answered {
        String why = "its answer is no JSON";
        if (JSON_TYPES.contains(received.mediaType())) {
            try {
                JsonNode document = Json.readForeign(received.body());
                if (document.isObject()) {
                    return document;
                }
            } catch (Problem unreadable) {
                why = "its answer is JSON that cannot be read";
            }
        }
        throw new Answered(new Complaint(Reason.WRONG_ANSWER, why, Optional.empty()));
    }

    private void report(Complaint complaint) {
        limits.breaker().failed(complaint.reason(), complaint.retryAfter());
        LOG.atWarn()
                .addKeyValue("provider", provider.wire())
                .addKeyValue("reason", LookupMetrics.label(complaint.reason()))
                .log("a look-up failed: {}", complaint.message());
    }
}
