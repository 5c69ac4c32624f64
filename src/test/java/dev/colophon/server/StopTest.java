package dev.colophon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

@Timeout(60)
@Isolated("counts what is answered in 300 ms")
class StopTest {
    @Test
    void a_running_request_finishes_and_its_connection_closes() throws Exception {
        var server = new RunningServer();
        try (var client = new RawClient(server.port())) {
            client.send(RawClient.get("/sleep/500"));
            Thread.sleep(100);
            Thread stop = Thread.startVirtualThread(server::close);
            String all = client.untilClosed();
            stop.join();

            assertThat(all).startsWith("HTTP/1.1 200 ").contains("Connection: close");
            assertThat(all).endsWith("slept");
        }
    }

    @Test
    void draining_serves_on_and_says_that_it_is_not_ready() throws Exception {
        var choice = new RunningServer.Choice();
        choice.drainSeconds = 1;
        var server = new RunningServer(choice);
        var told = new CountDownLatch(1);
        Thread stop = Thread.startVirtualThread(() -> server.server.stop(told::countDown));
        told.await();
        Thread.sleep(100);

        var ready = ask(server, "/health/ready");
        var live = ask(server, "/health/live");
        var hello = ask(server, "/hello");
        stop.join();

        assertThat(ready.status()).isEqualTo(503);
        assertThat(live.status()).isEqualTo(200);
        assertThat(hello.status()).isEqualTo(200);
        assertThat(hello.header("Connection")).isEqualTo("close");
        assertThat(server.server.reachable()).isFalse();
    }

    @Test
    void an_idle_connection_does_not_delay_the_stop() throws Exception {
        var server = new RunningServer();
        try (var kept = new RawClient(server.port());
                var fresh = new RawClient(server.port())) {
            kept.send(RawClient.get("/hello")).answer();
            Thread.sleep(300);
            long start = System.nanoTime();
            server.close();

            assertThat(since(start)).isLessThan(Duration.ofSeconds(2));
            assertThat(kept.untilClosed()).isEmpty();
            assertThat(fresh.untilClosed()).isEmpty();
        }
    }

    @Test
    void a_request_beyond_the_grace_is_cut() throws Exception {
        var choice = new RunningServer.Choice();
        choice.graceSeconds = 1;
        var server = new RunningServer(choice);
        try (var client = new RawClient(server.port())) {
            client.send(RawClient.get("/sleep/60000"));
            Thread.sleep(100);
            long start = System.nanoTime();
            server.close();

            assertThat(since(start)).isBetween(Duration.ofMillis(900), Duration.ofSeconds(4));
            client.untilClosed();
        }
    }

    @Test
    void a_second_stop_does_nothing() throws Exception {
        var server = new RunningServer();
        server.close();
        long start = System.nanoTime();
        server.close();

        assertThat(since(start)).isLessThan(Duration.ofMillis(500));
    }

    @RepeatedTest(5)
    void every_accepted_connection_is_answered() throws Exception {
        var server = new RunningServer();
        var answered = new AtomicLong();
        var odd = new ConcurrentLinkedQueue<String>();
        var clients = clients(() -> oneRequest(server.port(), answered, odd));
        Thread.sleep(300);
        server.close();
        for (Thread client : clients) {
            client.join();
        }

        assertThat(odd).isEmpty();
        assertThat(answered.get()).isGreaterThan(100).isEqualTo(server.server.acceptedCount());
    }

    @RepeatedTest(3)
    void no_request_on_a_kept_connection_is_lost() throws Exception {
        var server = new RunningServer();
        var answered = new AtomicLong();
        var lost = new ConcurrentLinkedQueue<String>();
        var clients = clients(() -> manyRequests(server.port(), answered, lost));
        Thread.sleep(300);
        server.close();
        for (Thread client : clients) {
            client.join();
        }

        assertThat(lost).isEmpty();
        assertThat(answered.get()).isGreaterThan(100);
    }

    private interface Load {
        /** One try; false once nothing listens any more. */
        boolean run() throws IOException;
    }

    private static List<Thread> clients(Load load) {
        List<Thread> clients = new ArrayList<>();
        for (int index = 0; index < 8; index++) {
            clients.add(Thread.startVirtualThread(() -> {
                try {
                    while (load.run()) {
                        Thread.onSpinWait();
                    }
                } catch (IOException unexpected) {
                    throw new AssertionError(unexpected);
                }
            }));
        }
        return clients;
    }

    /** A connection in the kernel's queue is reset when the listener closes: not accepted. */
    private static boolean oneRequest(int port, AtomicLong answered, Queue<String> odd) {
        try (var client = new RawClient(port)) {
            String all = client.send("GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .untilClosed();
            if (all.endsWith("hello")) {
                answered.incrementAndGet();
            } else if (!all.isEmpty()) {
                odd.add(all);
            }
            return true;
        } catch (ConnectException over) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private static boolean manyRequests(int port, AtomicLong answered, Queue<String> lost) {
        try (var client = new RawClient(port)) {
            var last = new AtomicBoolean();
            for (long count = 0; !last.get(); count++) {
                try {
                    var answer = client.send(RawClient.get("/hello")).answer();
                    answered.incrementAndGet();
                    last.set(answer.header("Connection").equals("close"));
                } catch (IOException failed) {
                    if (count > 0) {
                        lost.add("after " + count + " answers: " + failed);
                    }
                    return true;
                }
            }
            return true;
        } catch (ConnectException over) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private static RawClient.Answer ask(RunningServer server, String path) throws IOException {
        try (var client = new RawClient(server.port())) {
            return client.send(RawClient.get(path)).answer();
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
