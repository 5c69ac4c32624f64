package dev.colophon.server.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All connections of one listener, and the sweeper that holds them to their deadlines. */
public final class Connections implements ServerConnectionSelector, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final ConnectionDeadlines deadlines;
    private final int most;
    private final Runnable tooSlow;
    private final long requestTimeoutNanos;
    private final Http1ConnectionSelector http1;
    private final Thread sweeper;
    private volatile boolean draining;
    private volatile boolean stopping;
    private volatile boolean closed;

    /**
     * @param most as many as the listener accepts; near it idle ones are closed earlier
     * @param answerHeaders completes and checks the headers of every answer
     * @param tooSlow told when the other end was too slow and is cut off
     */
    public Connections(
            ConnectionDeadlines deadlines,
            int most,
            Duration requestTimeout,
            Http1ConnectionListener answerHeaders,
            Runnable tooSlow) {
        this.tooSlow = tooSlow;
        this.deadlines = deadlines;
        this.most = most;
        this.requestTimeoutNanos = requestTimeout.toNanos();
        this.http1 =
                Http1ConnectionSelector.builder().config(config(answerHeaders)).build();
        this.sweeper = Thread.ofPlatform().daemon().name("connection-sweeper").start(this::sweep);
    }

    private static Http1Config config(Http1ConnectionListener answerHeaders) {
        return Http1Config.builder()
                // answerHeaders does, at a fraction of the cost
                .validateResponseHeaders(false)
                // refuses what browsers send unescaped in a query, such as a vertical bar
                .validatePrologue(false)
                .log(log -> log.receiveLog(false).sendLog(false))
                .addSendListener(answerHeaders)
                .build();
    }

    long requestTimeoutNanos() {
        return requestTimeoutNanos;
    }

    /** Whether connections run short. */
    public boolean crowded() {
        return open.size() > most / 4 * 3;
    }

    public int count() {
        return open.size();
    }

    public boolean draining() {
        return draining;
    }

    /** From now on every answer closes its connection. */
    public void drain() {
        draining = true;
    }

    /** From now on idle connections are closed as well. */
    public void stop() {
        draining = true;
        stopping = true;
    }

    @Override
    public void close() {
        closed = true;
        sweeper.interrupt();
    }

    /** The other end was too slow and is cut off. */
    void tooSlow() {
        tooSlow.run();
    }

    void opened(Connection connection) {
        open.add(connection);
    }

    void closed(Connection connection) {
        open.remove(connection);
    }

    ServerConnection http1(ConnectionContext context) {
        return http1.connection(context);
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        return new Connection(this, context);
    }

    @Override
    public int bytesToIdentifyConnection() {
        return 0;
    }

    @Override
    public Support supports(BufferData request) {
        return Support.SUPPORTED;
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return http1.supportedApplicationProtocols();
    }

    private void sweep() {
        while (!closed) {
            try {
                Thread.sleep(deadlines.sweep());
                sweepOnce(System.nanoTime());
            } catch (InterruptedException closing) {
                return;
            } catch (RuntimeException | Error fault) {
                LOG.error("the sweep over the connections failed; it goes on", fault);
            }
        }
    }

    private void sweepOnce(long now) {
        long idleNanos = idle().toNanos();
        for (Connection connection : open) {
            connection.sweep(now, deadlines, idleNanos);
        }
    }

    private Duration idle() {
        if (stopping) {
            return deadlines.lastRequest();
        }
        return crowded() ? deadlines.crowdedIdle() : deadlines.idle();
    }
}
