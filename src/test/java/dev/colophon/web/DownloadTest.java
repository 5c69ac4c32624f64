package dev.colophon.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.testing.Answer;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestServer;
import dev.colophon.web.answer.Download;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that clients fetch, of any name, type and size. */
@Timeout(30)
class DownloadTest {
    private static final byte[] CONTENT =
            "<script>alert(1)</script>".repeat(10_000).getBytes(StandardCharsets.UTF_8);
    private static final TestServer SERVER = TestServer.of(() -> List.of(
            Resource.at("/api/v1/file").get(DownloadTest::send).query("name", "length", "small"),
            Resource.page("/file").get(DownloadTest::send),
            Resource.at("/api/v1/half")
                    .get(exchange ->
                            exchange.download(Download.of("a\ud800b", "a/b", 0, InputStream.nullInputStream()))),
            Resource.at("/api/v1/tagged").get(DownloadTest::sendTagged)));

    private final TestClient reader = SERVER.as(UUID.randomUUID());

    private static void send(Exchange exchange) throws IOException {
        exchange.caller();
        byte[] content = exchange.query("small").isPresent() ? new byte[10] : CONTENT;
        long length = exchange.query("length").map(Long::parseLong).orElse((long) content.length);
        String name = exchange.query("name").orElse("a.html");
        exchange.download(Download.of(name, "text/html", length, new ByteArrayInputStream(content)));
    }

    private static void sendTagged(Exchange exchange) throws IOException {
        InputStream unread = InputStream.nullInputStream();
        unread.close();
        boolean empty = exchange.wantsFragment();
        InputStream content = empty ? InputStream.nullInputStream() : unread;
        exchange.download(new Download("a.png", "image/png", empty ? 0 : 7, Optional.of("abc"), content));
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void a_file_comes_whole_and_is_kept_not_shown() {
        for (Answer answer : List.of(reader.get("/api/v1/file"), reader.page("/file"))) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(CONTENT);
            assertThat(answer.header("Content-Length")).isEqualTo("" + CONTENT.length);
            assertThat(answer.header("Content-Type")).isEqualTo("text/html");
            assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"a.html\"");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Content-Security-Policy"))
                    .startsWith("default-src 'none'")
                    .endsWith("; sandbox");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        }
    }

    @Test
    void a_stranger_gets_nothing() {
        assertThat(SERVER.anonymous().get("/api/v1/file").status()).isEqualTo(401);
        assertThat(reader.browse("GET", "/api/v1/file", Map.of(), new byte[0]).status())
                .isEqualTo(401);
        Answer page = SERVER.anonymous().page("/file");
        assertThat(page.status()).isEqualTo(303);
        assertThat(page.header("Content-Disposition")).isEmpty();
    }

    private static List<Arguments> names() {
        return List.of(
                Arguments.of("My book (2).pdf", "filename=\"My book (2).pdf\""),
                Arguments.of(
                        "a\"; filename=\"b.exe",
                        "filename=\"a_; filename=_b.exe\"; filename*=UTF-8''" + "a%22%3B%20filename%3D%22b.exe"),
                Arguments.of(
                        "a\r\nSet-Cookie: b=1",
                        "filename=\"a__Set-Cookie_ b=1\"; filename*=UTF-8''" + "a__Set-Cookie%3A%20b%3D1"),
                Arguments.of(
                        "b\u00fccher \u20ac.csv",
                        "filename=\"b_cher _.csv\"; filename*=UTF-8''" + "b%C3%BCcher%20%E2%82%AC.csv"),
                Arguments.of("\ud83d\udcda.epub", "filename=\"_.epub\"; filename*=UTF-8''%F0%9F%93%9A.epub"),
                Arguments.of("100%41.txt", "filename=\"100_41.txt\"; filename*=UTF-8''100%2541.txt"),
                Arguments.of("../../.bashrc", "filename=\".._.._.bashrc\""),
                Arguments.of("C:\\a.exe", "filename=\"C__a.exe\"; filename*=UTF-8''C%3A_a.exe"),
                Arguments.of("gpj.\u202eexe", "filename=\"gpj._exe\""),
                Arguments.of("a\u2028\u0085\u007fb", "filename=\"a___b\""),
                Arguments.of("..", "filename=\"file\""),
                Arguments.of(" ", "filename=\"file\""),
                Arguments.of("x".repeat(300), "filename=\"" + "x".repeat(255) + "\""));
    }

    @ParameterizedTest
    @MethodSource("names")
    void any_name_is_one_safe_header(String name, String expected) {
        Answer answer = reader.get("/api/v1/file?small=1&name=" + URLEncoder.encode(name, StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; " + expected);
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void half_a_character_in_a_name_does_no_harm() {
        assertThat(reader.get("/api/v1/half").header("Content-Disposition")).isEqualTo("attachment; filename=\"a_b\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"abc\"", "W/\"abc\"", "\"x\", \"abc\"", "*"})
    void whoever_has_the_file_is_told_so(String known) {
        Answer answer = reader.send("GET", "/api/v1/tagged", Map.of("If-None-Match", known), new byte[0]);

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.header("ETag")).isEqualTo("\"abc\"");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void whoever_has_another_file_gets_this_one() {
        Answer answer = reader.send(
                "GET", "/api/v1/tagged", Map.of("If-None-Match", "\"abcd\"", "HX-Request", "true"), new byte[0]);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"abc\"");
    }

    @Test
    void a_tag_that_would_end_its_header_is_refused() {
        for (String tag : List.of("", "a\"b", "a\r\nb", "a b", "ü")) {
            assertThatThrownBy(() -> new Download("a", "a/b", 0, Optional.of(tag), InputStream.nullInputStream()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void head_reads_nothing() {
        Answer answer = reader.send("HEAD", "/api/v1/tagged", Map.of(), new byte[0]);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).isEqualTo("7");
        assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"a.png\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void a_file_of_another_length_than_said_is_visibly_cut(int more) {
        assertThatThrownBy(() -> reader.get("/api/v1/file?length=" + (CONTENT.length + more)))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void a_small_file_of_another_length_than_said_is_a_failure() {
        Answer answer = reader.get("/api/v1/file?small=1&length=11");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.header("Content-Disposition")).isEmpty();
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }
}
