package dev.colophon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.testing.Answer;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile bodies. */
@Timeout(30)
class BodyTest {
    private static final String PATH = "/api/v1/books-of-a-test";
    private static final TestServer SERVER = start();
    private final TestClient reader = SERVER.as(UUID.randomUUID());

    record Draft(String title, int pages, List<String> authors) {}

    private static TestServer start() {
        return TestServer.of(() -> List.of(
                Resource.at(PATH)
                        .post(exchange -> exchange.reply(exchange.body(Draft.class)))
                        .patch(exchange -> exchange.reply(exchange.bodyTree())),
                Resource.at("/api/v1/large")
                        .post(exchange -> exchange.reply(exchange.bodyTree()))
                        .maxBody(200_000),
                Resource.at("/api/v1/raw").post(BodyTest::count)));
    }

    private static void count(Exchange exchange) throws IOException {
        byte[] bytes = exchange.bodyStream(100_000).readAllBytes();
        exchange.reply(
                Map.of("bytes", bytes.length, "type", exchange.contentType().orElse("none")));
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"title\":}",
                "{'title':'x'}",
                "{\"title\":\"a\"} x",
                "{\"title\":\"a\",\"title\":\"b\"}",
                "{\"title\":\"a\",\"pages\":NaN}",
                "{\"title\":\"a\",}",
                "/* */ {}",
                "\"\\x\"",
                "\u0000"
            })
    void malformed_json_is_a_bad_request(String body) {
        Answer answer = reader.json("POST", PATH, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "7",
                "{\"title\":7,\"pages\":1,\"authors\":[]}",
                "{\"title\":\"a\",\"pages\":\"1\",\"authors\":[]}",
                "{\"title\":\"a\",\"pages\":1.5,\"authors\":[]}",
                "{\"title\":\"a\",\"pages\":null,\"authors\":[]}",
                "{\"title\":\"a\",\"pages\":99999999999,\"authors\":[]}",
                "{\"title\":\"a\",\"pages\":1,\"authors\":\"b\"}",
                "{\"title\":\"a\",\"pages\":1,\"authors\":[],\"secret_field\":1}",
                "{\"title\":\"a\\u0000\",\"pages\":1,\"authors\":[]}",
                "{\"title\":\"\\ud800\",\"pages\":1,\"authors\":[]}",
                "{\"title\":\"\\udc00\\ud800\",\"pages\":1,\"authors\":[]}",
                "{\"title\":\"a\",\"pages\":1,\"authors\":[\"b\",\"\\udfff\"]}"
            })
    void wrong_content_names_the_field_and_never_the_value(String body) {
        Answer answer = reader.json("POST", PATH, body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors")).hasSize(1);
        assertThat(answer.text()).doesNotContain("99999999999");
    }

    @Test
    void the_pointer_leads_to_the_field() {
        Answer answer = reader.json("POST", PATH, "{\"title\":\"a\",\"pages\":1,\"authors\":[\"b\",\"\\udfff\"]}");

        assertThat(answer.pointer()).isEqualTo("/authors/1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
    void json_in_another_coding_is_a_bad_request(String coding) {
        String body = "{\"title\":\"a\",\"pages\":1,\"authors\":[]}";

        assertNotUtf8(body.getBytes(Charset.forName(coding)));
        assertNotUtf8(("\uFEFF" + body).getBytes(Charset.forName(coding)));
    }

    /** One byte of the title for each two digits. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "E9", // Latin-1
                "C0AF", // a slash, overlong in two bytes
                "C1BF",
                "E080AF", // in three
                "F08080AF", // in four
                "C080", // NUL, as Java's own format writes it
                "EDA080", // half of a surrogate pair
                "EDA081EDB080", // both halves, each on its own
                "F4908080", // beyond U+10FFFF
                "F888808080",
                "80",
                "C3", // begun and not ended
                "FF"
            })
    void json_that_is_not_the_shortest_utf8_is_a_bad_request(String bytes) {
        var body = new ByteArrayOutputStream();
        body.writeBytes("{\"title\":\"".getBytes(StandardCharsets.UTF_8));
        body.writeBytes(HexFormat.of().parseHex(bytes));
        body.writeBytes("\",\"pages\":1,\"authors\":[]}".getBytes(StandardCharsets.UTF_8));

        assertNotUtf8(body.toByteArray());
    }

    @Test
    void a_byte_order_mark_is_a_bad_request() {
        assertNotUtf8("\uFEFF{\"title\":\"a\",\"pages\":1,\"authors\":[]}".getBytes(StandardCharsets.UTF_8));
        assertNotUtf8("\uFEFF".getBytes(StandardCharsets.UTF_8));
    }

    private void assertNotUtf8(byte[] body) {
        for (String method : List.of("POST", "PATCH")) {
            Answer answer = reader.send(method, PATH, Map.of("Content-Type", "application/json"), body);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("json");
        }
    }

    @Test
    void every_character_of_utf8_is_taken() {
        String title = "\u0001é€\uFEFF\uD83D\uDCDA\uDBFF\uDFFF\u007F";
        Answer answer = reader.post(PATH, new Draft(title, 1, List.of()));

        assertThat(answer.json().path("title").asText()).isEqualTo(title);
    }

    @Test
    void deep_nesting_is_a_bad_request() {
        Answer answer = reader.json("PATCH", PATH, "[".repeat(20_000) + "]".repeat(20_000));

        assertThat(answer.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/jsonp",
                "application/json; charset=iso-8859-1",
                "nonsense",
                "application/xml"
            })
    void another_content_type_is_not_supported(String type) {
        Answer answer = post(PATH, Map.of("Content-Type", type), new byte[] {'{', '}'});

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.code()).isEqualTo("content_type");
    }

    @Test
    void a_body_without_content_type_is_not_supported() {
        assertThat(post(PATH, Map.of(), new byte[] {'{', '}'}).status()).isEqualTo(415);
    }

    @Test
    void the_charset_may_be_named() {
        byte[] body = "{\"a\": 1}".getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = Map.of("Content-Type", "Application/JSON; charset=UTF-8");

        assertThat(reader.send("PATCH", PATH, headers, body).status()).isEqualTo(200);
    }

    @Test
    void each_resource_has_its_own_limit() {
        String fits = "{\"a\": \"" + "x".repeat(65_000) + "\"}";
        String tooLong = "{\"a\": \"" + "x".repeat(66_000) + "\"}";

        assertThat(reader.json("PATCH", PATH, fits).status()).isEqualTo(200);
        assertThat(reader.json("PATCH", PATH, tooLong).status()).isEqualTo(413);
        assertThat(reader.json("POST", "/api/v1/large", tooLong).status()).isEqualTo(200);
        assertThat(reader.json("POST", "/api/v1/large", "x".repeat(200_001)).status())
                .isEqualTo(413);
    }

    @Test
    void a_raw_body_is_read_up_to_its_limit() {
        Answer fits = post("/api/v1/raw", Map.of("Content-Type", "Text/CSV; header=present"), new byte[100_000]);

        assertThat(fits.json().path("bytes").asInt()).isEqualTo(100_000);
        assertThat(fits.json().path("type").asText()).isEqualTo("text/csv");
        assertThat(post("/api/v1/raw", Map.of("Content-Type", "text/csv"), new byte[0])
                        .status())
                .isEqualTo(200);
        assertThat(post("/api/v1/raw", Map.of("Content-Type", "text/csv"), new byte[100_001])
                        .status())
                .isEqualTo(413);
    }

    @Test
    void a_body_needs_its_length() {
        String head = "POST " + PATH + "\r\nContent-Type: application/json";

        assertThat(RawHttp.status(SERVER.port(), head)).isEqualTo(411);
        assertThat(RawHttp.status(SERVER.port(), head + "\r\nTransfer-Encoding: chunked"))
                .isEqualTo(411);
    }

    private Answer post(String path, Map<String, String> headers, byte[] body) {
        return reader.send("POST", path, headers, body);
    }
}
