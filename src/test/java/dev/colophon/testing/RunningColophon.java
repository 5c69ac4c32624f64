package dev.colophon.testing;

import dev.colophon.boot.Instance;
import dev.colophon.boot.ProgramSettings;
import dev.colophon.boot.Start;
import dev.colophon.boot.StopSignal;
import dev.colophon.settings.source.Environment;
import dev.colophon.settings.variable.Purpose;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The whole program on free ports in a folder of its own, started as production starts it. */
public final class RunningColophon implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Instance instance;

    private RunningColophon(Instance instance) {
        this.instance = instance;
    }

    /** On SQLite in the folder, with these variables on top. */
    public static RunningColophon start(Path folder, Map<String, String> variables) {
        return start(folder, variables, new StopSignal());
    }

    /** The same, to be stopped from another thread. */
    public static RunningColophon start(Path folder, Map<String, String> variables, StopSignal stop) {
        var reading = ProgramSettings.READER.read(environment(folder, variables), Purpose.SERVE);
        return new RunningColophon(Start.start(reading, stop));
    }

    /** The test profile on free ports, with everything below the folder. */
    public static Environment environment(Path folder, Map<String, String> variables) {
        Map<String, String> all = new HashMap<>();
        all.put("APP_PROFILE", "test");
        all.put("PORT", "0");
        all.put("MANAGEMENT_PORT", "0");
        all.put("REGISTRATION", "open");
        all.putAll(variables);
        return Environment.of(all, folder);
    }

    public int port() {
        return instance.port();
    }

    public int managementPort() {
        return instance.managementPort();
    }

    /** Asks the main port. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return ask(instance.port(), path);
    }

    /** Asks the management port. */
    public HttpResponse<String> manage(String path) throws IOException, InterruptedException {
        return ask(instance.managementPort(), path);
    }

    /** Asks any port of this machine. */
    public static HttpResponse<String> ask(int port, String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        instance.close();
    }
}
