package dev.colophon.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.cli.Main;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.ClassPath;
import dev.colophon.testing.RemoteReader;
import dev.colophon.testing.RunningColophon;
import dev.colophon.testing.TakesLong;
import dev.colophon.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Large files arrive beside a load of pages in a server whose heap is less than all of them. */
@Timeout(300)
class UploadMemoryTest {
    private static final int LARGEST_BYTES = 10_485_760;
    private static final int AT_ONCE = 6;
    private static final int ROUNDS = 5;
    private static final int READING = 3;
    private static final long HEAP_IN_USE_BYTES = 128L << 20;
    private static final Pattern READY = Pattern.compile("Colophon is ready at http://127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern HEAP = Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\"} (\\S+)");

    @TempDir
    Path folder;

    @Test
    @TakesLong("starts a server and sends 300 MiB")
    void thirty_files_of_10_mib_fit_a_heap_of_256_mib_on_sqlite() throws Exception {
        demandRoom(Map.of());
    }

    @Test
    @Tag("slow")
    @TakesLong("the same on the other database")
    void thirty_files_of_10_mib_fit_a_heap_of_256_mib_on_postgresql() throws Exception {
        try (TestDatabase rows = TestDatabase.create(Engine.POSTGRESQL)) {
            demandRoom(variables(rows.settings()));
        }
    }

    private static Map<String, String> variables(DatabaseSettings settings) {
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

    private void demandRoom(Map<String, String> variables) throws Exception {
        File log = folder.resolve("log").toFile();
        int managementPort = freePort();
        Process server = start(variables, managementPort, log);
        try {
            try (RemoteReader reader = new RemoteReader(awaitStart(server, log.toPath()), "ada")) {
                sendAll(reader);
            }
            // what is garbage is no memory in use
            run("jcmd", Long.toString(server.pid()), "GC.run");
            assertThat(heap(managementPort)).isLessThan(HEAP_IN_USE_BYTES);
            assertThat(server.isAlive()).isTrue();
            assertThat(Files.readString(log.toPath())).doesNotContain("OutOfMemoryError");
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    private void sendAll(RemoteReader reader) throws Exception {
        List<String> notes = new ArrayList<>();
        for (int number = 0; number < AT_ONCE; number++) {
            String entry = reader.post("/api/v1/library", Map.of("book", Map.of("title", "Book " + number)))
                    .path("id")
                    .asText();
            notes.add(reader.post("/api/v1/library/" + entry + "/notes", Map.of("body", "x"))
                    .path("id")
                    .asText());
        }
        AtomicBoolean sending = new AtomicBoolean(true);
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE + READING)) {
            List<Future<Integer>> pages = new ArrayList<>();
            for (int number = 0; number < READING; number++) {
                pages.add(threads.submit(() -> readShelf(reader, sending)));
            }
            List<Future<Void>> uploads = new ArrayList<>();
            for (String note : notes) {
                uploads.add(threads.submit(() -> send(reader, note)));
            }
            for (Future<Void> upload : uploads) {
                upload.get();
            }
            sending.set(false);
            for (Future<Integer> page : pages) {
                assertThat(page.get()).as("pages that were answered meanwhile").isGreaterThan(ROUNDS);
            }
        }
    }

    private static Void send(RemoteReader reader, String note) throws Exception {
        byte[] text = new byte[LARGEST_BYTES];
        Arrays.fill(text, (byte) 'a');
        for (int round = 0; round < ROUNDS; round++) {
            byte[] mark = (note + " " + round + "\n").getBytes(StandardCharsets.UTF_8);
            System.arraycopy(mark, 0, text, 0, mark.length);
            var answer = reader.upload("/api/v1/notes/" + note + "/attachments", round + ".txt", text);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }
        return null;
    }

    private static int readShelf(RemoteReader reader, AtomicBoolean sending) throws Exception {
        int read = 0;
        while (sending.get()) {
            assertThat(reader.get("/shelf").statusCode()).isEqualTo(200);
            read++;
        }
        return read;
    }

    private Process start(Map<String, String> variables, int managementPort, File log) throws IOException {
        var builder = new ProcessBuilder(
                        program("java"),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        ClassPath.ofTests(),
                        Main.class.getName(),
                        "serve")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log);
        builder.environment().keySet().removeIf(name -> name.startsWith("POSTGRES_"));
        builder.environment()
                .putAll(Map.of(
                        "APP_PROFILE", "test",
                        "PORT", "0",
                        "MANAGEMENT_PORT", Integer.toString(managementPort),
                        "REGISTRATION", "open",
                        "RATE_LIMIT_PER_MINUTE", "0"));
        builder.environment().putAll(variables);
        return builder.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** The port of pages. */
    private static int awaitStart(Process server, Path log) throws Exception {
        Matcher ready = READY.matcher("");
        while (!ready.reset(Files.readString(log)).find()) {
            assertThat(server.isAlive()).as(Files.readString(log)).isTrue();
            Thread.sleep(50);
        }
        return Integer.parseInt(ready.group(1));
    }

    private static double heap(int managementPort) throws Exception {
        Matcher heap =
                HEAP.matcher(RunningColophon.ask(managementPort, "/metrics").body());
        assertThat(heap.find()).isTrue();
        return Double.parseDouble(heap.group(1));
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
}
