package dev.colophon.monitoring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Stands for a server that monitors: it keeps what it is sent, unpacked, and answers, refuses or hangs. */
public final class MonitoringServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile int status = 200;
    private volatile boolean hangs;

    /** What arrived. */
    public record Sent(String path, Map<String, List<String>> headers, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.ISO_8859_1);
        }

        /** All of it, for a search after what must not be there. */
        public String all() {
            return path + headers + text();
        }
    }

    public MonitoringServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Refuses by this status, or takes again what comes. */
    public MonitoringServer answer(int newStatus) {
        status = newStatus;
        return this;
    }

    /** Takes what comes and never answers. */
    public MonitoringServer hang() {
        hangs = true;
        return this;
    }

    /** The next thing that was sent; a failure when nothing comes. */
    public Sent next() throws InterruptedException {
        Sent next = sent.poll(15, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing was sent");
        }
        return next;
    }

    /** The same, or null when nothing comes for a moment. */
    public @Nullable Sent nextIfAny() throws InterruptedException {
        return sent.poll(300, TimeUnit.MILLISECONDS);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            InputStream body = exchange.getRequestBody();
            byte[] bytes = (packed ? new GZIPInputStream(body) : body).readAllBytes();
            sent.add(new Sent(exchange.getRequestURI().toString(), Map.copyOf(exchange.getRequestHeaders()), bytes));
            if (hangs) {
                closed.await();
            }
            exchange.sendResponseHeaders(status, -1);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
