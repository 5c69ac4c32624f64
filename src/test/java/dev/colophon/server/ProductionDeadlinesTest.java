package dev.colophon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.server.connection.ConnectionDeadlines;
import dev.colophon.testing.TakesLong;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What production has, once, all at the same time. */
@Timeout(60)
@Tag("slow")
@TakesLong("waits for deadlines of production, twice 5 s; DeadlinesTest has the same with short ones")
class ProductionDeadlinesTest {
    @Test
    void slow_headers_slow_bodies_and_stuck_readers_are_cut_in_time() throws Exception {
        var choice = new RunningServer.Choice();
        try (var server = new RunningServer(choice, ConnectionDeadlines.PRODUCTION);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int port = server.port();
            Future<Duration> headers = threads.submit(untilClosed(port, "GET /hello HTTP/1.1\r\nHost: loc"));
            Future<Duration> body = threads.submit(untilClosed(
                    port, "POST /read HTTP/1.1\r\nHost: localhost\r\n" + "Content-Length: 100000\r\n\r\nabc"));
            Future<Duration> framing = threads.submit(untilClosed(
                    port, "POST /read HTTP/1.1\r\nHost: localhost\r\n" + "Transfer-Encoding: chunked\r\n\r\nabc"));
            Duration reader = untilStuckReaderIsCut(server);

            Duration least = Duration.ofSeconds(4);
            Duration most = Duration.ofSeconds(20);
            assertThat(headers.get()).isBetween(least, most);
            assertThat(body.get()).isBetween(least, most);
            assertThat(reader).isBetween(least, most);
            assertThat(framing.get()).isLessThan(Duration.ofSeconds(4));
        }
    }

    private static Callable<Duration> untilClosed(int port, String request) {
        return () -> {
            long start = System.nanoTime();
            try (var client = new RawClient(port)) {
                client.send(request).untilClosed();
            }
            return Duration.ofNanos(System.nanoTime() - start);
        };
    }

    private static Duration untilStuckReaderIsCut(RunningServer server) throws IOException, InterruptedException {
        try (var client = new RawClient(server.port())) {
            client.socket().setReceiveBufferSize(4096);
            long start = System.nanoTime();
            client.send(RawClient.get("/bytes/50000000"));
            // the other two slow clients and this one must have been seen before they can be missed
            while (server.server.connectionCount() < 3 && System.nanoTime() - start < 4e9) {
                Thread.sleep(10);
            }
            while (server.server.connectionCount() > 0 && System.nanoTime() - start < 30e9) {
                Thread.sleep(50);
            }
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }
}
