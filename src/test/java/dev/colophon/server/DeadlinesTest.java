package dev.colophon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.server.connection.ConnectionDeadlines;
import dev.colophon.testing.TakesLong;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** With deadlines of a tenth; each may take four times as long as it says. */
@Timeout(60)
@TakesLong("deadlines pass in real time")
@Isolated("tells a deadline that was kept from one that was missed")
class DeadlinesTest {
    private static final Duration HEADERS = RunningServer.FAST.headers();
    private static final Duration PACE = RunningServer.FAST.pace();

    private static RunningServer server;

    /** Gives its handlers one second. */
    private static RunningServer hasty;

    @BeforeAll
    static void start() {
        server = new RunningServer();
        var choice = new RunningServer.Choice();
        choice.timeoutSeconds = 1;
        choice.routes =
                routing -> routing.get("/spin", (request, response) -> spin()).get("/begun", (request, response) -> {
                    var out = response.outputStream();
                    out.write(new byte[10_000]);
                    out.flush();
                    Thread.sleep(60_000);
                });
        hasty = new RunningServer(choice);
    }

    /** A handler that listens to no interrupt. */
    private static void spin() {
        long end = System.nanoTime() + 5_000_000_000L;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @AfterAll
    static void stop() {
        server.close();
        hasty.close();
    }

    @Test
    void production_has_the_documented_deadlines() {
        var production = ConnectionDeadlines.PRODUCTION;

        assertThat(production.headers()).isEqualTo(Duration.ofSeconds(5));
        assertThat(production.pace()).isEqualTo(Duration.ofSeconds(5));
        assertThat(production.leastBytesPerSecond()).isEqualTo(1024);
        assertThat(production.idle()).isEqualTo(Duration.ofSeconds(75));
        assertThat(production.linger().plus(production.sweep())).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void headers_that_never_end_are_cut() throws IOException {
        try (var client = new RawClient(server.port())) {
            client.send("GET /hello HTTP/1.1\r\nHost");

            assertClosedAfter(HEADERS, client);
        }
    }

    @Test
    void headers_that_trickle_are_cut() throws Exception {
        try (var client = new RawClient(server.port())) {
            client.send("GET /hello HTTP/1.1\r\nHost: localhost\r\nX: ");
            Thread trickle = trickle(client, 20);

            assertClosedAfter(HEADERS, client);
            trickle.interrupt();
        }
    }

    @Test
    void headers_of_a_second_request_are_cut() throws Exception {
        try (var client = new RawClient(server.port())) {
            client.send(RawClient.get("/hello"));
            assertThat(client.answer().status()).isEqualTo(200);
            Thread.sleep(HEADERS.multipliedBy(2));
            client.send("GET /hello HTTP/1.1\r\n");

            assertClosedAfter(HEADERS, client);
        }
    }

    @Test
    void headers_that_began_in_the_packet_of_another_request_are_cut() throws IOException {
        try (var client = new RawClient(server.port())) {
            client.send(RawClient.get("/hello") + "GET /hel");
            assertThat(client.answer().status()).isEqualTo(200);

            assertClosedAfter(HEADERS, client);
        }
    }

    @Test
    void a_hello_of_tls_is_refused_at_once() throws IOException {
        try (var client = new RawClient(server.port())) {
            client.send(new byte[] {0x16, 3, 1, 0, (byte) 0xa5, 1, 0, 0, (byte) 0xa1, 3, 3});

            assertThat(client.untilClosed()).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void a_body_that_stops_is_cut() throws IOException {
        try (var client = new RawClient(server.port())) {
            client.send(upload(1_000_000)).send(new byte[100_000]);

            assertClosedAfter(PACE, client);
        }
    }

    @Test
    void a_body_that_trickles_is_cut() throws Exception {
        try (var client = new RawClient(server.port())) {
            client.send(upload(1_000_000));
            Thread trickle = trickle(client, 20);

            assertClosedAfter(PACE, client);
            trickle.interrupt();
        }
    }

    @Test
    void a_body_that_nobody_reads_is_cut_when_it_stops() throws IOException {
        try (var client = new RawClient(server.port())) {
            client.send("POST /ignore HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc");
            assertThat(client.answer().body()).isEqualTo("ignored");

            assertClosedAfter(PACE, client);
        }
    }

    @Test
    void a_slow_body_above_the_least_rate_is_read() throws Exception {
        try (var client = new RawClient(server.port())) {
            client.send(upload(10_000));
            for (int piece = 0; piece < 20; piece++) {
                client.send(new byte[500]);
                Thread.sleep(100);
            }

            assertThat(client.answer().body()).isEqualTo("read 10000");
        }
    }

    @Test
    void a_reader_that_stops_is_cut() throws Exception {
        try (var client = new RawClient(server.port())) {
            client.socket().setReceiveBufferSize(4096);
            for (int request = 0; request < 10; request++) {
                client.send(RawClient.get("/bytes/4000000"));
            }
            long start = System.nanoTime();
            while (server.server.connectionCount() > 0) {
                assertThat(since(start)).isLessThan(PACE.multipliedBy(8));
                Thread.sleep(20);
            }
        }
    }

    @Test
    void a_slow_reader_gets_everything() throws Exception {
        try (var client = new RawClient(server.port())) {
            client.send(RawClient.get("/bytes/4000000"));
            var in = client.socket().getInputStream();
            long total = 0;
            while (total < 4_000_000) {
                total += in.readNBytes(200_000).length;
                Thread.sleep(100);
            }

            assertThat(total).isGreaterThanOrEqualTo(4_000_000);
        }
    }

    @Test
    void an_idle_connection_outlives_the_other_deadlines() throws Exception {
        try (var client = new RawClient(server.port())) {
            client.send(RawClient.get("/hello"));
            client.answer();
            Thread.sleep(PACE.multipliedBy(4));
            client.send(RawClient.get("/hello"));

            assertThat(client.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void an_idle_connection_is_closed_in_the_end() throws IOException {
        var impatient = new ConnectionDeadlines(
                HEADERS,
                PACE,
                1024,
                Duration.ofMillis(300),
                Duration.ofMillis(100),
                Duration.ofMillis(50),
                Duration.ofMillis(50),
                Duration.ofMillis(10));
        try (var other = new RunningServer(new RunningServer.Choice(), impatient);
                var fresh = new RawClient(other.port());
                var kept = new RawClient(other.port())) {
            kept.send(RawClient.get("/hello"));
            kept.answer();

            assertClosedAfter(Duration.ofMillis(300), kept);
            assertThat(fresh.untilClosed()).isEmpty();
        }
    }

    @Test
    void a_handler_that_takes_too_long_is_stopped_and_answered_503() throws IOException {
        try (var client = new RawClient(hasty.port())) {
            long start = System.nanoTime();
            client.send(RawClient.get("/sleep/60000"));
            var answer = client.answer();

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isNotEmpty();
            assertThat(answer.body()).isEqualTo("code=request_timeout");
            assertThat(since(start)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(4));

            client.send(RawClient.get("/hello"));
            assertThat(client.answer().body()).as("the connection is sound").isEqualTo("hello");
        }
    }

    @Test
    void a_handler_that_does_not_listen_is_cut() throws IOException {
        try (var client = new RawClient(hasty.port())) {
            client.send(RawClient.get("/spin"));

            assertClosedAfter(Duration.ofSeconds(1), client);
        }
    }

    @Test
    void a_begun_answer_that_takes_too_long_is_cut() throws IOException {
        try (var client = new RawClient(hasty.port())) {
            client.send(RawClient.get("/begun"));
            String all = client.untilClosed();

            assertThat(all).startsWith("HTTP/1.1 200 ").doesNotContain("503", "\r\n0\r\n\r\n");
        }
    }

    @Test
    void many_slow_clients_do_not_keep_others_waiting() throws IOException {
        List<RawClient> slow = new ArrayList<>();
        try {
            for (int index = 0; index < 300; index++) {
                slow.add(new RawClient(server.port()).send("POST /read HTTP/1.1\r\nHos"));
            }
            try (var client = new RawClient(server.port())) {
                client.send(RawClient.get("/hello"));
                assertThat(client.answer().status()).isEqualTo(200);
            }
            for (RawClient client : slow) {
                assertThat(client.untilClosed()).isEmpty();
            }
        } finally {
            for (RawClient client : slow) {
                client.close();
            }
        }
    }

    private static String upload(int length) {
        return "POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static Thread trickle(RawClient client, long pauseMillis) {
        return Thread.startVirtualThread(() -> {
            try {
                while (true) {
                    client.send("x");
                    Thread.sleep(pauseMillis);
                }
            } catch (IOException | InterruptedException closed) {
                // that is what the test waits for
            }
        });
    }

    private static void assertClosedAfter(Duration deadline, RawClient client) throws IOException {
        long start = System.nanoTime();
        client.untilClosed();

        assertThat(since(start)).isBetween(deadline.dividedBy(2), deadline.multipliedBy(4));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
