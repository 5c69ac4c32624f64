package dev.colophon.account.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.json.Json;
import dev.colophon.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks the provider, bounded in bytes and time; it follows no redirect. It begins with the first request, so that an
 * instance without a provider pays nothing.
 */
final class IdentityProviderClient implements AutoCloseable {
    private static final int MAX_BYTES = 256 * 1024;

    private final Duration limit;
    private @Nullable HttpClient client;

    /**
     * @param limit for a request and its answer together
     */
    IdentityProviderClient(Duration limit) {
        this.limit = limit;
    }

    /** What the provider answered: an object. */
    record Received(int status, JsonNode body) {}

    /** The document at an address. */
    JsonNode get(URI address) throws ProviderFailure {
        Received received = ask(HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .GET());
        if (received.status() != 200) {
            throw ProviderFailure.unreachable("it answered with status " + received.status());
        }
        return received.body();
    }

    /**
     * Sends a form.
     *
     * @param authorization the header of that name
     */
    Received post(URI address, Map<String, String> fields, Optional<String> authorization) throws ProviderFailure {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(fields), StandardCharsets.US_ASCII));
        authorization.ifPresent(value -> request.header("Authorization", value));
        return ask(request);
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Received ask(HttpRequest.Builder request) throws ProviderFailure {
        // the time limit of a request would end with its headers; this one holds for the body too
        CompletableFuture<HttpResponse<byte[]>> answer = client().sendAsync(
                        request.header("User-Agent", "Colophon").build(),
                        BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
        try {
            HttpResponse<byte[]> received = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Received(received.statusCode(), object(received));
        } catch (TimeoutException slow) {
            throw ProviderFailure.unreachable("it did not answer within " + limit.toMillis() + " ms");
        } catch (ExecutionException failure) {
            throw failure(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw ProviderFailure.unreachable("the request took too long");
        } finally {
            answer.cancel(true);
        }
    }

    private static JsonNode object(HttpResponse<byte[]> received) throws ProviderFailure {
        try {
            JsonNode document = Json.readForeign(received.body());
            if (document.isObject()) {
                return document;
            }
        } catch (Problem unreadable) {
            throw noObject(received.statusCode());
        }
        throw noObject(received.statusCode());
    }

    private static ProviderFailure noObject(int status) {
        return ProviderFailure.unreachable("its answer with status " + status + " is no JSON object");
    }

    private static ProviderFailure failure(@Nullable Throwable cause) {
        if (cause instanceof IOException io && String.valueOf(io.getMessage()).contains("exceeds capacity")) {
            return ProviderFailure.unreachable("its answer is too large");
        }
        String name = cause == null ? "unknown" : cause.getClass().getSimpleName();
        return ProviderFailure.unreachable("it cannot be reached: " + name);
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(limit)
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
