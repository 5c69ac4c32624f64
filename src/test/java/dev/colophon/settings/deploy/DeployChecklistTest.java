package dev.colophon.settings.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeployChecklistTest {
    private static final String KEY = Surroundings.KEY;

    @TempDir
    Path folder;

    @Test
    void a_careful_deployment_has_no_findings() {
        assertThat(check(careful())).isEmpty();
        assertThat(check(carefulSingleUser())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "W007 | RUN_MIGRATIONS              | 0",
                "W004 | RUN_COLLECTSTATIC           | 0",
                "W008 | SECRET_KEY                  | 3qZr9-Vt1xKw7_Lm5pHs2cYd8gNb4jFa6",
                "W012 | ACCESS_TOKEN_EXPIRE_MINUTES | 43201",
                "W013 | REGISTRATION                | open",
                "W014 | LOGIN_ATTEMPTS_PER_MINUTE   | 0",
                "W015 | LOGIN_ATTEMPTS_PER_MINUTE   | 31",
                "W017 | ALLOWED_HOSTS               | books.example,localhost",
                "W017 | ALLOWED_HOSTS               | [::1]",
                "W019 | CORS_ALLOWED_ORIGINS        | https://localhost:5173",
                "W021 | CSRF_TRUSTED_ORIGINS        | https://[::1]:8443",
                "W022 | REQUIRE_HTTPS               | 0",
                "W023 | TRUSTED_PROXIES             | none",
                "W024 | TRUSTED_PROXIES             | 0.0.0.0/0",
                "W024 | TRUSTED_PROXIES             | 10.0.0.0/8,::/0",
                "W025 | POSTGRES_SSLMODE            | prefer",
                "W025 | POSTGRES_SSLMODE            | disable",
                "W026 | POSTGRES_SSLMODE            | require",
                "W026 | POSTGRES_SSLMODE            | verify-ca",
                "W028 | POSTGRES_PASSWORD           | short",
                "W028 | POSTGRES_PASSWORD           | colophon-password",
                "W029 | POSTGRES_MIGRATOR_USER      | colophon",
                "W032 | LOG_LEVEL                   | debug",
                "W033 | LOG_LEVEL                   | error",
                "W034 | LOG_FORMAT                  | text",
                "W035 | APP_LOG_TO_FILES            | 1",
                "W035 | ACCESS_LOG_TO_FILES         | 1",
                "W036 | RATE_LIMIT_PER_MINUTE       | 0",
                "W037 | SHUTDOWN_DRAIN_SECONDS      | 0",
                "W038 | SHUTDOWN_GRACE_SECONDS      | 0",
                "W039 | DB_STATEMENT_TIMEOUT_SECONDS | 141"
            })
    void one_careless_value_is_one_finding(String id, String name, String value) {
        assertThat(check(careful().with(name, value))).singleElement().satisfies(finding -> {
            assertThat(finding.id()).isEqualTo("colophon." + id);
            assertThat(finding.subject()).isEqualTo(name);
            assertThat(finding.finding()).isNotBlank();
            assertThat(finding.remedy()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource({"MIGRATIONS_STRICT, 0, W005", "SCHEMA_GATE_OVERRIDE, 1, W006"})
    void an_emergency_is_found_and_so_is_one_without_a_reason(String name, String value, String id) {
        var emergency = careful().with(name, value);
        assertThat(check(emergency))
                .extracting(DeployFinding::id)
                .containsExactlyInAnyOrder("colophon." + id, "colophon.W040");

        assertThat(check(emergency.with("MIGRATIONS_EMERGENCY_REASON", "migration 7, ticket 12")))
                .extracting(DeployFinding::id)
                .containsExactly("colophon." + id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "W030 | SQLITE_ON_NETWORK     | 1",
                "W031 | BACKUP_BEFORE_MIGRATE | 0",
                "W018 | CORS_ALLOWED_ORIGINS  | http://other.example",
                "W020 | CSRF_TRUSTED_ORIGINS  | http://other.example",
                "W022 | REQUIRE_HTTPS         | 0"
            })
    void single_user_has_findings_of_its_own(String id, String name, String value) {
        assertThat(check(carefulSingleUser().with(name, value)))
                .extracting(DeployFinding::id)
                .containsExactly("colophon." + id);
    }

    @Test
    void a_missing_certificate_and_an_old_key_are_found() {
        assertThat(check(careful().without("POSTGRES_SSLROOTCERT")))
                .extracting(DeployFinding::id)
                .containsExactly("colophon.W027");
        assertThat(check(careful().with("SECRET_KEY_PREVIOUS", KEY.substring(10))))
                .extracting(DeployFinding::id)
                .containsExactly("colophon.W010");
        assertThat(check(careful().with("SECRET_KEY_PREVIOUS", KEY.substring(0, 40))))
                .extracting(DeployFinding::id)
                .containsExactly("colophon.W010", "colophon.W011");
    }

    @Test
    void a_database_on_the_same_machine_needs_no_tls() {
        assertThat(check(careful().with("POSTGRES_HOST", "127.0.0.1").with("POSTGRES_SSLMODE", "disable")))
                .isEmpty();
    }

    @Test
    void a_wait_for_the_job_makes_up_for_not_migrating() {
        assertThat(check(careful().with("RUN_MIGRATIONS", "0").with("SCHEMA_WAIT_SECONDS", "1800")))
                .isEmpty();
    }

    @Test
    void what_production_requires_and_no_more_is_not_enough() {
        assertThat(check(Surroundings.production(folder)))
                .extracting(DeployFinding::id)
                .containsExactly("colophon.W023", "colophon.W025", "colophon.W029");
    }

    @Test
    void the_profiles_of_developers_are_found_out() {
        assertThat(check(new Surroundings(folder).with("DEBUG", "1")))
                .extracting(DeployFinding::id)
                .startsWith("colophon.W001", "colophon.W002")
                .contains("colophon.W009", "colophon.W013", "colophon.W018", "colophon.W020");
        assertThat(check(new Surroundings(folder).with("APP_PROFILE", "test")))
                .extracting(DeployFinding::id)
                .contains("colophon.W001", "colophon.W009", "colophon.W016");
    }

    @Test
    void values_from_dot_env_are_found_out() {
        assertThat(check(carefulSingleUser().dotEnv("DB_POOL_SIZE=4")))
                .extracting(DeployFinding::id)
                .containsExactly("colophon.W003");
    }

    @Test
    void invalid_settings_are_a_failure_and_not_a_finding() {
        StartFailure failure =
                catchThrowableOfType(StartFailure.class, () -> check(careful().with("DEBUG", "1")));

        assertThat(failure.exitCode()).isEqualTo(ExitCode.SETTINGS_INVALID);
    }

    @Test
    void the_ids_have_no_gap_and_outnumber_those_of_django() throws IOException {
        Set<String> ids = new TreeSet<>();
        try (var sources = Files.list(Path.of("src/main/java/dev/colophon/settings/deploy"))) {
            for (Path source : sources.toList()) {
                Pattern.compile("\"(W\\d{3})\"")
                        .matcher(Files.readString(source))
                        .results()
                        .forEach(match -> assertThat(ids.add(match.group(1))).isTrue());
            }
        }

        assertThat(ids).hasSizeGreaterThanOrEqualTo(24).hasSize(40).contains("W001", "W040");
    }

    private static List<DeployFinding> check(Surroundings surroundings) {
        return DeployChecklist.check(surroundings.serve());
    }

    private Surroundings careful() {
        return Surroundings.production(folder)
                .file("ca.crt", "certificate")
                .with("POSTGRES_SSLMODE", "verify-full")
                .with("POSTGRES_SSLROOTCERT", "ca.crt")
                .with("POSTGRES_MIGRATOR_USER", "owner")
                .with("TRUSTED_PROXIES", "10.0.0.0/8");
    }

    private Surroundings carefulSingleUser() {
        return new Surroundings(folder)
                .with("APP_PROFILE", "single-user")
                .with("SECRET_KEY", KEY)
                .with("ALLOWED_HOSTS", "books.example")
                .with("TRUSTED_PROXIES", "172.16.0.0/12")
                .with("REQUIRE_HTTPS", "1");
    }
}
