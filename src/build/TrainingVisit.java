import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a reader does in the training run, so that the cache knows these classes and methods. */
class TrainingVisit {
    /** Often enough that the methods of a request are known to be used often. */
    private static final int ROUNDS = 20;

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"");
    private static final Pattern ASSET = Pattern.compile("(/assets/[^\"]+)\"");
    private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
    private static final String CREDENTIALS = "{\"username\":\"trainee\",\"password\":\"correct horse battery\"}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;
    private final Map<String, String> cookies = new TreeMap<>();
    private String accessToken = "";

    private TrainingVisit(String address) {
        this.address = address;
    }

    /**
     * Visits the pages, the static files and the API.
     *
     * @throws IOException if an answer is not the expected one
     */
    static void pay(String address) throws IOException, InterruptedException {
        TrainingVisit visit = new TrainingVisit(address);
        visit.pages();
        visit.api();
    }

    private void pages() throws IOException, InterruptedException {
        submit("/sign-up", Map.of("username", "trainee", "password", "correct horse battery"));
        submit("/shelf/new", Map.of("title", "Emma", "author", "Jane Austen", "status", "reading"));
        String home = page("/");
        for (int round = 0; round < ROUNDS; round++) {
            page("/");
            page("/shelf");
            for (Matcher asset = ASSET.matcher(home); asset.find(); ) {
                page(asset.group(1));
            }
        }
    }

    private void api() throws IOException, InterruptedException {
        accessToken = first(ACCESS_TOKEN, call("POST", "/api/v1/auth/login", CREDENTIALS, 200));
        for (int round = 0; round < ROUNDS; round++) {
            String entry = "{\"book\":{\"title\":\"Volume " + round + "\"}}";
            call("POST", "/api/v1/library", entry, 201);
            call("GET", "/api/v1/library?limit=50", "", 200);
            call("GET", "/api/v1/me", "", 200);
            call("GET", "/health/ready", "", 200);
        }
    }

    private void submit(String path, Map<String, String> fields) throws IOException, InterruptedException {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        String body = form + "&form_token=" + encoded(first(FORM_TOKEN, page(path)));
        browse(
                HttpRequest.newBuilder(URI.create(address + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", address)
                        .POST(BodyPublishers.ofString(body)),
                303);
    }

    private String page(String path) throws IOException, InterruptedException {
        return browse(HttpRequest.newBuilder(URI.create(address + path)), 200);
    }

    /** Cookies are kept by hand: Java's own do not go back over http when they are Secure. */
    private String browse(HttpRequest.Builder request, int status) throws IOException, InterruptedException {
        if (!cookies.isEmpty()) {
            String all = cookies.toString().replace(", ", "; ");
            request.header("Cookie", all.substring(1, all.length() - 1));
        }
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        for (String cookie : response.headers().allValues("Set-Cookie")) {
            String[] pair = cookie.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
        return expect(status, response);
    }

    private String call(String method, String path, String body, int status) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (!accessToken.isEmpty()) {
            request.header("Authorization", "Bearer " + accessToken);
        }
        return expect(status, http.send(request.build(), BodyHandlers.ofString()));
    }

    private static String expect(int status, HttpResponse<String> response) throws IOException {
        if (response.statusCode() != status) {
            throw new IOException(response + " is not " + status + ": " + response.body());
        }
        return response.body();
    }

    private static String first(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
