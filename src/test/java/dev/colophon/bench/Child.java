package dev.colophon.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java program in a process of its own, with a heap of 256 MiB as in a small container. */
final class Child implements AutoCloseable {
    private static final List<String> FLAGS =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");

    private final Process process;
    private final BufferedReader output;
    private final long startedNanos = System.nanoTime();

    private Child(Process process) {
        this.process = process;
        this.output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts {@code java} with the flags and these arguments; stdout and stderr are one. */
    static Child start(Path folder, Map<String, String> environment, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.directory(folder.toFile());
        builder.environment().putAll(environment);
        return new Child(builder.start());
    }

    /** The line that contains the text, and the milliseconds from the start until it came. */
    Ready awaitLine(String text) throws IOException {
        List<String> seen = new ArrayList<>();
        String line;
        while ((line = output.readLine()) != null) {
            seen.add(line);
            if (line.contains(text)) {
                long millis = (System.nanoTime() - startedNanos) / 1_000_000;
                drain();
                return new Ready(line, millis);
            }
        }
        throw new IOException("ended without '" + text + "':\n" + String.join("\n", seen));
    }

    record Ready(String line, long millis) {}

    /** Resident memory in MiB, as the kernel counts it. */
    long residentMebibytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        throw new IOException("no VmRSS");
    }

    private void drain() {
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                while (output.readLine() != null) {
                                    // Thrown away: a full pipe would stop the program.
                                }
                            } catch (IOException closed) {
                                // The program has ended.
                            }
                        });
    }

    int awaitEnd() throws InterruptedException, IOException {
        while (output.readLine() != null) {
            // Read to the end for the same reason.
        }
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
