package dev.colophon.testing;

import dev.colophon.json.Json;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Somebody who talks to a {@link TestServer}; keeps cookies like a browser, follows no redirect.
 */
public final class TestClient {
    /** With {@code https} the test server, which trusts its clients, takes the client for TLS. */
    public static final HeaderName AS_IF_HTTPS = HeaderNames.X_FORWARDED_PROTO;

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"form_token\" value=\"([^\"]*)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private final String token;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    TestClient(int port, String token) {
        this.port = port;
        this.token = token;
        if (!token.isEmpty()) {
            cookies.put("colophon", token);
        }
    }

    public Answer get(String path) {
        return send("GET", path, Map.of(), new byte[0]);
    }

    public Answer delete(String path) {
        return send("DELETE", path, Map.of(), new byte[0]);
    }

    public Answer post(String path, Object body) {
        return json("POST", path, Json.write(body));
    }

    public Answer put(String path, Object body) {
        return json("PUT", path, Json.write(body));
    }

    public Answer patch(String path, Object body) {
        return json("PATCH", path, Json.write(body));
    }

    /** Any method with text that claims to be JSON. */
    public Answer json(String method, String path, String body) {
        return json(method, path, body.getBytes(StandardCharsets.UTF_8));
    }

    private Answer json(String method, String path, byte[] body) {
        return send(method, path, Map.of("Content-Type", "application/json"), body);
    }

    /** Anything, with the token. */
    public Answer send(String method, String path, Map<String, String> headers, byte[] body) {
        var all = new LinkedHashMap<>(headers);
        if (!token.isEmpty()) {
            all.putIfAbsent("Authorization", "Bearer " + token);
        }
        return exchange(method, path, all, body);
    }

    /** A page, as a browser asks for it: with cookies, without a bearer token. */
    public Answer page(String path) {
        return browse("GET", path, Map.of("Accept", "text/html"), new byte[0]);
    }

    /** A page, as a browser asks for it that prefers this language. */
    public Answer page(String path, String language) {
        return browse("GET", path, Map.of("Accept", "text/html", "Accept-Language", language), new byte[0]);
    }

    /**
     * Sends a form as a browser does from the page that shows it.
     *
     * @param from the page whose form token is taken
     */
    public Answer submit(String from, String action, Map<String, String> fields) {
        var complete = new LinkedHashMap<>(fields);
        complete.put("form_token", formToken(from));
        return form(action, complete);
    }

    /** Sends a form as it is given. */
    public Answer form(String action, Map<String, String> fields) {
        return browse(
                "POST",
                action,
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "same-origin"),
                encode(fields).getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a form with a file, the file last and named {@code file}, as a browser does. */
    public Answer upload(String action, Map<String, String> fields, String fileName, byte[] content) {
        String boundary = "----colophon-test-boundary";
        var body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> body.writeBytes(
                ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(("--"
                        + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                        + fileName
                        + "\"\r\nContent-Type: text/csv\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return browse(
                "POST",
                action,
                Map.of("Content-Type", "multipart/form-data; boundary=" + boundary, "Sec-Fetch-Site", "same-origin"),
                body.toByteArray());
    }

    /** The token of the first form on a page. */
    public String formToken(String path) {
        Answer page = page(path);
        var matcher = FORM_TOKEN.matcher(page.text());
        if (!matcher.find()) {
            throw new AssertionError(path + " has no form: " + page.status());
        }
        return matcher.group(1);
    }

    /** Anything, with the cookies and without the token. */
    public Answer browse(String method, String path, Map<String, String> headers, byte[] body) {
        var all = new LinkedHashMap<>(headers);
        if (!cookies.isEmpty()) {
            all.putIfAbsent(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        Answer answer = exchange(method, path, all, body);
        answer.headers().allValues("Set-Cookie").forEach(this::remember);
        return answer;
    }

    /** The cookies that the server has set. */
    public Map<String, String> cookies() {
        return cookies;
    }

    /** The value of one cookie; empty when it is not set. */
    public String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    private void remember(String setCookie) {
        String pair = setCookie.substring(0, setCookie.indexOf(';'));
        String name = pair.substring(0, pair.indexOf('='));
        String value = pair.substring(pair.indexOf('=') + 1);
        if (value.isEmpty()) {
            cookies.remove(name);
        } else {
            cookies.put(name, value);
        }
    }

    static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Answer exchange(String method, String path, Map<String, String> headers, byte[] body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body.length == 0 && !headers.containsKey("Content-Type")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            var answer = new Answer(response.statusCode(), response.headers(), response.body());
            Contract.get().check(method, path, answer);
            return answer;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
