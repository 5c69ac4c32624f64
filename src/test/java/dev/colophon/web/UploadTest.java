package dev.colophon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.testing.Answer;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestServer;
import dev.colophon.web.body.Upload;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are sent to the API, where a bearer token is all it takes; PageTest has those of pages. */
@Timeout(30)
class UploadTest {
    private static final String PATH = "/api/v1/files";
    private static final BlockingQueue<String> BROKEN = new LinkedBlockingQueue<>();
    private static final TestServer SERVER = TestServer.of(() -> List.of(
            Resource.at(PATH).post(UploadTest::receive).upload(200_000),
            Resource.at("/api/v1/large-files").post(UploadTest::receive).upload(20_000_000),
            Resource.at("/api/v1/no-files").post(UploadTest::receive),
            Resource.at("/api/v1/drafts")
                    .post(exchange -> watch(() -> exchange.bodyTree().size()))));

    private final TestClient reader = SERVER.as(UUID.randomUUID());

    private static void receive(Exchange exchange) throws Exception {
        exchange.caller();
        Upload upload = exchange.upload();
        Map<String, Object> answer = new HashMap<>();
        answer.put("title", upload.form().text("title").orElse(""));
        answer.put("name", upload.fileName());
        answer.put("type", upload.contentType());
        try (var content = upload.content()) {
            answer.put("bytes", watch(() -> content.readAllBytes().length));
        }
        exchange.reply(answer);
    }

