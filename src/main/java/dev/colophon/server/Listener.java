package dev.colophon.server;

import dev.colophon.server.admission.Probes;
import dev.colophon.server.connection.AcceptedSockets;
import dev.colophon.server.connection.Connections;
import io.helidon.config.Config;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One bound port with its connections. */
final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);
    private static final byte[] ANSWER = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OWN_REQUEST = ("GET " + Probes.OWN
                    + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    private final Address address;
    private final Connections connections;
    private final AcceptedSockets sockets;
    private final WebServer server;
    private final int port;

    /**
     * Binds and serves.
     *
     * @param rest routing, limits and handlers of this listener
     * @throws dev.colophon.problem.StartFailure CANNOT_BIND
     */
    Listener(Address address, Connections connections, Consumer<WebServerConfig.Builder> rest) {
        address.check();
        this.address = address;
        this.connections = connections;
        this.sockets = new AcceptedSockets();
        this.server = server(rest).start();
        if (!server.isRunning()) {
            connections.close();
            throw address.failure("the log has the reason", "set another address or port");
        }
        this.port = server.port();
    }

    private WebServer server(Consumer<WebServerConfig.Builder> rest) {
        var builder = WebServer.builder()
                .config(Config.empty())
                // else features and protocols of any library on the class path join in
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .contentEncoding(ContentEncodingContext.builder()
                        .contentEncodingsDiscoverServices(false)
                        .build())
                // else the reason of a failure does not reach Replies, which sends its own
                .errorHandling(ErrorHandling.builder().includeEntity(true).build())
                // the other kind of socket keeps two buffers for each connection (10 KiB
                // more at rest)
                .useNio(false)
                .addConnectionSelector(connections)
                .connectionOptions(sockets)
                .host(address.host())
                .port(address.port())
                .shutdownHook(false);
        rest.accept(builder);
        return builder.build();
    }

    int port() {
        return port;
    }

    long acceptedCount() {
        return sockets.count();
    }

    /**
     * Whether a new connection is answered; a listener that ran out of file descriptors dies
     * silently, or takes connections and never reads them. While connections run short an answer
     * may be late without any fault, so that then a connection is enough.
     */
    boolean reachable() {
        try (var socket = new Socket()) {
            socket.connect(address.reachable(port), (int) CONNECT_TIMEOUT.toMillis());
            return connections.crowded() || answers(socket);
        } catch (IOException refused) {
            LOG.warn("the listener on port {} cannot be reached: {}", port, refused.getMessage());
            return false;
        }
    }

    private static boolean answers(Socket socket) throws IOException {
        socket.setSoTimeout((int) ANSWER_TIMEOUT.toMillis());
        socket.getOutputStream().write(OWN_REQUEST);
        byte[] start = socket.getInputStream().readNBytes(ANSWER.length);
        return Arrays.equals(start, ANSWER);
    }

    /**
     * Stops accepting, lets running requests finish and closes the rest. Helidon drops a socket
     * that it accepted but has not yet handed over when it stops; so accepting is held first, by a
     * connection of our own that waits behind all that came before.
     */
    void stop() {
        connections.stop();
        try (var last = new Socket()) {
            last.bind(new InetSocketAddress(0));
            sockets.holdAt(last.getLocalPort());
            last.connect(address.reachable(port), (int) CONNECT_TIMEOUT.toMillis());
            if (!sockets.awaitHeld(CONNECT_TIMEOUT)) {
                LOG.info("all connections are in use; those that wait are dropped");
            }
        } catch (IOException unreachable) {
            LOG.info("nothing is accepted on port {} any more: {}", port, unreachable.getMessage());
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        server.stop();
        connections.close();
    }
}
