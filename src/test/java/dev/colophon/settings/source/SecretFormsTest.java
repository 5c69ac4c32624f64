package dev.colophon.settings.source;

import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.boot.ProgramSettings;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.Secret;
import dev.colophon.settings.Surroundings;
import dev.colophon.settings.deploy.DeployChecklist;
import dev.colophon.settings.reading.Reading;
import dev.colophon.settings.variable.Profile;
import dev.colophon.settings.variable.Purpose;
import dev.colophon.settings.variable.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two forms of a secret, and that no output ever shows one. */
class SecretFormsTest {
    private static final String MARKER = "hunter2Zq9vT";

    @TempDir
    Path folder;

    static Stream<Variable<?>> secrets() {
        return Surroundings.VARIABLES.stream().filter(Variable::secret);
    }

    @Test
    void these_are_the_secrets() {
        assertThat(secrets().map(Variable::name))
                .containsExactly(
                        "DATABASE_URL",
                        "POSTGRES_PASSWORD",
                        "POSTGRES_MIGRATOR_PASSWORD",
                        "GOOGLE_BOOKS_API_KEY",
                        "S3_SECRET_KEY",
                        "BACKUP_IDENTITY",
                        "BACKUP_NOTIFY_URL",
                        "BACKUP_NOTIFY_SECRET",
                        "SECRET_KEY",
                        "SECRET_KEY_PREVIOUS",
                        "OIDC_CLIENT_SECRET",
                        "SENTRY_DSN",
                        "OTEL_EXPORTER_OTLP_HEADERS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a secret", "a secret\n", "a secret\r\n"})
    void the_last_line_end_of_a_file_is_left_out(String content) {
        assertThat(password(content)).isEqualTo("a secret");
    }

    @Test
    void nothing_else_of_a_file_is_left_out() {
        assertThat(password("  a secret \n")).isEqualTo("  a secret ");
    }

