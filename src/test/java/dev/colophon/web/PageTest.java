package dev.colophon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.problem.Problem;
import dev.colophon.testing.Answer;
import dev.colophon.testing.Base64Spellings;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestServer;
import dev.colophon.testing.TestSettings;
import dev.colophon.web.body.Upload;
import dev.colophon.web.page.Page;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pages: the cookie, the form token, uploads, and failures for people. */
@Timeout(30)
class PageTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String PARTNER = "https://partner.example";
    private static final TestServer SERVER = start();
    private final TestClient reader = SERVER.as(UUID.randomUUID());
    private final TestClient visitor = SERVER.anonymous();

    private static TestServer start() {
        var settings = TestSettings.in(Path.of("target"));
        return TestServer.of(
                TestSettings.with(settings, TestSettings.server(List.of(), List.of(PARTNER))),
                () -> List.of(
                        Resource.page("/a-form").get(PageTest::show).post(PageTest::act),
                        Resource.page("/a-file")
                                .get(PageTest::show)
                                .post(PageTest::receive)
                                .upload(200_000),
                        Resource.page("/private").get(PageTest::secret).post(PageTest::act),
                        Resource.page("/fault").get(PageTest::fault),
                        Resource.page("/begin").get(exchange -> begin(exchange, "some-token"))));
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static void show(Exchange exchange) {
        exchange.page(new Page(
                "account/sign-in.jte",
                Map.of("username", "<b>&\"", "next", "/", "error", "", "registrationOpen", false)));
    }

    private static void act(Exchange exchange) {
        exchange.header("X-Title", exchange.form().text("title").orElse("-"));
        exchange.redirect("/a-form");
    }

    private static void receive(Exchange exchange) throws IOException {
        Upload upload = exchange.upload();
        byte[] content = upload.content().readAllBytes();
        String name = URLEncoder.encode(upload.fileName(), StandardCharsets.UTF_8);
        exchange.header("X-File", name + " " + content.length);
        exchange.header("X-Letter", "" + upload.form().text("title").orElse("-").codePointAt(0));
        exchange.redirect("/a-file");
    }

    private static void secret(Exchange exchange) {
        exchange.caller();
        show(exchange);
    }

    private static void fault(Exchange exchange) {
        throw exchange.query("kind").isPresent() ? Problem.notFound() : new IllegalStateException("secret detail");
    }

    private static void begin(Exchange exchange, String token) {
        exchange.startSession(token, 60);
        exchange.redirect("/");
    }

    @Test
    void a_page_has_a_strict_policy_and_escapes_what_it_shows() {
        Answer page = reader.page("/a-form");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'self';")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(page.text()).doesNotContain("<b>&").contains("&lt;b>&amp;&#34;");
    }

    @Test
    void a_form_with_its_token_is_accepted() {
        for (TestClient client : List.of(reader, visitor)) {
            Answer answer = client.submit("/a-form", "/a-form", Map.of("title", "Käse & Brot"));

            assertThat(answer.status()).isEqualTo(303);
            assertThat(answer.header("Location")).isEqualTo("/a-form");
        }
    }

    @Test
    void a_form_without_the_right_token_is_refused() {
        String readers = reader.formToken("/a-form");
        String visitors = visitor.formToken("/a-form");
        String others = SERVER.as(UUID.randomUUID()).formToken("/a-form");

        for (String token : List.of("", "x", "****", visitors, others)) {
            assertThat(reader.form("/a-form", Map.of("form_token", token)).status())
                    .as(token)
                    .isEqualTo(403);
        }
        assertThat(reader.form("/a-form", Map.of()).status()).isEqualTo(403);
        assertThat(visitor.form("/a-form", Map.of("form_token", readers)).status())
                .isEqualTo(403);
        assertThat(SERVER.anonymous()
                        .form("/a-form", Map.of("form_token", visitors))
                        .status())
                .isEqualTo(403);
        assertThat(reader.form("/a-form", Map.of("form_token", readers)).status())
                .isEqualTo(303);
    }

    @Test
    void a_form_token_has_one_spelling() {
        for (String other : Base64Spellings.others(reader.formToken("/a-form"))) {
            assertThat(reader.form("/a-form", Map.of("form_token", other)).status())
                    .as(other)
                    .isEqualTo(403);
        }
    }

    @Test
    void the_browser_must_say_that_our_page_sent_the_form() {
        String own = "http://127.0.0.1:" + SERVER.port();

        assertThat(sent("Sec-Fetch-Site", "same-origin")).isEqualTo(303);
        assertThat(sent("Sec-Fetch-Site", "same-origin", "Origin", own)).isEqualTo(303);
        assertThat(sent("Origin", own)).isEqualTo(303);
        assertThat(sent("Origin", own.replace("http", "https"))).isEqualTo(303);
        assertThat(sent("Origin", PARTNER)).isEqualTo(303);
        assertThat(sent("Origin", PARTNER, "Sec-Fetch-Site", "cross-site")).isEqualTo(303);

        assertThat(sent()).isEqualTo(403);
        assertThat(sent("Sec-Fetch-Site", "cross-site")).isEqualTo(403);
        assertThat(sent("Sec-Fetch-Site", "same-site")).isEqualTo(403);
        assertThat(sent("Sec-Fetch-Site", "none")).isEqualTo(403);
        assertThat(sent("Sec-Fetch-Site", "cross-site", "Origin", own)).isEqualTo(403);
        assertThat(sent("Origin", "https://evil.example")).isEqualTo(403);
        assertThat(sent("Origin", "null")).isEqualTo(403);
        assertThat(sent("Origin", own + ".evil.example")).isEqualTo(403);
        assertThat(sent("Origin", "http://127.0.0.1:1")).isEqualTo(403);
    }

    private int sent(String... headers) {
        Map<String, String> all = new HashMap<>(Map.of("Content-Type", FORM));
        for (int index = 0; index < headers.length; index += 2) {
            all.put(headers[index], headers[index + 1]);
        }
        String body = "form_token=" + reader.formToken("/a-form");
        return reader.browse("POST", "/a-form", all, body.getBytes(StandardCharsets.UTF_8))
                .status();
    }

    @Test
    void a_bearer_token_is_worth_nothing_on_a_page() {
        Answer answer = visitor.browse("GET", "/private", Map.of("Authorization", "Bearer fake"), new byte[0]);

        assertThat(answer.status()).isEqualTo(303);
    }

    @Test
    void whoever_is_not_signed_in_is_sent_to_sign_in_and_back() {
        Answer answer = visitor.page("/private?a=1&b=%2F");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/sign-in?next=%2Fprivate%3Fa%3D1%26b%3D%252F");
        assertThat(reader.page("/private").status()).isEqualTo(200);
    }

    @Test
    void a_stale_cookie_counts_as_none() {
        TestClient stale = SERVER.bearing("no-token-of-ours");

        assertThat(stale.page("/a-form").status()).isEqualTo(200);
        assertThat(stale.page("/private").status()).isEqualTo(303);
        assertThat(stale.submit("/a-form", "/a-form", Map.of()).status()).isEqualTo(303);
    }

    @Test
    void the_cookie_is_hidden_from_scripts_and_other_sites() {
        String plain = visitor.page("/begin").header("Set-Cookie");
        String secure = visitor.browse(
                        "GET", "/begin", Map.of(TestClient.AS_IF_HTTPS.defaultCase(), "https"), new byte[0])
                .header("Set-Cookie");

        assertThat(plain).isEqualTo("colophon=some-token; Path=/; Max-Age=60; HttpOnly; SameSite=Lax");
        assertThat(secure)
                .isEqualTo("__Host-colophon=some-token; Path=/; Max-Age=60; HttpOnly; SameSite=Lax;" + " Secure");
    }

    @Test
    void failures_are_shown_to_people() {
        Answer fault = reader.page("/fault");
        Answer missing = reader.page("/fault?kind=missing");
        Answer nowhere = reader.page("/nowhere");

        assertThat(fault.status()).isEqualTo(500);
        assertThat(fault.text()).contains(fault.header("X-Request-Id")).doesNotContain("secret detail");
        for (Answer answer : List.of(fault, missing, nowhere)) {
            assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        }
        assertThat(missing.status()).isEqualTo(404);
        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.text()).doesNotContain("nowhere");
    }

    @Test
    void a_refusal_before_any_handler_is_a_page_for_people() {
        var settings = TestSettings.in(Path.of("target"));
        var limited = TestSettings.server(List.of(), List.of(), 1);
        try (var server = TestServer.of(TestSettings.with(settings, limited), () -> List.of())) {
            TestClient person = server.anonymous();
            Answer answer = person.page("/");
            for (int count = 0; count < 5 && answer.status() != 429; count++) {
                answer = person.page("/");
            }

            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.header("Content-Type")).startsWith("text/html");
            assertThat(answer.header("Retry-After")).isNotEmpty();
            assertThat(answer.header("Content-Security-Policy")).contains("default-src 'self'");
            assertThat(answer.text()).contains("Too many requests");
            assertThat(person.get("/api/v1/me").code()).isEqualTo("too_many_requests");
        }
    }

    @Test
    void a_form_of_another_type_is_not_supported() {
        Map<String, String> headers = Map.of("Content-Type", "application/json", "Sec-Fetch-Site", "same-origin");

        assertThat(reader.browse("POST", "/a-form", headers, new byte[] {'{', '}'})
                        .status())
                .isEqualTo(415);
        assertThat(multipart("/a-form", Map.of(), "a.csv", new byte[10]).status())
                .isEqualTo(415);
    }

    @Test
    void a_form_that_is_too_large_or_malformed_is_refused() {
        assertThat(reader.form("/a-form", Map.of("title", "x".repeat(70_000))).status())
                .isEqualTo(413);
        Map<String, String> headers = Map.of("Content-Type", FORM, "Sec-Fetch-Site", "same-origin");
        for (String body : List.of(
                "title=%zz",
                "title=%00",
                "title=%ff",
                "title=%C0%AF",
                "title=%ED%A0%80",
                "title=é",
                "\uFEFFtitle=a",
                "a=1&".repeat(300))) {
            assertThat(reader.browse("POST", "/a-form", headers, body.getBytes(StandardCharsets.UTF_8))
                            .status())
                    .as(body)
                    .isEqualTo(400);
        }
    }

    @Test
    void a_form_in_another_coding_is_refused() {
        Map<String, String> headers = Map.of("Content-Type", FORM, "Sec-Fetch-Site", "same-origin");
        for (Charset coding : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE)) {
            byte[] body = "title=a".getBytes(coding);

            assertThat(reader.browse("POST", "/a-form", headers, body).status()).isBetween(400, 403);
        }
    }

    @Test
    void a_multipart_field_or_file_name_that_is_not_utf8_is_refused() {
        String start = "--b\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\n" + token().get("form_token");
        String field = start + "\r\n--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\n\u00C0\u00AF";
        String name = start
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"file\";"
                + " filename=\"\u00C0\u00AF\"\r\n\r\n";
        Map<String, String> headers =
                Map.of("Content-Type", "multipart/form-data; boundary=b", "Sec-Fetch-Site", "same-origin");
        for (String body : List.of(field, name)) {
            byte[] bytes = (body + "\r\n--b--\r\n").getBytes(StandardCharsets.ISO_8859_1);

            assertThat(reader.browse("POST", "/a-file", headers, bytes).status())
                    .isEqualTo(400);
        }
    }

    @Test
    void a_file_arrives_with_the_fields_before_it() {
        Map<String, String> fields = token();
        fields.put("title", "Übersicht");

        Answer answer = multipart("/a-file", fields, "C:\\My Files\\bücher.csv", new byte[100_000]);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("X-File")).isEqualTo("b%C3%BCcher.csv 100000");
        assertThat(answer.header("X-Letter")).isEqualTo("220");
    }

    @Test
    void an_upload_needs_its_token_and_keeps_its_limit() {
        assertThat(multipart("/a-file", Map.of(), "a.csv", new byte[10]).status())
                .isEqualTo(403);
        assertThat(multipart("/a-file", token(), "a.csv", new byte[200_000]).status())
                .isEqualTo(413);
        Map<String, String> longField = token();
        longField.put("title", "x".repeat(20_000));
        assertThat(multipart("/a-file", longField, "a.csv", new byte[10]).status())
                .isEqualTo(413);
        assertThat(multipart("/a-file", token(), "x".repeat(300), new byte[10]).status())
                .isEqualTo(400);
    }

    @Test
    void a_broken_multipart_form_is_refused() {
        for (String type : List.of(
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=" + "x".repeat(71),
                "multipart/form-data; boundary=other")) {
            Map<String, String> headers = Map.of("Content-Type", type, "Sec-Fetch-Site", "same-origin");
            byte[] body = "--b\r\nnonsense".getBytes(StandardCharsets.UTF_8);

            assertThat(reader.browse("POST", "/a-file", headers, body).status())
                    .as(type)
                    .isIn(400, 403);
        }
    }

    private Map<String, String> token() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("form_token", reader.formToken("/a-file"));
        return fields;
    }

    private Answer multipart(String path, Map<String, String> fields, String fileName, byte[] content) {
        return reader.upload(path, fields, fileName, content);
    }
}
