package dev.colophon.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An answer that is written in two pieces must not wait for the peer's delayed acknowledgement,
 * which comes after about 40 ms. The aim is a median below 5 ms; four times that is allowed.
 */
@Timeout(60)
@Isolated("measures microseconds")
class DelayedAckTest {
    private static final int ROUNDS = 15;
    private static final long MOST_NANOS = 20_000_000;

    private static RunningServer server;

    @BeforeAll
    static void start() {
        var choice = new RunningServer.Choice();
        choice.routes = routing -> routing.get("/chunked/{count}", (request, response) -> stream(request, response))
                .get("/streamed/{count}", (request, response) -> {
                    response.headers().contentLength(count(request));
                    stream(request, response);
                });
        server = new RunningServer(choice);
    }

    private static int count(ServerRequest request) {
        return Integer.parseInt(request.path().pathParameters().get("count"));
    }

    /** In pieces that fit no buffer and no packet. */
    private static void stream(ServerRequest request, ServerResponse response) throws IOException {
        var bytes = new byte[count(request)];
        try (OutputStream out = response.outputStream()) {
            for (int done = 0; done < bytes.length; done += 3000) {
                out.write(bytes, done, Math.min(3000, bytes.length - done));
            }
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                1, 100, 1000, 4095, 4096, 4097, 8192, 16383, 16384, 16385, 20_000, 65_535, 65_536, 65_537, 100_000,
                131_071, 131_072, 131_073, 500_000, 1_000_000
            })
    void no_size_waits_for_an_acknowledgement(int size) throws IOException {
        assertThat(medianNanos("/bytes/" + size, size)).isLessThan(MOST_NANOS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4095, 4096, 4097, 8192, 8193, 20_000, 131_073, 1_000_000})
    void no_streamed_size_waits_either(int size) throws IOException {
        assertThat(medianNanos("/streamed/" + size, size)).isLessThan(MOST_NANOS);
        assertThat(medianNanos("/chunked/" + size, size)).isLessThan(MOST_NANOS);
    }

    private static long medianNanos(String path, int size) throws IOException {
        var times = new long[ROUNDS];
        try (var client = new RawClient(server.port())) {
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                client.send(RawClient.get(path));
                client.skipBody(size);
                times[round] = System.nanoTime() - start;
            }
        }
        Arrays.sort(times);
        return times[ROUNDS / 2];
    }
}
