package dev.colophon.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged program, run as an operator runs it. */
final class Colophon {
    static final String JAR = Path.of("target", "colophon.jar").toAbsolutePath().toString();
    static final String READY = "Colophon is ready at ";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ADDRESS = Pattern.compile(READY + "(http://[^ \"]+)");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Colophon() {}

    static Child serve(Path folder, Map<String, String> environment) throws IOException {
        return Child.start(folder, environment, List.of("-jar", JAR, "serve"));
    }

    static String address(Child.Ready ready) {
        Matcher matcher = ADDRESS.matcher(ready.line());
        if (!matcher.find()) {
            throw new IllegalStateException("no address in: " + ready.line());
        }
        return matcher.group(1);
    }

    static void run(Path folder, Map<String, String> environment, String... verb)
            throws IOException, InterruptedException {
        List<String> arguments = new java.util.ArrayList<>(List.of("-jar", JAR));
        arguments.addAll(List.of(verb));
        try (Child child = Child.start(folder, environment, arguments)) {
            int exitCode = child.awaitEnd();
            if (exitCode != 0) {
                throw new IOException(String.join(" ", verb) + " ended with " + exitCode);
            }
        }
    }

    static void createUser(Path folder, Map<String, String> environment, String name)
            throws IOException, InterruptedException {
        run(
                folder,
                environment,
                "create-user",
                name,
                "--password-file",
                passwordFile(folder).toString());
    }

    /** A migrated database with a reader, on whose shelf are so many books. */
    static void library(Path folder, Map<String, String> environment, String name, int books)
            throws IOException, InterruptedException {
        Path file = Samples.goodreads(folder, books);
        run(folder, environment, "migrate");
        createUser(folder, environment, name);
        run(folder, environment, "import", "--user", name, file.toString());
    }

    static Path passwordFile(Path folder) throws IOException {
        return Files.writeString(folder.resolve("password.txt"), PASSWORD + "\n");
    }

    static final String PASSWORD = "correct horse battery bench";

    static String token(String address, String user) throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(Map.of("username", user, "password", PASSWORD));
        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(URI.create(address + "/api/v1/auth/login"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        JsonNode answer = JSON.readTree(response.body());
        if (response.statusCode() != 200) {
            throw new IOException("sign-in: " + answer);
        }
        return answer.path("access_token").asText();
    }

    static JsonNode get(String address, String path, String token) throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(URI.create(address + path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + ": " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }
}
