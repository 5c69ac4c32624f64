package dev.colophon.lookup;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands for every provider: it gives recorded answers and remembers who asked what. What nobody
 * told it is answered by 404, as by a provider that does not know a book.
 */
public final class ProviderServer implements AutoCloseable {
    public static final String GOOGLE = "/google-books/volumes";
    public static final String BOOKS = "/open-library/api/books";
    public static final String WORKS = "/open-library/works";
    public static final String SEARCH = "/open-library/search.json";
    public static final String COVERS = "/covers/b/id";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ConcurrentLinkedDeque<Rule> rules = new ConcurrentLinkedDeque<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** A request: its path with the query decoded, and its headers. */
    public record Asked(String path, Map<String, List<String>> headers) {
        public String header(String name) {
            return String.join(",", headers.getOrDefault(name, List.of()));
        }
    }

    /**
     * An answer.
     *
     * @param delay before anything is sent
     * @param cut whether the connection ends before the body does
     */
    public record Reply(int status, Map<String, String> headers, byte[] body, Duration delay, boolean cut) {
        public static Reply of(int status, String mediaType, byte[] body) {
            return new Reply(status, Map.of("Content-Type", mediaType), body, Duration.ZERO, false);
        }

        public static Reply json(int status, String body) {
            return of(status, "application/json; charset=UTF-8", body.getBytes(StandardCharsets.UTF_8));
        }

        /** A file of src/test/resources/lookup. */
        public static Reply recorded(int status, String file) {
            return of(status, "application/json; charset=UTF-8", bytes(file));
        }

        public static Reply redirect(String location) {
            return new Reply(302, Map.of("Location", location), new byte[0], Duration.ZERO, false);
        }

        public Reply with(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Reply(status, more, body, delay, cut);
        }

        public Reply after(Duration time) {
            return new Reply(status, headers, body, time, cut);
        }

        public Reply cutOff() {
            return new Reply(status, headers, body, delay, true);
        }
    }

    private record Rule(String path, String part, ConcurrentLinkedDeque<Reply> replies) {
        Reply next() {
            Reply reply = replies.size() > 1 ? replies.poll() : replies.peek();
            return Optional.ofNullable(reply).orElseThrow();
        }
    }

    public ProviderServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public static byte[] bytes(String file) {
        try (InputStream in = ProviderServer.class.getResourceAsStream("/lookup/" + file)) {
            return Optional.ofNullable(in).orElseThrow().readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * Answers so from now on, before what was said earlier.
     *
     * @param path how the path begins
     * @param part what the decoded query holds
     * @param replies one after the other; the last one for ever
     */
    public ProviderServer when(String path, String part, Reply... replies) {
        rules.addFirst(new Rule(path, part, new ConcurrentLinkedDeque<>(List.of(replies))));
        return this;
    }

    public List<Asked> asked() {
        return asked;
    }

    public long asked(String path) {
        return asked.stream().filter(one -> one.path().startsWith(path)).count();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery())
                .orElse("")
                .replace('+', ' ');
        asked.add(new Asked(path + "?" + query, Map.copyOf(exchange.getRequestHeaders())));
        Reply reply = rules.stream()
                .filter(rule -> path.startsWith(rule.path()) && query.contains(rule.part()))
                .findFirst()
                .map(Rule::next)
                .orElse(Reply.of(404, "text/html", "<html>Not found</html>".getBytes(StandardCharsets.UTF_8)));
        try (exchange) {
            Thread.sleep(reply.delay());
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            int more = reply.cut() ? 100 : 0;
            exchange.sendResponseHeaders(
                    reply.status(), reply.body().length + more == 0 ? -1 : reply.body().length + more);
            exchange.getResponseBody().write(reply.body());
            exchange.getResponseBody().flush();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
