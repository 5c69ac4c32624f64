package dev.colophon.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A reader at a server that runs: signed in by a browser's form, and at the API. */
public final class RemoteReader implements AutoCloseable {
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"");
    private static final String PASSWORD = "a long and winding road";
    private static final String BOUNDARY = "----colophon-test-boundary";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private final int port;
    private final String token;

    /** Signs up under this name; registration is open. */
    public RemoteReader(int port, String name) throws IOException, InterruptedException {
        this.port = port;
        String form = formToken("/sign-up");
        HttpResponse<String> signedUp =
                form("/sign-up", Map.of("form_token", form, "username", name, "password", PASSWORD, "email", ""));
        assertThat(signedUp.statusCode()).as(signedUp.body()).isEqualTo(303);
        this.token = Json.readForeign(post("/api/v1/auth/login", "", Map.of("username", name, "password", PASSWORD)))
                .path("access_token")
                .asText();
    }

    /** A page, or anything else, as the browser gets it. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** Asks the API. */
    public HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        return send(request(path).header("Authorization", "Bearer " + token).GET());
    }

    /** A file of the API, read while it is sent. */
    public InputStream download(String path) throws IOException, InterruptedException {
        HttpRequest request =
                request(path).header("Authorization", "Bearer " + token).build();
        HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    /** Sends JSON to the API. */
    public JsonNode post(String path, Map<String, ?> content) throws IOException, InterruptedException {
        return Json.readForeign(post(path, "Bearer " + token, content));
    }

    private byte[] post(String path, String authorization, Map<String, ?> content)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> answer = send(request.POST(BodyPublishers.ofByteArray(Json.write(content))));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body().getBytes(StandardCharsets.UTF_8);
    }

    /** Sends a file to the API. */
    public HttpResponse<String> upload(String path, String fileName, byte[] content)
            throws IOException, InterruptedException {
        byte[] head = ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] end = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8);
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofByteArray(head),
                        BodyPublishers.ofByteArray(content),
                        BodyPublishers.ofByteArray(end))));
    }

    private HttpResponse<String> form(String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(body)));
    }

    private String formToken(String path) throws IOException, InterruptedException {
        Matcher matcher = FORM_TOKEN.matcher(get(path).body());
        assertThat(matcher.find()).as(path).isTrue();
        return matcher.group(1);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofMinutes(1));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        // by hand: CookieManager sends those with an age as RFC 2965 wanted them
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        for (String cookie : answer.headers().allValues("Set-Cookie")) {
            String[] pair = cookie.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
        return answer;
    }

    @Override
    public void close() {
        http.close();
    }
}
