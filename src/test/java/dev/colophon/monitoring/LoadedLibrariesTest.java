package dev.colophon.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.testing.StartedProgram;
import dev.colophon.testing.TakesLong;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What nobody asked for costs nothing: not a class of it is loaded. */
@Timeout(120)
@TakesLong("starts the program as its users do, a JVM each time")
class LoadedLibrariesTest {
    private static final List<String> OFF = List.of(
            " io.sentry.",
            " dev.colophon.monitoring.fault.FaultReports ",
            " io.opentelemetry.",
            " dev.colophon.monitoring.trace.Traces ");

    @TempDir
    Path folder;

    @Test
    void nothing_of_the_libraries_is_loaded_unless_a_setting_names_a_server() throws Exception {
        assertThat(classes(Map.of(), "off.log"))
                .anyMatch(line -> line.contains(" dev.colophon.monitoring.Monitoring "))
                .noneMatch(line -> OFF.stream().anyMatch(line::contains));
    }

    @Test
    void they_are_once_one_is_named() throws Exception {
        List<String> lines = classes(
                Map.of(
                        "SENTRY_DSN", "http://0123abcd@127.0.0.1:1/7",
                        "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"),
                "on.log");

        for (String begin : OFF) {
            assertThat(lines).as(begin).anyMatch(line -> line.contains(begin));
        }
    }

    private List<String> classes(Map<String, String> variables, String name) throws Exception {
        Path log = folder.resolve(name);
        Map<String, String> all = new HashMap<>(variables);
        all.put("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + log.toAbsolutePath());
        try (StartedProgram program = StartedProgram.start(folder, all, List.of(), "serve")) {
            program.await("Colophon is ready at ");
            program.terminate();
            assertThat(program.exitCode()).as(program.output()).isZero();
        }
        return Files.readAllLines(log);
    }
}
