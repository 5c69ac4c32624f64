package dev.colophon.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Java program in a process of its own, with a heap of 256 MiB as in a small container. */
final class Child implements AutoCloseable {
    private static final List<String> FLAGS =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");

    private static final long LIMIT_NANOS = 60_000_000_000L;

    private final Process process;
    private final Path output;
    private final long startedNanos = System.nanoTime();

    private Child(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts {@code java} with the flags and these arguments. What it prints goes to a file: a pipe
     * would have to be read by this process, on the same processors.
     */
    static Child start(Path folder, Map<String, String> environment, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(arguments);
        Path output = Files.createTempFile(folder, "child-", ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.directory(folder.toFile()).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new Child(builder.start(), output);
    }

    /** The line that contains the text, and the milliseconds from the start until it came. */
    Ready awaitLine(String text) throws IOException, InterruptedException {
        while (process.isAlive() && System.nanoTime() - startedNanos < LIMIT_NANOS) {
            for (String line : Files.readAllLines(output)) {
                if (line.contains(text)) {
                    return new Ready(line, (System.nanoTime() - startedNanos) / 1_000_000);
                }
            }
            Thread.sleep(2);
        }
        throw new IOException("no line with '" + text + "':\n" + Files.readString(output));
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

    /** Open files and sockets. */
    long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return open.count();
        }
    }

    int awaitEnd() throws InterruptedException {
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