    private static int watch(Callable<Integer> reading) throws Exception {
        try {
            return reading.call();
        } catch (Exception broken) {
            BROKEN.add(broken.getClass().getSimpleName());
            throw broken;
        }
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void a_file_arrives_with_its_name_its_type_and_the_fields_before_it() {
        Answer answer = upload(
                part("form-data; name=\"title\"", "", "Übersicht"),
                part("form-data; name=\"cover\"; filename=\"bücher.png\"", "Image/PNG; q=1", "x".repeat(100_000)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("title").asText()).isEqualTo("Übersicht");
        assertThat(answer.json().path("name").asText()).isEqualTo("bücher.png");
        assertThat(answer.json().path("type").asText()).isEqualTo("image/png");
        assertThat(answer.json().path("bytes").asInt()).isEqualTo(100_000);
    }

    @Test
    void a_form_without_a_file_has_no_name() {
        Answer answer = upload(part("form-data; name=\"title\"", "", "a"));

        assertThat(answer.json().path("name").asText()).isEmpty();
        assertThat(answer.json().path("bytes").asInt()).isZero();
    }

    @Test
    void a_stranger_sends_nothing() {
        String body = form(part("form-data; name=\"f\"; filename=\"a\"", "", "a"));
        Map<String, String> headers = Map.of("Content-Type", "multipart/form-data; boundary=b");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

        assertThat(SERVER.anonymous().send("POST", PATH, headers, bytes).status())
                .isEqualTo(401);
        assertThat(SERVER.bearing("stolen").send("POST", PATH, headers, bytes).status())
                .isEqualTo(401);
        // a foreign page can make a browser send this, with the cookie
        assertThat(reader.browse("POST", PATH, headers, bytes).status()).isEqualTo(401);
    }

    @Test
    void a_form_that_is_too_large_is_refused() {
        assertThat(upload(part("form-data; name=\"f\"; filename=\"a\"", "", "x".repeat(200_000)))
                        .status())
                .isEqualTo(413);
        assertThat(upload(part("form-data; name=\"title\"", "", "x".repeat(20_000)))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void a_resource_takes_larger_files_than_any_other() {
        String body = form(part("form-data; name=\"f\"; filename=\"a\"", "", "x".repeat(9_000_000)));

        assertThat(send("/api/v1/large-files", body).json().path("bytes").asInt())
                .isEqualTo(9_000_000);
    }

    @Test
    void only_a_resource_that_says_so_takes_files() {
        Map<String, String> headers = Map.of("Content-Type", "multipart/form-data; boundary=b");

        assertThat(reader.send("POST", "/api/v1/no-files", headers, form().getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(415);
        assertThat(reader.post(PATH, Map.of("title", "a")).status()).isEqualTo(415);
        assertThat(reader.send("POST", PATH, Map.of(), new byte[] {'a'}).status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "filename=\"../../etc/passwd\" | passwd",
                "filename=\"C:\\My Files\\b.csv\" | b.csv",
                "filename=\"a\\\"b;c.csv\" | a\"b;c.csv",
                "filename=a.csv | a.csv",
                "FileName=\"a.csv\" | a.csv",
                "filename=\"=?UTF-8?Q?a=0D=0ASet-Cookie:b?=\" | =?UTF-8?Q?a=0D=0ASet-Cookie:b?=",
                "filename=\"a.csv\"; filename=\"b.csv\" | a.csv",
                "filename=\"a.csv\"; filename*=UTF-8''b%C3%BC%E2%82%AC.csv | bü€.csv",
                "filename*=utf-8'en'%2e%2e%2Fb.csv | b.csv",
                "filename=\"<img src=x onerror=alert(1)>\" | <img src=x onerror=alert(1)>"
            },
            delimiter = '|')
    void a_hostile_name_is_a_name_and_nothing_else(String sent, String name) {
        Answer answer = upload(part("form-data; name=\"f\"; " + sent, "", "a"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("name").asText()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filename=\"a\u0000b\"",
                "filename=\"a\tb\"",
                "filename=\"a\u007fb\"",
                "filename=\"gpj.\u202eexe\"",
                "filename=\"..\"",
                "filename=\"a/.\"",
                "filename*=UTF-8''a%0D%0Ab",
                "filename*=UTF-8''a%00b",
                "filename*=UTF-8''%C0%AF",
                "filename*=UTF-8''%ED%A0%80",
                "filename*=ISO-8859-1''%FC",
                "filename*=a.csv"
            })
    void a_name_that_nobody_can_show_is_refused(String sent) {
        assertThat(upload(part("form-data; name=\"f\"; " + sent, "", "a")).status())
                .isEqualTo(400);
    }

    @Test
    void a_name_that_is_too_long_is_refused() {
        Answer answer = upload(part("form-data; name=\"f\"; filename=\"" + "x".repeat(256) + "\"", "", "a"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("file_name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "text/", "/html", "text/html/x", "te xt/html", "text/\"html", "x/" + "y"})
    void a_type_that_is_none_is_bytes(String type) {
        String known = type.equals("x/y") ? type : "application/octet-stream";

        assertThat(upload(part("form-data; name=\"f\"; filename=\"a\"", type, "a"))
                        .json()
                        .path("type")
                        .asText())
                .isEqualTo(known);
    }

    @Test
    void a_form_without_end_is_refused() {
        String body = form(part("form-data; name=\"f\"; filename=\"a\"", "", "abc"));

        Answer answer = send(PATH, body.substring(0, body.indexOf("abc") + 2));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("form");
    }

    @ParameterizedTest
    @CsvSource({PATH + ",multipart/form-data; boundary=b", "/api/v1/drafts,application/json"})
    void a_client_that_goes_away_is_no_fault(String path, String type) throws Exception {
        String body = form(part("form-data; name=\"f\"; filename=\"a\"", "", "a".repeat(1_000)));
        BROKEN.clear();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
            String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length()
                    + "\r\nContent-Type: " + type + "\r\nAuthorization: Bearer "
                    + SERVER.tokenFor(UUID.randomUUID()) + "\r\n\r\n";
            socket.getOutputStream().write((head + body.substring(0, 500)).getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(BROKEN.poll(10, TimeUnit.SECONDS)).isEqualTo("CloseConnectionException");
    }

    private Answer upload(String... parts) {
        return send(PATH, form(parts));
    }

    private Answer send(String path, String body) {
        return reader.send(
                "POST",
                path,
                Map.of("Content-Type", "multipart/form-data; boundary=b"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static String form(String... parts) {
        return String.join("", parts) + "--b--\r\n";
    }

    private static String part(String disposition, String type, String content) {
        String typeLine = type.isEmpty() ? "" : "Content-Type: " + type + "\r\n";
        return "--b\r\nContent-Disposition: " + disposition + "\r\n" + typeLine + "\r\n" + content + "\r\n";
    }
}
