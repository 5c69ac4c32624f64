package dev.colophon.server.connection;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.http.DirectHandler;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.spi.ServerConnection;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One connection: what it is doing and since when, so that the sweeper can end it in time. It wraps
 * Helidon's own connection, reads and writes for it, and is bound to the thread that handles it.
 */
public final class Connection implements ServerConnection {
    private static final ScopedValue<Connection> CURRENT = ScopedValue.newInstance();

    private enum Phase {
        IDLE,
        HEAD,
        HANDLING,
        LINGERING
    }

    private final Connections connections;
    private final HelidonSocket socket;
    private final InetAddress peer;
    private final Client client;
    private final DataReader reader;
    private final PacedWriter writer;
    private final Pace reading = new Pace();
    private final ServerConnection http1;

    private volatile Phase phase = Phase.IDLE;
    private volatile long since = System.nanoTime();
    private volatile @Nullable Thread thread;
    private @Nullable RequestFacts facts;
    private boolean closing;
    private boolean unreadBody;
    private boolean ended;
    private int answerStatus;

    Connection(Connections connections, ConnectionContext context) {
        this.connections = connections;
        this.socket = context.serverSocket();
        this.peer = ((InetSocketAddress) context.remotePeer().address()).getAddress();
        this.client = Client.of(peer);
        this.reader = DataReader.create(this::receive);
        this.writer = new PacedWriter(context.dataWriter(), this::clearTimeout);
        this.http1 = connections.http1(new WatchedContext(context, this));
    }

    /** The connection that this thread handles. */
    public static Connection current() {
        return CURRENT.get();
    }

    /**
     * What is known of the request that this thread answers.
     *
     * @throws IllegalStateException when the first filter has not seen it
     */
    public static RequestFacts currentRequest() {
        RequestFacts facts = CURRENT.get().facts;
        if (facts == null) {
            throw new IllegalStateException("the first filter did not see this request");
        }
        return facts;
    }

    /** The same where there may be none, as on a thread of the background. */
    public static @Nullable RequestFacts requestUnderWay() {
        return CURRENT.isBound() ? CURRENT.get().facts : null;
    }

    DataReader reader() {
        return reader;
    }

    PacedWriter writer() {
        return writer;
    }

    /** How many bytes of the answer under way were written, headers included. */
    public long bytesWritten() {
        return writer.bytes();
    }

    public InetAddress peer() {
        return peer;
    }

    /** The neighbour as a client, which it is unless it is a trusted proxy. */
    public Client client() {
        return client;
    }

    /** Whether the client sends nothing more. */
    public boolean ended() {
        return ended;
    }

    /** What is known of the request under way; null before its headers are complete. */
    @Nullable
    public RequestFacts facts() {
        return facts;
    }

    /** Whether this answer is the last one on this connection. */
    public boolean mustClose() {
        return closing || connections.draining();
    }

    /** Whether the server is about to stop; an answer that would take long is to end. */
    public boolean isDraining() {
        return connections.draining();
    }

    /** No further request is read from this connection. */
    public void closeAfterThis() {
        closing = true;
    }

    /** The same, and what the client still sends is read and thrown away for a moment. */
    public void closeAndLinger() {
        closing = true;
        unreadBody = true;
    }

    public void answerStatus(int status) {
        answerStatus = status;
    }

    /**
     * Helidon claims a length of nought for 204 and 304. The former must have none, and that of the
     * latter is the one that 200 would have had (RFC 9110 section 8.6).
     */
    public boolean answerHasNoLength() {
        return answerStatus == Status.NO_CONTENT_204.code() || answerStatus == Status.NOT_MODIFIED_304.code();
    }

    public void requestStarts(RequestFacts started, boolean head) {
        facts = started;
        reading.requestStarts();
        writer.requestStarts(head);
        thread = Thread.currentThread();
        since = System.nanoTime();
        phase = Phase.HANDLING;
    }

    /** The answer is complete, or never will be. */
    public void requestEnds() {
        synchronized (this) {
            // what is in the reader already belongs to the next request, whose time runs now
            phase = reader.available() > 0 ? Phase.HEAD : Phase.IDLE;
            since = System.nanoTime();
        }
        clearTimeout();
        facts = null;
        writer.requestEnds();
        if (closing) {
            http1.close(false);
        }
    }

