package dev.colophon.server.connection;

import io.helidon.common.socket.SocketOptions;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is set on each accepted socket (no read timeout: the sweeper has better ones, and a timed
 * read costs a virtual thread 3 of the 14 microseconds of a small request); and the place where
 * accepting can be held at a known socket, because Helidon calls this between accepting a socket
 * and handing it over.
 */
public final class AcceptedSockets implements SocketOptions {
    private final SocketOptions options =
            // without it an answer in two writes waits about 40 ms for the peer's delayed ack
            SocketOptions.builder().tcpNoDelay(true).build();

    private final CountDownLatch held = new CountDownLatch(1);
    private final AtomicLong count = new AtomicLong();
    private volatile int lastPort = -1;

    /** Nothing is handed over any more once the socket from this port has been accepted. */
    public void holdAt(int port) {
        lastPort = port;
    }

    /** Waits until that has happened; everything accepted before has been handed over then. */
    public boolean awaitHeld(Duration atMost) throws InterruptedException {
        return held.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How many sockets have been accepted, our own last one not counted. */
    public long count() {
        return count.get();
    }

    @Override
    public void configureSocket(SocketChannel socket) {
        if (socket.socket().getPort() == lastPort) {
            held.countDown();
            sleepUntilInterrupted();
        }
        count.incrementAndGet();
        options.configureSocket(socket);
    }

    /** Stopping the listener ends with an interrupt of this thread; the socket is dropped then. */
    private static void sleepUntilInterrupted() {
        try {
            Thread.sleep(Duration.ofDays(1));
        } catch (InterruptedException stopped) {
            throw new IllegalStateException("the listener has stopped", stopped);
        }
    }

    @Override
    public Map<SocketOption<?>, Object> socketOptions() {
        return options.socketOptions();
    }

    @Override
    public Duration connectTimeout() {
        return options.connectTimeout();
    }

    @Override
    public Duration readTimeout() {
        return options.readTimeout();
    }

    @Override
    public Optional<Integer> socketReceiveBufferSize() {
        return options.socketReceiveBufferSize();
    }

    @Override
    public Optional<Integer> socketSendBufferSize() {
        return options.socketSendBufferSize();
    }

    @Override
    public boolean socketReuseAddress() {
        return options.socketReuseAddress();
    }

    @Override
    public boolean socketKeepAlive() {
        return options.socketKeepAlive();
    }

    @Override
    public boolean tcpNoDelay() {
        return options.tcpNoDelay();
    }
}
