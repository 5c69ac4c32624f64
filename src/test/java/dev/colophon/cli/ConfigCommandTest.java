package dev.colophon.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.boot.ProgramSettings;
import dev.colophon.json.Json;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.reading.ExampleFile;
import dev.colophon.settings.source.Environment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfigCommandTest {
    private static final String PASSWORD = "hunter2-of-the-database";

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void a_table_shows_every_value_and_its_origin_with_secrets_masked() throws IOException {
        Files.writeString(folder.resolve(".env"), "PORT=9000\n");
        Files.writeString(folder.resolve("password"), PASSWORD + "\n");

        int code = run(Map.of("LOG_LEVEL", "warn", "POSTGRES_PASSWORD_FILE", "password"));

        assertThat(code).isZero();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.matches("PORT +9000 +\\.env line 1"))
                .anyMatch(line -> line.matches("LOG_LEVEL +warn +environment"))
                .anyMatch(line -> line.matches("LOG_FORMAT +text +profile local"))
                .anyMatch(line -> line.matches("DB_POOL_SIZE +5 +default"))
                .anyMatch(line -> line.matches("POSTGRES_PASSWORD +\\*{8} +file password"));
        assertThat(out.toString()).doesNotContain(PASSWORD);
        assertThat(out.toString().lines().map(line -> line.indexOf("default")).distinct())
                .filteredOn(column -> column >= 0)
                .hasSize(1);
    }

    @Test
    void nothing_is_written_to_the_disk() {
        run(Map.of());

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void json_is_for_programs() {
        assertThat(run(Map.of("SECRET_KEY", "0".repeat(40)), "--json")).isEqualTo(ExitCode.SETTINGS_INVALID.number());

        JsonNode content = Json.readTree(out.toString().getBytes(UTF_8));
        assertThat(content.get("ok").booleanValue()).isFalse();
        assertThat(content.get("problems")).hasSize(1);
        assertThat(content.get("variables").get(0).get("name").textValue()).isEqualTo("APP_PROFILE");
        assertThat(content.get("variables").get(0).get("origin").textValue()).isEqualTo("default");
        assertThat(out.toString()).doesNotContain("0".repeat(40));
    }

    @Test
    void problems_follow_the_table_and_end_with_their_code() {
        int code = run(Map.of("PORT", "x", "SECRET_KYE", PASSWORD));

        assertThat(code).isEqualTo(ExitCode.SETTINGS_INVALID.number());
        assertThat(out.toString().lines()).anyMatch(line -> line.matches("PORT +\\(refused\\).*"));
        assertThat(errors.toString()).contains("2 problems", "PORT", "SECRET_KEY");
        assertThat(out.toString() + errors).doesNotContain(PASSWORD);
    }

    @Test
    void the_example_is_the_example_file_whatever_the_environment_says() {
        assertThat(run(Map.of("PORT", "x"), "--example")).isZero();
        assertThat(out.toString()).isEqualTo(ExampleFile.text(ProgramSettings.READER.groups()));
    }

    @Test
    void only_one_form_at_a_time() {
        assertThat(run(Map.of(), "--json", "--example")).isNotZero();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void help_says_what_it_does() {
        assertThat(run(Map.of(), "--help")).isZero();
        assertThat(out.toString()).contains("--json", "--example", "masked");
    }

    private int run(Map<String, String> variables, String... arguments) {
        Environment environment = Environment.of(variables, folder);
        return new CommandLine(new ConfigCommand(() -> environment))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(errors, true))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    StartFailure start = (StartFailure) failure;
                    command.getErr().println(start.getMessage());
                    return start.exitCode().number();
                })
                .execute(arguments);
    }
}
