package dev.colophon.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests of a signed-in reader for the shelf, each on a connection of its own, at most 200 a
 * second. Nothing is tried twice: a request that gets no 200 is lost.
 */
final class Load implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(5);
    private static final int MOST_AT_ONCE = 200;
    private static final int TIMEOUT_MILLIS = 15_000;

    private final String address;
    private final int port;
    private final String request;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);
    private final AtomicInteger sent = new AtomicInteger();
    private final List<String> lost = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    private Load(String address, int port, String token) {
        this.address = address;
        this.port = port;
        this.request =
                "GET /api/v1/library?limit=1 HTTP/1.1\r\nHost: "
                        + Release.HOST
                        + "\r\nAuthorization: Bearer "
                        + token
                        + "\r\nConnection: close\r\n\r\n";
    }

    static Load start(String address, int port) throws IOException {
        var load = new Load(address, port, token(address, port));
        load.threads.submit(load::run);
        return load;
    }

    /** Registers a reader; the database keeps it, so a second load gets another name. */
    private static String token(String address, int port) throws IOException {
        String name = "reader" + Long.toString(System.nanoTime(), 36);
        String body =
                """
                {"username":"%s","password":"a long password for the load"}"""
                        .formatted(name);
        String head =
                "POST /api/v1/auth/%s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\n"
                        + "Content-Length: %d\r\nConnection: close\r\n\r\n%s";
        for (String step : List.of("register", "login")) {
            String answer =
                    exchange(
                            address, port, head.formatted(step, Release.HOST, body.length(), body));
            if (step.equals("login")) {
                return Cluster.tree(answer.substring(answer.indexOf('{')))
                        .path("access_token")
                        .asText();
            }
        }
        throw new IllegalStateException("unreachable");
    }

    private void run() {
        while (!stopped) {
            free.acquireUninterruptibly();
            threads.submit(this::one);
            TestNamespace.pause(BETWEEN);
        }
    }

    private void one() {
        long start = System.nanoTime();
        try {
            String answer = exchange(address, port, request);
            if (!answer.startsWith("HTTP/1.1 200 ")) {
                lose(start, answer.lines().findFirst().orElse("an empty answer"));
            }
        } catch (IOException failure) {
            lose(start, failure.toString());
        } finally {
            sent.incrementAndGet();
            free.release();
        }
    }

    private void lose(long start, String reason) {
        long millis = (System.nanoTime() - start) / 1_000_000;
        lost.add(java.time.Instant.now() + " " + reason + " after " + millis + " ms");
    }

    private static String exchange(String address, int port, String text) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Lets the requests under way end and sends no more. */
    @Override
    public void close() {
        stopped = true;
        threads.close();
    }

    int sent() {
        return sent.get();
    }

    /** Each lost request with its moment and reason; complete after {@link #close}. */
    List<String> lost() {
        return List.copyOf(lost);
    }
}
