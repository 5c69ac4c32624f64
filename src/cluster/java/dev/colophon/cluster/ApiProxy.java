package dev.colophon.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the API server, and management ports of pods through it, without a new process each time.
 * {@code kubectl get --raw} would hide the body of every answer that is not 200; {@code kubectl
 * proxy} hands it on.
 */
final class ApiProxy {
    private static final Pattern SERVING = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

    /** A request to change to HTTP/2 would be taken for one that kubectl does not understand. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static int port;

    private ApiProxy() {}

    /** What a pod answers on its management port; empty while it does not. */
    static String pod(String namespace, String pod, String path) {
        return get(namespace, "pods/" + pod + ":8001/proxy" + path);
    }

    /** The body of whatever answer comes; empty while there is none. */
    static String get(String namespace, String path) {
        URI address = URI.create("http://127.0.0.1:%d/api/v1/namespaces/%s/%s".formatted(port(), namespace, path));
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Cluster.LIMIT).build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException gone) {
            return "";
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the test was ended", over);
        }
    }

    private static synchronized int port() {
        if (port == 0) {
            try {
                Path log = Files.createTempFile("proxy-", ".log");
                Process proxy = Command.start(log, List.of("kubectl", "proxy", "--port=0"));
                Runtime.getRuntime().addShutdownHook(new Thread(proxy::destroyForcibly));
                TestNamespace.await(
                        "kubectl proxy serves",
                        Duration.ofSeconds(10),
                        () -> SERVING.matcher(text(log)).find());
                Matcher serving = SERVING.matcher(text(log));
                port = serving.find() ? Integer.parseInt(serving.group(1)) : 0;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return port;
    }

    static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
