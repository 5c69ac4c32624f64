package dev.colophon.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests of a signed-in reader for the shelf, each on a connection of its own. A request that
 * gets no 200 with a whole answer is lost. Nothing is tried twice, unless the load is as patient as
 * a proxy that tries the next pod after a connection was refused or broke.
 */
final class Load implements AutoCloseable {
    /** Enough to meet every gap of a rollout, and to leave processors to what is rolled out. */
    static final int USUAL_PER_SECOND = 25;

    private static final int MOST_AT_ONCE = 200;
    private static final Duration BEFORE_NEXT_TRY = Duration.ofMillis(50);

    private final String address;
    private final int port;
    private final String request;
    private final Duration between;
    private final Duration patience;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);
    private final AtomicInteger sent = new AtomicInteger();
    private final List<String> lost = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    private Load(String address, int port, String token, int perSecond, Duration patience) {
        this.address = address;
        this.port = port;
        this.between = Duration.ofMillis(1_000 / perSecond);
        this.patience = patience;
        this.request = "GET /api/v1/library?limit=1 HTTP/1.1\r\nHost: "
                + Release.HOST
                + "\r\nAuthorization: Bearer "
                + token
                + "\r\nConnection: close\r\n\r\n";
    }

    static Load start(String address, int port, int perSecond, Duration patience) throws IOException {
        String name = "reader" + Long.toString(System.nanoTime(), 36);
        Reader reader = Reader.register(address, port, name);
        var load = new Load(address, port, reader.token(port), perSecond, patience);
        load.threads.submit(load::run);
        return load;
    }

    private void run() {
        while (!stopped) {
            free.acquireUninterruptibly();
            threads.submit(this::one);
            TestNamespace.pause(between);
        }
    }

    private void one() {
        long start = System.nanoTime();
        try {
            String answer = answer(start + patience.toNanos());
            if (!answer.startsWith("HTTP/1.1 200 ") || !answer.endsWith("}")) {
                lose(start, answer.lines().findFirst().orElse("an empty answer"));
            }
        } catch (IOException failure) {
            lose(start, failure.toString());
        } finally {
            sent.incrementAndGet();
            free.release();
        }
    }

    private String answer(long end) throws IOException {
        while (true) {
            try {
                String answer = Reader.exchange(address, port, request);
                if (!answer.isEmpty() || System.nanoTime() > end) {
                    return answer;
                }
            } catch (IOException broken) {
                if (System.nanoTime() > end) {
                    throw broken;
                }
            }
            TestNamespace.pause(BEFORE_NEXT_TRY);
        }
    }

    private void lose(long start, String reason) {
        long millis = (System.nanoTime() - start) / 1_000_000;
        lost.add(java.time.Instant.now() + " " + reason + " after " + millis + " ms");
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
