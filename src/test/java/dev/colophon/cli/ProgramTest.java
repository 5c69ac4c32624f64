package dev.colophon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.testing.RunningColophon;
import dev.colophon.testing.StartedProgram;
import dev.colophon.testing.TakesLong;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as a process of its own: what it prints and how it ends. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@TakesLong("starts the program as its users do, a JVM each time")
class ProgramTest {
    @TempDir
    private Path folder;

    @Test
    void ends_with_0_when_it_is_stopped_while_serving() throws Exception {
        try (StartedProgram program = start(Map.of(), "serve")) {
            String ready = program.await("Colophon is ready at ");
            String port = ready.replaceAll(".*http://127\\.0\\.0\\.1:(\\d+).*", "$1");
            assertThat(ready).contains("next:");
            assertThat(RunningColophon.ask(Integer.parseInt(port), "/health/ready")
                            .statusCode())
                    .isEqualTo(200);

            program.terminate();

            assertThat(program.exitCode()).isZero();
            assertThat(program.output()).contains("stopped");
        }
    }

    @Test
    void a_start_is_timed_from_the_virtual_machine_on_and_not_from_its_launcher() throws Exception {
        List<String> launcher = List.of("sh", "-c", "sleep 3; exec \"$@\"", "launcher");
        long begin = System.nanoTime();
        try (StartedProgram program = start(Map.of(), launcher, "serve")) {
            String started = program.await("started");
            double elapsed = (System.nanoTime() - begin) / 1e9;

            assertThat(Double.parseDouble(started.replaceAll(".*seconds=\"?([\\d.]+).*", "$1")))
                    .isPositive()
                    .isLessThan(elapsed - 2.5);
        }
    }

    @Test
    void no_library_joins_the_start_by_being_on_the_class_path() throws Exception {
        Path log = folder.resolve("classes.log");
        Map<String, String> logged = Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + log.toAbsolutePath());
        try (StartedProgram program = start(logged, "serve")) {
            program.await("Colophon is ready at ");
        }

        assertThat(Files.readAllLines(log))
                .anyMatch(line -> line.contains(" io.helidon.webserver.LoomServer "))
                .noneMatch(line -> line.contains(" io.helidon.common.mapper.MappersFactory__"));
    }

    @Test
    void ends_with_143_when_it_is_stopped_before_serving() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                StartedProgram program = start(
                        Map.of(
                                "POSTGRES_HOST", "127.0.0.1",
                                "POSTGRES_PORT", "" + silent.getLocalPort(),
                                "POSTGRES_PASSWORD", "unused"),
                        "serve")) {
            program.await("management port: ok");

            program.terminate();

            assertThat(program.exitCode()).isEqualTo(143);
        }
    }

    @Test
    void names_every_wrong_setting_at_once_and_ends_with_78() throws Exception {
        try (StartedProgram program = start(Map.of("PORT", "many", "MIGRATIONS_STRCT", "1", "DEBUG", "si"), "serve")) {
            assertThat(program.exitCode()).isEqualTo(78);
            assertThat(program.output())
                    .contains("3 problems")
                    .contains("MIGRATIONS_STRICT")
                    .contains("PORT")
                    .contains("DEBUG");
        }
    }

    @Test
    void an_unreachable_database_ends_wait_with_75() throws Exception {
        try (StartedProgram program = start(
                Map.of(
                        "POSTGRES_HOST", "127.0.0.1",
                        "POSTGRES_PORT", "1",
                        "POSTGRES_PASSWORD", "unused",
                        "DB_WAIT_ATTEMPTS", "2",
                        "DB_WAIT_DELAY_SECONDS", "1"),
                "wait")) {
            assertThat(program.exitCode()).isEqualTo(75);
            assertThat(program.output()).contains("try 2 of 2").contains("remedy");
        }
    }

    @Test
    void migrates_checks_copies_and_reports_without_a_server() throws Exception {
        assertThat(run("migrate")).contains("level 0 to");
        assertThat(run("check")).contains("sound").contains("userbooks");
        assertThat(run("check", "--json")).contains("\"ok\":true");
        assertThat(run("copy", "copy.sqlite3")).contains("Copied");
        assertThat(Files.size(folder.resolve("copy.sqlite3"))).isPositive();
    }

    @Test
    void a_verb_that_needs_the_schema_says_how_to_get_it() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "a quiet evening\n");
        try (StartedProgram program = start(Map.of(), "create-user", "ada", "--password-file", password.toString())) {
            assertThat(program.exitCode()).isEqualTo(75);
            assertThat(program.output()).contains("colophon migrate");
        }
    }

    @Test
    void an_account_and_an_import_need_no_serve_before_them_at_home() throws Exception {
        Files.writeString(folder.resolve("password"), "a quiet evening\n");
        Files.writeString(
                folder.resolve("export.csv"),
                "Book Id,Title,Author,My Rating,Date Read,Exclusive Shelf\n1,A,B,0,,read\n");
        Map<String, String> home = Map.of("APP_PROFILE", "local");

        try (StartedProgram program = start(home, "create-user", "ada", "--password-file", "password")) {
            assertThat(program.exitCode()).as(program.output()).isZero();
            assertThat(program.output()).contains("database is new").contains("level 0 to");
        }
        try (StartedProgram program = start(home, "import", "--user", "ada", "export.csv")) {
            assertThat(program.exitCode()).as(program.output()).isZero();
            assertThat(program.output()).contains("1 created").doesNotContain("is new");
        }
    }

    @Test
    void refused_input_ends_with_66_and_rows_that_failed_with_69() throws Exception {
        Files.writeString(folder.resolve("password"), "a quiet evening\n");
        Files.writeString(folder.resolve("short"), "short\n");
        Files.writeString(folder.resolve("other.csv"), "name,street\nA,B\n");
        Files.writeString(
                folder.resolve("export.csv"),
                "Book Id,Title,Author,My Rating,Date Read,Exclusive Shelf\n1,,Nobody,0,,read\n");
        run("migrate");

        assertThat(end("create-user", "ada", "--password-file", "short")).isEqualTo(66);
        run("create-user", "ada", "--password-file", "password");
        assertThat(end("create-user", "ada", "--password-file", "password")).isEqualTo(66);
        assertThat(end("import", "--user", "ada", "other.csv")).isEqualTo(66);
        assertThat(end("import", "--user", "ada", "export.csv")).isEqualTo(69);
    }

    @ParameterizedTest
    @ValueSource(strings = {"srve", "serve --loud", "copy", "import"})
    void a_wrong_command_line_ends_with_64(String line) throws Exception {
        try (StartedProgram program = start(Map.of(), line.split(" "))) {
            assertThat(program.exitCode()).isEqualTo(64);
            assertThat(program.output()).contains("--help");
        }
    }

    @Test
    void every_verb_explains_itself() {
        for (String verb : Main.verbs().keySet()) {
            assertThat(Main.run(verb, "--help")).as(verb).isZero();
        }
        assertThat(Main.run("--version")).isZero();
    }

    private String run(String... verb) throws Exception {
        try (StartedProgram program = start(Map.of(), verb)) {
            assertThat(program.exitCode()).as(program.output()).isZero();
            return program.output();
        }
    }

    private int end(String... verb) throws Exception {
        try (StartedProgram program = start(Map.of(), verb)) {
            return program.exitCode();
        }
    }

    private StartedProgram start(Map<String, String> variables, String... verb) throws IOException {
        return start(variables, List.of(), verb);
    }

    private StartedProgram start(Map<String, String> variables, List<String> launcher, String... verb)
            throws IOException {
        return StartedProgram.start(folder, variables, launcher, verb);
    }
}
