package dev.colophon.lookup.http;

import dev.colophon.lookup.port.Deadline;
import dev.colophon.lookup.port.SourceFailure;
import dev.colophon.lookup.port.SourceFailure.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * GET, bounded in bytes and time, following a few redirects within a rule. One for all providers; it
 * begins with the first request, so that a program that looks nothing up pays nothing.
 */
public final class Fetcher implements AutoCloseable {
    private static final int MOST_REDIRECTS = 3;
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

    private final String userAgent;
    private @Nullable HttpClient client;

    /**
     * @param userAgent says who asks and how to reach them
     */
    public Fetcher(String userAgent) {
        this.userAgent = userAgent;
    }

    /**
     * What is asked for.
     *
     * @param rule holds at this address and at each that it redirects to
     */
    record Wanted(URI address, Map<String, String> headers, HostRule rule, int maxBytes) {
        Wanted at(URI other) {
            return new Wanted(other, headers, rule, maxBytes);
        }
    }

    /** The last answer of the chain of redirects, whatever its status. */
    Received get(Wanted wanted, Deadline deadline) throws SourceFailure, InterruptedException {
        Wanted next = wanted;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            next.rule().demand(next.address());
            Received received = once(next, deadline);
            if (received.status() / 100 != 3 || received.location().isEmpty()) {
                return received;
            }
            next = next.at(target(next.address(), received.location().get()));
        }
        throw new SourceFailure(Reason.WRONG_ANSWER, "it redirects again and again");
    }

    private static URI target(URI from, String location) throws SourceFailure {
        try {
            return from.resolve(location);
        } catch (IllegalArgumentException noAddress) {
            throw new SourceFailure(Reason.WRONG_ANSWER, "it redirects to what is no address");
        }
    }

    private Received once(Wanted wanted, Deadline deadline) throws SourceFailure, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(wanted.address())
                .header("User-Agent", userAgent)
                .GET();
        wanted.headers().forEach(request::header);
        // the time limit of a request would end with its headers; this one holds for the body too
        CompletableFuture<HttpResponse<byte[]>> answer = client().sendAsync(
                        request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), wanted.maxBytes()));
        try {
            return received(answer.get(deadline.left().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException slow) {
            throw new SourceFailure(Reason.SLOW, "it did not answer in time");
        } catch (ExecutionException failure) {
            throw failure(failure.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private static Received received(HttpResponse<byte[]> answer) {
        return new Received(
                answer.statusCode(),
                Received.mediaType(answer.headers().firstValue("Content-Type")),
                answer.headers().firstValue("Location"),
                answer.headers().firstValue("Retry-After"),
                answer.body());
    }

    private static SourceFailure failure(@Nullable Throwable cause) {
        if (cause instanceof IOException io && String.valueOf(io.getMessage()).contains("exceeds capacity")) {
            return new SourceFailure(Reason.WRONG_ANSWER, "its answer is too large");
        }
        String name = cause == null ? "unknown" : cause.getClass().getSimpleName();
        return new SourceFailure(Reason.UNREACHABLE, "it cannot be reached: " + name);
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(LONGEST_CONNECT)
                    .build();
        }
        return client;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}
