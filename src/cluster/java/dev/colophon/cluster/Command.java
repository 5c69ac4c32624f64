package dev.colophon.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program of this machine that was run to its end.
 *
 * @param output what it wrote to both streams
 */
record Command(List<String> words, int exitCode, String output) {

    /** Runs it; a program that takes longer than the limit is killed and fails the test. */
    static Command run(Duration limit, String input, List<String> words) {
        try {
            Path output = Files.createTempFile("command-", ".log");
            Process process = start(output, words);
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException notWanted) {
                // it ended without reading; its exit code tells why
            }
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            process.destroyForcibly();
            String text = Files.readString(output);
            Files.delete(output);
            if (!ended) {
                throw new AssertionError(String.join(" ", words) + " took longer than " + limit + ":\n" + text);
            }
            return new Command(words, process.exitValue(), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the test was ended", over);
        }
    }

    /** Starts it and lets it run. */
    static Process start(Path output, List<String> words) throws IOException {
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** The output, of a program that must have ended well. */
    String orFail() {
        if (exitCode != 0) {
            throw new AssertionError(String.join(" ", words) + " ended with " + exitCode + ":\n" + output);
        }
        return output;
    }
}
