package dev.colophon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.testing.ClassPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In a process that may open 400 files, of which the class path takes more than 100. */
@Timeout(60)
class FileDescriptorsTest {
    private Process process;
    private BufferedReader output;
    private int port;

    @BeforeEach
    void start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        process = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "ulimit -n 400; exec \"$0\" -XX:-MaxFDLimit -Xmx128m"
                                + " -cp \"$1\" dev.colophon.server.FewFiles",
                        java,
                        ClassPath.ofTests())
                .redirectErrorStream(true)
                .start();
        output = process.inputReader(StandardCharsets.UTF_8);
        port = Integer.parseInt(await("port "));
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
    }

    @Test
    void more_connections_than_files_close_the_idle_and_serve_the_rest() throws IOException {
        List<RawClient> crowd = new ArrayList<>();
        try {
            for (int index = 0; index < 400; index++) {
                crowd.add(new RawClient(port));
            }
            try (var client = new RawClient(port)) {
                assertThat(client.send(RawClient.get("/hello")).answer().status())
                        .isEqualTo(200);
            }
            assertThat(say("reachable")).isEqualTo("true");
        } finally {
            for (RawClient client : crowd) {
                client.close();
            }
        }
    }

    @Test
    void liveness_tells_the_truth_after_files_were_missing() throws IOException {
        assertThat(say("reachable")).isEqualTo("true");
        process.outputWriter().append("exhaust\n").flush();
        await("exhausted true");
        for (int index = 0; index < 5; index++) {
            connectIfPossible();
        }
        process.outputWriter().append("release\n").flush();
        await("released");

        // whether the listener dies depends on where its thread was; nobody may be misled about it
        boolean serves = serves();
        assertThat(say("reachable")).isEqualTo(Boolean.toString(serves));
    }

    private boolean serves() {
        try (var client = new RawClient(port)) {
            return client.send(RawClient.get("/hello")).answer().status() == 200;
        } catch (IOException refused) {
            return false;
        }
    }

    private void connectIfPossible() {
        try (var client = new RawClient(port)) {
            client.within(Duration.ofMillis(200));
        } catch (IOException refused) {
            // the listener is gone, which is what this test brings about
        }
    }

    private String say(String word) throws IOException {
        process.outputWriter().append(word).append('\n').flush();
        return await(word + " ");
    }

    /** The rest of the next line that begins so; logging comes on the same stream. */
    private String await(String beginning) throws IOException {
        var before = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
            before.append(line).append('\n');
        }
        throw new AssertionError("no line begins with " + beginning + ":\n" + before);
    }
}
