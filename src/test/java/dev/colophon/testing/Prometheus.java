package dev.colophon.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Debian's Prometheus, scraping one management listener once a second. Used in the profile {@code
 * scrape} only; a machine without the tools fails there, it does not skip.
 */
public final class Prometheus implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Process process;
    private final Path log;
    private final URI address;
    private final HttpClient client = HttpClient.newHttpClient();

    private Prometheus(Process process, Path log, URI address) {
        this.process = process;
        this.log = log;
        this.address = address;
    }

    /**
     * Starts it.
     *
     * @param management such as {@code http://127.0.0.1:8001}
     * @param folder for its files
     */
    public static Prometheus scraping(URI management, Path folder) throws IOException {
        Path configuration = folder.resolve("prometheus.yml");
        Files.writeString(configuration, """
                global: {scrape_interval: 1s, scrape_timeout: 1s}
                scrape_configs:
                  - job_name: colophon
                    static_configs: [{targets: ["%s"]}]
                """.formatted(management.getAuthority()));
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path log = folder.resolve("prometheus.log");
        Process process = start(new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile()));
        return new Prometheus(process, log, URI.create("http://127.0.0.1:" + port));
    }

    /** Names of all metrics that a scrape has brought; waits for the first one. */
    public Set<String> names() throws Exception {
        Set<String> names = new TreeSet<>();
        for (JsonNode sample : query("count by (__name__) ({job=\"colophon\"})")) {
            names.add(sample.at("/metric/__name__").asText());
        }
        return names;
    }

    /** Results of a query, as soon as there are any. */
    public JsonNode query(String query) throws Exception {
        URI uri = address.resolve("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            JsonNode result = ask(uri);
            if (!result.isEmpty()) {
                return result;
            }
            Thread.sleep(200);
        }
        throw new AssertionError("no result for " + query + "; " + Files.readString(log));
    }

    private JsonNode ask(URI uri) throws InterruptedException, IOException {
        var mapper = new ObjectMapper();
        try {
            HttpResponse<byte[]> response =
                    client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
            return response.statusCode() == 200
                    ? mapper.readTree(response.body()).at("/data/result")
                    : mapper.createArrayNode();
        } catch (java.net.ConnectException notYet) {
            return mapper.createArrayNode();
        }
    }

    /** What {@code promtool check metrics} has to say; nothing when all is well. */
    public static String complaints(String metrics) throws Exception {
        Process promtool = start(new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true));
        try (var in = promtool.getOutputStream()) {
            in.write(metrics.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = promtool.waitFor();
        return exitCode == 0 ? output : output + "promtool ended with " + exitCode;
    }

    /** What {@code promtool} with these arguments has to say when it fails; nothing otherwise. */
    public static String check(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process promtool = start(new ProcessBuilder(command).redirectErrorStream(true));
        String output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = promtool.waitFor();
        return exitCode == 0 ? "" : output + "promtool ended with " + exitCode;
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException missing) {
            List<String> command = builder.command();
            throw new AssertionError(
                    command.getFirst() + " is missing; install it: apt-get install prometheus", missing);
        }
    }

    @Override
    public void close() throws Exception {
        client.close();
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