    private String password(String content) {
        return new Surroundings(folder)
                .with("POSTGRES_PASSWORD_FILE", "password")
                .file("password", content)
                .settings()
                .database()
                .endpoint()
                .password()
                .value();
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void both_forms_at_once_are_an_error(Variable<?> secret) {
        List<String> problems = new Surroundings(folder)
                .with(secret.name(), MARKER)
                .with(secret.fileName(), "file")
                .file("file", MARKER)
                .problems();

        assertThat(problems)
                .anyMatch(text ->
                        text.startsWith(secret.name() + " and " + secret.fileName()) && text.contains("are both set"));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void a_file_that_is_missing_empty_a_folder_or_no_text_is_an_error(Variable<?> secret) throws IOException {
        Files.createDirectory(folder.resolve("folder"));
        Files.write(folder.resolve("binary"), "secret".getBytes(UTF_16));
        Surroundings surroundings = new Surroundings(folder).file("empty", "\n");
        Map<String, String> rules = Map.of(
                "missing", "does not exist",
                "empty", "is empty",
                "folder", "must name a file",
                "binary", "not UTF-8",
                "\0", "must be a path");

        rules.forEach((file, rule) -> assertThat(
                        surroundings.with(secret.fileName(), file).problems())
                .filteredOn(text -> text.startsWith(secret.fileName() + "="))
                .singleElement()
                .asString()
                .contains(rule));
    }

    @Test
    void an_empty_variable_is_an_error_in_either_form() {
        assertThat(new Surroundings(folder)
                        .with("POSTGRES_PASSWORD", "")
                        .with("SECRET_KEY_FILE", " ")
                        .problems())
                .satisfiesExactly(
                        one -> assertThat(one).contains("POSTGRES_PASSWORD", "is set but empty"),
                        two -> assertThat(two).contains("SECRET_KEY_FILE", "is set but empty"));
    }

    @Test
    void a_secret_of_several_lines_is_refused() {
        assertThat(new Surroundings(folder).with("POSTGRES_PASSWORD", "a\nb").problems())
                .singleElement()
                .asString()
                .contains("must be one line")
                .contains("POSTGRES_PASSWORD=" + Secret.MASK);
    }

    /** Every way in which a secret can be given, wrongly and rightly, in every profile. */
    static Stream<Map<String, String>> everyGuise() {
        String strong = Surroundings.KEY.substring(0, 40) + MARKER;
        String url = "postgresql://colophon:" + MARKER + "@db:5432/colophon";
        return Stream.of(
                Map.of("SECRET_KEY", MARKER, "SECRET_KEY_PREVIOUS", MARKER),
                Map.of("SECRET_KEY", strong, "SECRET_KEY_PREVIOUS", strong),
                Map.of("SECRET_KEY", strong, "SECRET_KEY_FILE", "file"),
                Map.of("SECRET_KEY", strong, "ALGORITHM", "HS512"),
                Map.of("SECRET_KEY", "changeme" + strong),
                Map.of("SECRET_KEY", strong + "\n" + MARKER),
                Map.of("SECRET_KEY", strong, "SECRET_KEY_PREVIOUS", strong + "x"),
                Map.of("POSTGRES_PASSWORD", MARKER, "POSTGRES_MIGRATOR_PASSWORD", MARKER),
                Map.of("POSTGRES_PASSWORD", MARKER, "SQLITE_PATH", "x"),
                Map.of("POSTGRES_PASSWORD_FILE", "file", "SECRET_KEY_FILE", "file"),
                Map.of("DATABASE_URL", url),
                Map.of("DATABASE_URL", url, "POSTGRES_PASSWORD", MARKER),
                Map.of("DATABASE_URL", url + "?sslmode=" + MARKER),
                Map.of("DATABASE_URL", url + "?" + MARKER + "=1"),
                Map.of("DATABASE_URL", url.replace(":5432", ":" + MARKER)),
                Map.of("DATABASE_URL", url.replace(":5432", ":99999")),
                Map.of("DATABASE_URL", url.replace("@db", "@" + MARKER + "_-")),
                Map.of("DATABASE_URL", url.replace(":" + MARKER, ":a/" + MARKER)),
                Map.of("DATABASE_URL", url.replace(":" + MARKER, ":a?" + MARKER)),
                Map.of("DATABASE_URL", url.replace(":" + MARKER, ":%" + MARKER)),
                Map.of("DATABASE_URL", url.replace("postgresql", MARKER)),
                Map.of("DATABASE_URL", MARKER),
                Map.of("DATABASE_URL", "sqlite://" + MARKER),
                Map.of("DATABASE_URL", "sqlite:///x?" + MARKER),
                Map.of("SECRET_KEYS", MARKER, "POSTGRESS_PASSWORD", MARKER));
    }

    @ParameterizedTest
    @MethodSource("everyGuise")
    void no_secret_is_in_any_output(Map<String, String> variables) {
        for (Profile profile : Profile.values()) {
            for (boolean dotEnv : new boolean[] {false, true}) {
                Surroundings surroundings = new Surroundings(folder)
                        .with("APP_PROFILE", profile.label())
                        .file("file", MARKER)
                        .dotEnv(dotEnv ? lines(variables) : "");
                if (!dotEnv) {
                    variables.forEach(surroundings::with);
                }
                assertNothingShown(surroundings.environment());
            }
        }
    }

    private static String lines(Map<String, String> variables) {
        StringBuilder lines = new StringBuilder("malformed " + MARKER + "\n");
        variables.forEach((name, value) -> lines.append(name + "='" + value + "'\n"));
        return lines.toString();
    }

    private static void assertNothingShown(Environment environment) {
        for (Purpose purpose : Purpose.values()) {
            Reading reading = ProgramSettings.READER.inspect(environment, purpose);
            StringBuilder output = new StringBuilder();
            output.append(environment).append(reading).append(reading.effective());
            reading.problems().forEach(problem -> output.append(problem.text()).append(problem));
            try {
                output.append(reading.settings());
                output.append(DeployChecklist.check(reading));
            } catch (StartFailure failure) {
                output.append(failure).append(failure.why()).append(failure.remedy());
            }
            assertThat(output.toString()).doesNotContainIgnoringCase(MARKER);
        }
    }
}
