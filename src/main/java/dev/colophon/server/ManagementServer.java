package dev.colophon.server;

import dev.colophon.server.connection.ConnectionDeadlines;
import dev.colophon.server.connection.Connections;
import dev.colophon.server.request.FailureReply;
import dev.colophon.server.request.RequestParts;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The listener for operators. It is up before the database is and until everything else is down, it
 * has no limits on hosts, rates or numbers, and the ingress must never expose it.
 */
public final class ManagementServer implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 64;
    private static final long MOST_BODY_BYTES = 64 * 1024;
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Map<String, String> HEADERS =
            Map.of("X-Content-Type-Options", "nosniff", "Cache-Control", "no-store");

    private final Listener listener;

    private ManagementServer(Listener listener) {
        this.listener = listener;
    }

    /**
     * Binds the management port and serves. Its requests are neither logged nor measured.
     *
     * @param port 0 takes any free one
     * @param routes everything that is served
     * @throws dev.colophon.problem.StartFailure CANNOT_BIND
     */
    public static ManagementServer start(
            String host, int port, FailureReply failures, Consumer<HttpRouting.Builder> routes) {
        var request = RequestParts.of(failures, HEADERS, null, List.of());
        var connections = new Connections(
                ConnectionDeadlines.PRODUCTION, MOST_CONNECTIONS, REQUEST_TIMEOUT, request.headers(), () -> {});
        Consumer<WebServerConfig.Builder> rest = builder -> builder.maxTcpConnections(MOST_CONNECTIONS)
                .maxPayloadSize(MOST_BODY_BYTES)
                .shutdownGracePeriod(GRACE)
                .directHandlers(request.replies().directHandlers())
                .routing(routing -> routes.accept(routing.addFilter(request.first())));

        return new ManagementServer(new Listener(new Address(host, port, "MANAGEMENT_PORT"), connections, rest));
    }

    /** The port that was bound. */
    public int port() {
        return listener.port();
    }

    @Override
    public void close() {
        listener.stop();
    }
}
