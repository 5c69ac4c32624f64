package dev.colophon.testing;

import dev.colophon.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The program as a process of its own, as its users start it, and what it has printed. */
public final class StartedProgram implements AutoCloseable {
    private final Process process;
    private final BufferedReader reader;
    private final StringBuilder output = new StringBuilder();

    private StartedProgram(Process process) {
        this.process = process;
        this.reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Runs a verb in the folder, in the test profile and on free ports.
     *
     * @param launcher what comes before {@code java} on the command line, which may be nothing
     */
    public static StartedProgram start(
            Path folder, Map<String, String> variables, List<String> launcher, String... verb) throws IOException {
        List<String> command = new ArrayList<>(launcher);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", ClassPath.ofTests()));
        command.add(Main.class.getName());
        command.addAll(List.of(verb));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("POSTGRES_"));
        builder.environment().put("APP_PROFILE", "test");
        builder.environment().put("PORT", "0");
        builder.environment().put("MANAGEMENT_PORT", "0");
        builder.environment().putAll(variables);
        return new StartedProgram(builder.start());
    }

    /** Reads on until a line has the text. */
    public String await(String text) throws IOException {
        String line;
        while ((line = reader.readLine()) != null) {
            output.append(line).append('\n');
            if (line.contains(text)) {
                return line;
            }
        }
        throw new AssertionError("ended without '" + text + "':\n" + output);
    }

    /** Asks it to stop. */
    public void terminate() {
        // Process.destroy would close the streams that are still to be read
        process.toHandle().destroy();
    }

    /** Reads on until it has ended. */
    public int exitCode() throws IOException, InterruptedException {
        String line;
        while ((line = reader.readLine()) != null) {
            output.append(line).append('\n');
        }
        return process.waitFor();
    }

    /** What was read so far. */
    public String output() {
        return output.toString();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
