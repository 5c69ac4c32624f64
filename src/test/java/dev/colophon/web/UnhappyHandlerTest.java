package dev.colophon.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.testing.Answer;
import dev.colophon.testing.TestServer;
import dev.colophon.testing.TestSettings;
import dev.colophon.web.answer.Download;
import dev.colophon.web.answer.StreamedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Handlers that take too long or fail when their answer has begun. */
@Timeout(30)
class UnhappyHandlerTest {
    private static final int LENGTH = 1_000_000;

    @Test
    void a_handler_that_takes_too_long_is_answered_503() {
        try (var server = server()) {
            Answer answer = server.anonymous().get("/api/v1/slow");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("5");
            assertThat(answer.json().path("code").asText()).isEqualTo("request_timeout");
        }
    }

    @Test
    void an_answer_that_fails_when_it_has_begun_is_visibly_cut() {
        try (var server = server();
                var client = HttpClient.newHttpClient()) {
            var address = URI.create("http://127.0.0.1:" + server.port() + "/api/v1/broken");
            var request = HttpRequest.newBuilder(address).build();

            assertThatThrownBy(() -> client.send(request, BodyHandlers.ofByteArray()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void an_answer_that_fails_before_its_first_byte_is_a_failure() {
        try (var server = server()) {
            assertThat(server.anonymous().get("/api/v1/empty").status()).isEqualTo(500);
        }
    }

    @Test
    void a_file_that_is_made_while_it_is_sent_may_take_longer_than_a_request() {
        try (var server = server()) {
            Answer answer = server.anonymous().get("/api/v1/streamed");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).hasSize(6 * 40_000);
        }
    }

    @Test
    void but_not_when_nothing_of_it_comes() {
        try (var server = server();
                var client = HttpClient.newHttpClient()) {
            var address = URI.create("http://127.0.0.1:" + server.port() + "/api/v1/stuck");
            var request = HttpRequest.newBuilder(address).build();

            assertThatThrownBy(() -> client.send(request, BodyHandlers.ofByteArray()))
                    .isInstanceOf(IOException.class);
        }
    }

    private static void slowly(OutputStream out) throws IOException {
        for (int part = 0; part < 6; part++) {
            out.write(new byte[40_000]);
            pause(500);
        }
    }

    private static void once(OutputStream out) throws IOException {
        out.write(new byte[LENGTH / 2]);
        out.write(new byte[LENGTH / 2]);
        pause(20_000);
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException tooLong) {
            throw new IOException(tooLong);
        }
    }

    private static TestServer server() {
        return TestServer.of(
                TestSettings.in(Path.of("target"), Map.of("REQUEST_TIMEOUT_SECONDS", "1")),
                () -> List.of(
                        Resource.at("/api/v1/streamed")
                                .get(exchange -> exchange.stream(
                                        new StreamedFile("a.bin", "application/zip", UnhappyHandlerTest::slowly))),
                        Resource.at("/api/v1/stuck")
                                .get(exchange -> exchange.stream(
                                        new StreamedFile("a.bin", "application/zip", UnhappyHandlerTest::once))),
                        Resource.at("/api/v1/slow").get(exchange -> Thread.sleep(20_000)),
                        Resource.at("/api/v1/broken").get(exchange -> stream(exchange, LENGTH / 2)),
                        Resource.at("/api/v1/empty").get(exchange -> stream(exchange, 0))));
    }

    private static void stream(Exchange exchange, int readable) throws IOException {
        exchange.download(Download.of("a.txt", "text/plain", LENGTH, new BreaksOff(readable)));
    }

    /** Fails once so many bytes have been read. */
    private static final class BreaksOff extends InputStream {
        private int left;

        BreaksOff(int readable) {
            this.left = readable;
        }

        @Override
        public int read() {
            if (left-- > 0) {
                return 'x';
            }
            throw new UncheckedIOException(new IOException("the disk is gone"));
        }
    }
}