    /** An interrupt that is still pending would close the socket at the next write. */
    private void clearTimeout() {
        if (facts != null && facts.timedOut()) {
            Thread.interrupted();
        }
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
        connections.opened(this);
        try {
            ScopedValue.where(CURRENT, this).call(() -> {
                http1.handle(limit);
                return null;
            });
            if (unreadBody) {
                linger();
            }
        } finally {
            connections.closed(this);
        }
    }

    @Override
    public Duration idleTime() {
        return http1.idleTime();
    }

    /**
     * Helidon closes all connections when the listener stops, and would interrupt those that wait
     * for a request, which may be under way. The sweeper ends them a moment later.
     */
    @Override
    public void close(boolean interrupt) {
        if (interrupt) {
            http1.close(true);
        }
    }

    /** Ends the connection when it has used up its time; called by the sweeper. */
    void sweep(long now, ConnectionDeadlines deadlines, long idleNanos) {
        long inPhase = now - since;
        boolean over = switch (phase) {
            case IDLE -> inPhase > idleNanos;
            case LINGERING -> inPhase > deadlines.linger().toNanos();
            case HANDLING -> takesTooLong(now, deadlines);
            case HEAD -> false;
        };
        if (isSlow(now, deadlines)) {
            connections.tooSlow();
            cut();
        } else if (over) {
            cut();
        }
    }

    private boolean isSlow(long now, ConnectionDeadlines deadlines) {
        if (phase == Phase.HEAD) {
            return now - since > deadlines.headers().toNanos();
        }
        long window = deadlines.pace().toNanos();
        return reading.tooSlow(now, window, deadlines.leastBytesPerSecond(), 1)
                || writer.pace().tooSlow(now, window, deadlines.leastBytesPerSecond(), 2);
    }

    private boolean takesTooLong(long now, ConnectionDeadlines deadlines) {
        long over;
        synchronized (this) {
            RequestFacts handled = facts;
            Thread handler = thread;
            if (phase != Phase.HANDLING || handled == null || handler == null) {
                return false;
            }
            long taken = handled.isStreaming() ? Math.min(now - since, now - writer.lastPiece()) : now - since;
            over = taken - connections.requestTimeoutNanos();
            if (over > 0 && !handled.timedOut()) {
                handled.timeIsUp();
                handler.interrupt();
            }
        }
        // the handler had time to answer 503 after the interrupt; it does not listen
        return over > deadlines.pace().toNanos();
    }

    private void cut() {
        try {
            socket.close();
        } catch (UncheckedIOException alreadyGone) {
            connections.closed(this);
        }
    }

    private byte @Nullable [] receive() {
        if (phase == Phase.HANDLING) {
            return receiveBody();
        }
        byte[] bytes = read();
        if (phase == Phase.IDLE && bytes != null) {
            since = System.nanoTime();
            phase = Phase.HEAD;
            refuseBinary(bytes[0]);
        }
        return bytes;
    }

    private byte @Nullable [] receiveBody() {
        reading.waitStarts();
        int received = 0;
        try {
            byte[] bytes = read();
            received = bytes == null ? 0 : bytes.length;
            return bytes;
        } finally {
            reading.waitEnds(received);
        }
    }

    private byte @Nullable [] read() {
        try {
            byte[] bytes = socket.get();
            ended = bytes == null;
            return bytes;
        } catch (UncheckedIOException gone) {
            throw new ServerConnectionException("cannot read", gone);
        }
    }

    /** A request begins with a letter; waiting for the end of a TLS hello's line is pointless. */
    private static void refuseBinary(byte first) {
        if (first < ' ' && first != '\r' && first != '\n' || first == 127) {
            throw RequestException.builder()
                    .type(DirectHandler.EventType.BAD_REQUEST)
                    .message("binary")
                    .build();
        }
    }

    private void linger() {
        since = System.nanoTime();
        phase = Phase.LINGERING;
        try {
            byte[] discarded;
            do {
                discarded = socket.get();
            } while (discarded != null);
        } catch (UncheckedIOException over) {
            // the sweeper ended it, or the client did: either way there is nobody left to tell
        }
    }
}
