package dev.colophon.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server with the data of one size, and what stands in it for the names in the paths of cases. */
final class ScaleServer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NEXT = Pattern.compile("<a[^>]* href=\"([^\"]*cursor=[^\"]*)\"");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;
    private final Map<Integer, String> tokens = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    private ScaleServer(String address) {
        this.address = address;
    }

    /** With somebody signed in as each of the named readers. */
    static ScaleServer signedIn(String address) throws IOException, InterruptedException {
        ScaleServer server = new ScaleServer(address);
        for (int reader : new int[] {ScaleSize.HEAVY, ScaleSize.TYPICAL, ScaleSize.ADMIN}) {
            server.tokens.put(reader, Colophon.token(address, ScaleSize.username(reader)));
        }
        return server;
    }

    /** The same, knowing what the names in paths stand for. */
    static ScaleServer of(String address, ScaleSize size) throws IOException, InterruptedException {
        ScaleServer server = signedIn(address);
        server.learn(size);
        return server;
    }

    private void learn(ScaleSize size) throws IOException, InterruptedException {
        JsonNode entry = JSON.readTree(send(ScaleSize.TYPICAL, "/api/v1/library?status=read&limit=10")
                        .body())
                .path("items")
                .path(7);
        names.put("ENTRY", entry.path("id").asText());
        names.put("BOOK", entry.path("book").path("id").asText());
        names.put("TITLE", encoded(entry.path("book").path("title").asText()));
        names.put("ISBN", entry.path("book").path("isbn13").asText());
        names.put("OTHER", ScaleSize.id('b', other(size)).toString());
        names.put("AUTHOR", ScaleSize.id('a', 0).toString());
        names.put("NAME", encoded(ScaleText.author(0)));
        names.put("SERIES", ScaleSize.id('s', 0).toString());
    }

    /** A book that neither the typical reader nor the admin has, for else its page leads to the entry. */
    private int other(ScaleSize size) throws IOException, InterruptedException {
        for (int book = size.books() / 3; ; book++) {
            String path = "/books/" + ScaleSize.id('b', book);
            if (send(ScaleSize.TYPICAL, path).statusCode() == 200
                    && send(ScaleSize.ADMIN, path).statusCode() == 200) {
                return book;
            }
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Where a case is in this size, as deep as it goes. */
    String path(ScaleCase one) throws IOException, InterruptedException {
        String path = one.path();
        for (Map.Entry<String, String> name : names.entrySet()) {
            path = path.replace(name.getKey(), name.getValue());
        }
        String first = path;
        for (int page = 0; page < one.deep(); page++) {
            String body = send(one.reader(), path).body();
            String next = one.isApi() ? nextOfApi(first, body) : nextOfPage(body);
            if (next.isEmpty()) {
                break;
            }
            path = next;
        }
        return path;
    }

    private static String nextOfApi(String path, String body) throws IOException {
        JsonNode cursor = JSON.readTree(body).path("next_cursor");
        return cursor.isTextual() ? path + (path.contains("?") ? "&" : "?") + "cursor=" + cursor.asText() : "";
    }

    private static String nextOfPage(String body) {
        Matcher next = NEXT.matcher(body);
        return next.find() ? next.group(1).replace("&amp;", "&") : "";
    }

    /** Milliseconds of one request. */
    double millis(int reader, String path) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<String> answer = send(reader, path);
        double millis = (System.nanoTime() - start) / 1e6;
        if (answer.statusCode() != 200) {
            throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return millis;
    }

    HttpResponse<String> send(int reader, String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        if (path.startsWith("/api/")) {
            request.header("Authorization", "Bearer " + tokens.get(reader));
        } else {
            request.header("Cookie", "colophon=" + tokens.get(reader));
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
