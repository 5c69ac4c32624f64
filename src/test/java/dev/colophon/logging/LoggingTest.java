package dev.colophon.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.util.FileSize;
import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.json.Json;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class LoggingTest {
    @TempDir
    Path folder;

    private List<String> run(int exitCode, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", classPath()));
        command.add(LoggingProbe.class.getName());
        command.addAll(List.of(arguments));
        Path errors = folder.resolve("stderr");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(exitCode);
        assertThat(Files.readString(errors)).isEmpty();
        return output.lines().toList();
    }

    /** What the probe needs, however the tests themselves were started. */
    private static String classPath() {
        return Stream.of(
                        LoggingProbe.class,
                        Logging.class,
                        ch.qos.logback.classic.Logger.class,
                        ch.qos.logback.core.Context.class,
                        org.slf4j.Logger.class,
                        org.slf4j.bridge.SLF4JBridgeHandler.class)
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String message(String line) {
        JsonNode node = Json.readTree(line.getBytes(StandardCharsets.UTF_8));
        return node.get("message").textValue();
    }

    private static List<String> messages(List<String> lines) {
        return lines.stream().map(LoggingTest::message).toList();
    }

    @Test
    void logging_works_before_anything_is_configured() throws Exception {
        List<String> lines = run(0, "early");

        assertThat(lines.get(0)).contains(" INFO  logging.LoggingProbe   before begin");
        assertThat(lines.get(1)).contains("after begin");
        assertThat(lines.get(2)).contains(" WARN  sample ").contains("from a library");
        assertThat(lines.get(3)).contains(" ERROR ").contains("a thread ended");
        assertThat(lines.get(4)).contains("java.lang.IllegalStateException: dies");
        assertThat(lines).noneMatch(line -> line.contains("hidden"));
    }

    @Test
    void the_last_lines_are_written_even_when_the_process_is_halted() throws Exception {
        List<String> lines = run(7, "exit");

        assertThat(lines).hasSize(20_001);
        assertThat(message(lines.getLast())).isEqualTo("last");
        assertThat(messages(lines)).filteredOn("line 4999"::equals).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR, own error",
        "WARN,  own error|own warn|library warn",
        "INFO,  own error|own warn|own info|library warn",
        "DEBUG, own error|own warn|own info|own debug|library warn",
        "TRACE, own error|own warn|own info|own debug|library warn|library info|library debug"
    })
    void a_level_means_our_lines_and_keeps_libraries_quiet(String level, String expected) throws Exception {
        assertThat(messages(run(0, "levels", level))).containsExactly(expected.split("\\|"));
    }

    @ParameterizedTest
    @CsvSource({"once", "twice"})
    void files_are_written_beside_stdout(String times) throws Exception {
        Path logs = folder.resolve("made/by/the/start");

        List<String> lines = run(0, "files", logs.toString(), times);

        assertThat(messages(lines)).containsExactly("of the program", "of the access log");
        assertThat(messages(Files.readAllLines(logs.resolve("colophon.log")))).containsExactly("of the program");
        assertThat(messages(Files.readAllLines(logs.resolve("access.log")))).containsExactly("of the access log");
    }

    @Test
    void a_folder_that_cannot_be_made_stops_the_start_and_names_the_remedy() throws Exception {
        Path blocked = Files.writeString(folder.resolve("file"), "not a folder");

        List<String> lines = run(0, "files", blocked.resolve("logs").toString(), "once");

        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst()).contains("exit 73: open the log file", "colophon.log", "make LOG_DIR writable");
    }

    @Test
    void a_file_that_is_full_is_compressed_and_a_new_one_begun() throws Exception {
        var context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        var appender = LogFile.open(context, new JsonLines(), folder, "sample", new FileSize(10_000));
        var logger = context.getLogger("sample");
        logger.addAppender(appender);
        for (int line = 0; line < 2_000; line++) {
            logger.info("line {}", line);
        }
        context.stop();

        List<Path> files;
        try (var list = Files.list(folder)) {
            files = list.toList();
        }
        assertThat(files).anyMatch(file -> file.toString().matches(".*/sample\\.[\\d-]+\\.0.*gz"));
        assertThat(Files.size(folder.resolve("sample.log"))).isLessThan(100_000);
    }
}
