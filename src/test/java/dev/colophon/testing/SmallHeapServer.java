package dev.colophon.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.cli.Main;
import dev.colophon.settings.DatabaseSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The whole program as a process of its own, whose heap is small. */
public final class SmallHeapServer implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("Colophon is ready at http://127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern HEAP = Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\"} (\\S+)");

    private final Path log;
    private final int managementPort = freePort();
    private final Process server;
    private final int port;

    /** In this folder; on SQLite unless the variables say something else. */
    public SmallHeapServer(Path folder, int heapMebibytes, Map<String, String> variables) throws Exception {
        this.log = folder.resolve("log");
        var builder = new ProcessBuilder(
                        program("java"),
                        "-Xmx" + heapMebibytes + "m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        ClassPath.ofTests(),
                        Main.class.getName(),
                        "serve")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("POSTGRES_"));
        builder.environment()
                .putAll(Map.of(
                        "APP_PROFILE", "test",
                        "PORT", "0",
                        "MANAGEMENT_PORT", Integer.toString(managementPort),
                        "REGISTRATION", "open",
                        "RATE_LIMIT_PER_MINUTE", "0"));
        builder.environment().putAll(variables);
        this.server = builder.start();
        this.port = awaitStart();
    }

    /** What makes it use this PostgreSQL. */
    public static Map<String, String> on(DatabaseSettings settings) {
        return Map.of(
                "POSTGRES_HOST",
                "127.0.0.1",
                "POSTGRES_PORT",
                Integer.toString(settings.endpoint().port()),
                "POSTGRES_DB",
                settings.name(),
                "POSTGRES_USER",
                settings.endpoint().user(),
                "POSTGRES_PASSWORD",
                "unused",
                "POSTGRES_SSLMODE",
                "disable");
    }

    /** The port of pages. */
    public int port() {
        return port;
    }

    /** What is garbage is no memory in use. */
    public double heapInUseBytes() throws Exception {
        run("jcmd", Long.toString(server.pid()), "GC.run");
        Matcher heap =
                HEAP.matcher(RunningColophon.ask(managementPort, "/metrics").body());
        assertThat(heap.find()).isTrue();
        return Double.parseDouble(heap.group(1));
    }

    /** Fails when memory was short at any time. */
    public void demandHealth() throws IOException {
        assertThat(server.isAlive()).isTrue();
        assertThat(Files.readString(log)).doesNotContain("OutOfMemoryError");
    }

    private int awaitStart() throws Exception {
        Matcher ready = READY.matcher("");
        while (!ready.reset(Files.readString(log)).find()) {
            assertThat(server.isAlive()).as(Files.readString(log)).isTrue();
            Thread.sleep(50);
        }
        return Integer.parseInt(ready.group(1));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String program(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static void run(String name, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program(name)));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }

    @Override
    public void close() throws InterruptedException {
        server.destroyForcibly().waitFor();
    }
}
