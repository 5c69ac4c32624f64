package dev.colophon.backup.watch;

import dev.colophon.json.Json;
import dev.colophon.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Posts a notice as JSON. The header {@code Colophon-Signature: t=1772366400,v1=<hexadecimal>} signs the seconds since
 * 1970, a dot and the body by HMAC-SHA256; the receiver compares it and drops what is older than some minutes. The id
 * in the body is the same at each of the three tries. No redirect is followed.
 */
final class NoticePost {
    private static final int TRIES = 3;
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final URI address;
    private final Secret key;
    private final InstantSource clock;
    private final Duration limit;
    private final Duration firstPause;

    NoticePost(URI address, Secret key, InstantSource clock) {
        this(address, key, clock, LIMIT, FIRST_PAUSE);
    }

    /** For tests: with other times. */
    NoticePost(URI address, Secret key, InstantSource clock, Duration limit, Duration firstPause) {
        this.address = address;
        this.key = key;
        this.clock = clock;
        this.limit = limit;
        this.firstPause = firstPause;
    }

    void send(Notice notice) throws NoticeFailure, InterruptedException {
        byte[] body = Json.write(notice);
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limit)
                .build();
        try {
            attempts(client, body);
        } finally {
            client.shutdownNow();
        }
    }

    private void attempts(HttpClient client, byte[] body) throws NoticeFailure, InterruptedException {
        Duration pause = firstPause;
        String why = "";
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            why = attempt(client, body);
            if (why.isEmpty()) {
                return;
            }
            if (attempt < TRIES) {
                Thread.sleep(pause);
                pause = pause.multipliedBy(4);
            }
        }
        throw new NoticeFailure(why + ", " + TRIES + " times");
    }

    /** Why it failed, without the address; empty when it did not. */
    private String attempt(HttpClient client, byte[] body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(limit)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Colophon")
                .header("Colophon-Signature", signature(body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request, BodyHandlers.discarding());
        try {
            int status = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            return status / 100 == 2 ? "" : "the address answered with status " + status;
        } catch (TimeoutException slow) {
            return "the address did not answer within " + limit.toMillis() + " ms";
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause();
            return "the address cannot be reached: "
                    + (cause instanceof IOException
                            ? cause.getClass().getSimpleName()
                            : failure.getClass().getName());
        } finally {
            answer.cancel(true);
        }
    }

    private String signature(byte[] body) {
        long seconds = clock.instant().getEpochSecond();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.value().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
