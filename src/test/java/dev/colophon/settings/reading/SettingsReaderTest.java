package dev.colophon.settings.reading;

import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.colophon.boot.ProgramSettings;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.AccountSettings;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.settings.DatabaseSettings.SslMode;
import dev.colophon.settings.LoggingSettings;
import dev.colophon.settings.MigrationSettings;
import dev.colophon.settings.Secret;
import dev.colophon.settings.Settings;
import dev.colophon.settings.Surroundings;
import dev.colophon.settings.source.EffectiveValue;
import dev.colophon.settings.source.EffectiveValue.Origin;
import dev.colophon.settings.source.Environment;
import dev.colophon.settings.source.SettingProblem;
import dev.colophon.settings.variable.Default;
import dev.colophon.settings.variable.Group;
import dev.colophon.settings.variable.Network;
import dev.colophon.settings.variable.Profile;
import dev.colophon.settings.variable.Purpose;
import dev.colophon.settings.variable.Type;
import dev.colophon.settings.variable.Values;
import dev.colophon.settings.variable.Variable;
import dev.colophon.transfer.ImportSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsReaderTest {
    @TempDir
    Path folder;

    @Test
    void nothing_set_serves_locally_on_sqlite() {
        Settings settings = local().settings();

        assertThat(settings.profile()).isEqualTo(Profile.LOCAL);
        assertThat(settings.server().requests().debug()).isFalse();
        assertThat(settings.server().addresses().host()).isEqualTo("127.0.0.1");
        assertThat(settings.server().addresses().port()).isEqualTo(8000);
        assertThat(settings.server().addresses().managementPort()).isEqualTo(8001);
        assertThat(settings.server().trust().allowedHosts()).containsExactly("localhost", "127.0.0.1", "[::1]");
        assertThat(settings.server().trust().corsAllowedOrigins())
                .containsExactly("http://localhost:8000", "http://127.0.0.1:8000");
        assertThat(settings.server().trust().requireHttps()).isFalse();
        assertThat(settings.database().engine()).isEqualTo(Engine.SQLITE);
        assertThat(settings.database().sqlitePath()).isEqualTo(folder.resolve("data/colophon.sqlite3"));
        assertThat(settings.migration().backupBefore()).isTrue();
        assertThat(settings.account().registrationOpen()).isTrue();
        assertThat(settings.logging().format()).isEqualTo(LoggingSettings.Format.TEXT);
        assertThat(settings.logging().level()).isEqualTo(LoggingSettings.Level.DEBUG);
    }

    @Test
    void production_has_its_own_defaults() {
        Settings settings = Surroundings.production(folder).settings();

        assertThat(settings.profile()).isEqualTo(Profile.PRODUCTION);
        assertThat(settings.server().addresses().host()).isEqualTo("0.0.0.0");
        assertThat(settings.server().requests().drainSeconds()).isEqualTo(15);
        assertThat(settings.server().trust().requireHttps()).isTrue();
        assertThat(settings.server().trust().corsAllowedOrigins()).isEmpty();
        assertThat(settings.database().engine()).isEqualTo(Engine.POSTGRESQL);
        assertThat(settings.database().endpoint().host()).isEqualTo("db");
        assertThat(settings.database().migrator()).isEqualTo(settings.database().endpoint());
        assertThat(settings.migration().backupBefore()).isFalse();
        assertThat(settings.account().registrationOpen()).isFalse();
        assertThat(settings.logging().format()).isEqualTo(LoggingSettings.Format.JSON);
        assertThat(settings.logging().level()).isEqualTo(LoggingSettings.Level.INFO);
    }

    @Test
    void single_user_serves_sqlite_to_the_network_with_its_own_key() {
        Settings settings = local().with("APP_PROFILE", "single-user")
                .with("SECRET_KEY", Surroundings.KEY)
                .with("ALLOWED_HOSTS", "books.example")
                .settings();

        assertThat(settings.server().addresses().host()).isEqualTo("0.0.0.0");
        assertThat(settings.server().trust().csrfTrustedOrigins()).isEmpty();
        assertThat(settings.database().engine()).isEqualTo(Engine.SQLITE);
        assertThat(settings.logging().format()).isEqualTo(LoggingSettings.Format.JSON);
    }

    @Test
    void the_test_profile_takes_any_port_and_host() {
        Settings settings = local().with("APP_PROFILE", "test").settings();

        assertThat(settings.server().addresses().port()).isZero();
        assertThat(settings.server().addresses().managementPort()).isZero();
        assertThat(settings.server().trust().allowedHosts()).containsExactly("*");
        assertThat(settings.account().secretKey().value()).hasSizeGreaterThanOrEqualTo(32);
    }

    @Test
    void production_names_everything_that_it_requires_at_once() {
        List<String> problems = local().with("APP_PROFILE", "production").problems();

        assertThat(problems).hasSize(5);
        for (String name : List.of(
                "SECRET_KEY", "ALLOWED_HOSTS", "CORS_ALLOWED_ORIGINS", "CSRF_TRUSTED_ORIGINS", "POSTGRES_PASSWORD")) {
            assertThat(problems)
                    .anySatisfy(text -> assertThat(text)
                            .startsWith(name + " (not set) is required")
                            .contains("Remedy: "));
        }
    }

    @Test
    void all_problems_are_numbered_in_one_failure() {
        Environment environment =
                local().with("PORT", "99999").with("LOG_LEVEL", "loud").environment();

        StartFailure failure =
                catchThrowableOfType(StartFailure.class, () -> ProgramSettings.READER.read(environment, Purpose.SERVE));

        assertThat(failure.exitCode()).isEqualTo(ExitCode.SETTINGS_INVALID);
        assertThat(failure.why()).isEqualTo("""
                        2 problems
                          1. PORT="99999" (environment) must be a whole number from 0 to 65535.\
                         Remedy: for example PORT=8000.
                          2. LOG_LEVEL="loud" (environment) must be one of error, warn, info,\
                         debug, trace. Remedy: for example LOG_LEVEL=info.""");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void one_problem_is_not_called_problems() {
        Reading reading = local().with("PORT", "x").serve();

        StartFailure failure = catchThrowableOfType(StartFailure.class, reading::settings);
        assertThat(failure.why()).startsWith("1 problem\n");
    }

    @Test
    void a_verb_is_not_stopped_by_what_it_does_not_read() {
        Environment environment = Surroundings.production(folder)
                .without("ALLOWED_HOSTS")
                .without("CORS_ALLOWED_ORIGINS")
                .with("SECRET_KEY", "weak")
                .environment();

        assertThat(ProgramSettings.READER.inspect(environment, Purpose.DATABASE).problems())
                .isEmpty();
        assertThat(ProgramSettings.READER.inspect(environment, Purpose.SERVE).problems())
                .hasSize(3);
    }

    @Test
    void a_verb_without_database_needs_no_password_and_reads_no_secret_file() {
        Environment environment = local().with("APP_PROFILE", "production")
                .with("POSTGRES_PASSWORD_FILE", "/nowhere/at/all")
                .with("MANAGEMENT_PORT", "9001")
                .environment();

        Reading reading = ProgramSettings.READER.inspect(environment, Purpose.NONE);
        assertThat(reading.settings().server().addresses().managementPort()).isEqualTo(9001);
        assertThat(ProgramSettings.READER.inspect(environment, Purpose.DATABASE).problems())
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_misspelt_name_stops_every_verb(Purpose purpose) {
        Environment environment = local().with("SECRET_KYE", "hunter2").environment();

        assertThat(ProgramSettings.READER.inspect(environment, purpose).problems())
                .extracting(SettingProblem::text)
                .singleElement(STRING)
                .contains("SECRET_KYE", "SECRET_KEY")
                .doesNotContain("hunter2");
    }

    @Test
    void the_local_key_is_made_once_and_kept_for_its_owner_alone() throws IOException {
        Environment environment = local().environment();

        Settings first = ProgramSettings.READER.read(environment, Purpose.SERVE).settings();
        Settings second =
                ProgramSettings.READER.read(environment, Purpose.SERVE).settings();

        Path file = folder.resolve("data/secret-key");
        assertThat(first.account().secretKey().value()).hasSize(64);
        assertThat(second.account().secretKey()).isEqualTo(first.account().secretKey());
        assertThat(Files.getPosixFilePermissions(file)).containsExactlyInAnyOrder(OWNER_READ, OWNER_WRITE);
        try (var files = Files.list(folder.resolve("data"))) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void the_local_key_lies_beside_the_sqlite_file() {
        Environment environment = local().with("SQLITE_PATH", "shelf/books.db").environment();

        ProgramSettings.READER.read(environment, Purpose.SERVE);

        assertThat(folder.resolve("shelf/secret-key")).isRegularFile();
    }

    @Test
    void inspecting_and_other_verbs_write_no_key() {
        Environment environment = local().environment();

        ProgramSettings.READER.inspect(environment, Purpose.SERVE).settings();
        ProgramSettings.READER.read(environment, Purpose.DATABASE);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_damaged_local_key_is_not_replaced_silently() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        local().file("data/secret-key", "short\n");

        assertThat(local().problems())
                .singleElement(STRING)
                .contains("data/secret-key", "everybody signs in again")
                .doesNotContain("short");
        assertThat(folder.resolve("data/secret-key")).hasContent("short");
    }

    @Test
    void a_local_key_that_cannot_be_written_is_a_failure_of_its_own() {
        Environment environment = local().file("data", "a file in the way").environment();

        StartFailure failure =
                catchThrowableOfType(StartFailure.class, () -> ProgramSettings.READER.read(environment, Purpose.SERVE));

        assertThat(failure.exitCode()).isEqualTo(ExitCode.CANNOT_WRITE);
        assertThat(failure.why()).contains("secret-key");
    }

    @Test
    void the_real_environment_wins_over_dot_env() {
        Surroundings surroundings = local().with("PORT", "9000").dotEnv("PORT=7000\nHOST=::1\n");

        assertThat(surroundings.settings().server().addresses().port()).isEqualTo(9000);
        assertThat(surroundings.settings().server().addresses().host()).isEqualTo("::1");
        assertThat(surroundings.effective("PORT").origin()).isEqualTo(Origin.ENVIRONMENT);
        assertThat(surroundings.effective("HOST"))
                .isEqualTo(new EffectiveValue("HOST", "::1", Origin.DOT_ENV, ".env line 2"));
    }

    @Test
    void dot_env_is_not_even_opened_in_production() {
        Surroundings surroundings = Surroundings.production(folder).dotEnv("PORT=7000\nnot a line\n");

        assertThat(surroundings.settings().server().addresses().port()).isEqualTo(8000);
    }

    @Test
    void dot_env_may_choose_the_profile() {
        assertThat(local().dotEnv("APP_PROFILE=test").settings().profile()).isEqualTo(Profile.TEST);
    }

    @Test
    void either_form_of_a_secret_in_the_environment_hides_both_in_dot_env() {
        Surroundings surroundings = local().with("SECRET_KEY_FILE", "key")
                .file("key", Surroundings.KEY + "\n")
                .dotEnv("SECRET_KEY=something-else-entirely-that-is-long");

        assertThat(surroundings.settings().account().secretKey().value()).isEqualTo(Surroundings.KEY);
        assertThat(surroundings.effective("SECRET_KEY"))
                .isEqualTo(new EffectiveValue("SECRET_KEY", Secret.MASK, Origin.FILE, "file key"));
    }

    @Test
    void the_size_of_the_machine_decides_two_defaults() {
        assertThat(onMachine(2, 256)).isEqualTo(List.of(5, 256));
        assertThat(onMachine(1, 10)).isEqualTo(List.of(3, 64));
        assertThat(onMachine(64, 100_000)).isEqualTo(List.of(20, 1000));
    }

    private List<Integer> onMachine(int processors, long heapMebibytes) {
        Environment environment = new Environment(Map.of(), folder, processors, heapMebibytes);
        Settings settings =
                ProgramSettings.READER.inspect(environment, Purpose.SERVE).settings();
        return List.of(
                settings.database().poolSize(), settings.server().requests().maxConcurrent());
    }

    @Test
    void every_value_that_is_given_arrives() {
        Settings settings = Surroundings.production(folder)
                .with("POSTGRES_HOST", "db.internal")
                .with("POSTGRES_PORT", "6432")
                .with("POSTGRES_DB", "books")
                .with("POSTGRES_USER", "reader")
                .with("POSTGRES_SSLMODE", "verify-full")
                .with("POSTGRES_SSLROOTCERT", "ca.crt")
                .file("ca.crt", "certificate")
                .with("POSTGRES_MIGRATOR_HOST", "db-direct.internal")
                .with("POSTGRES_MIGRATOR_PORT", "5433")
                .with("POSTGRES_MIGRATOR_USER", "owner")
                .with("POSTGRES_MIGRATOR_PASSWORD", "of-the-owner")
                .with("RUN_MIGRATIONS", "0")
                .with("MIGRATIONS_STRICT", "false")
                .with("MIGRATIONS_EMERGENCY_REASON", "migration 7 fails")
                .with("SCHEMA_WAIT_SECONDS", "1800")
                .with("SCHEMA_GATE_OVERRIDE", "TRUE")
                .with("ALGORITHM", "HS512")
                .with("SECRET_KEY_PREVIOUS", Surroundings.KEY.toLowerCase(Locale.ROOT))
                .with("REGISTRATION", "open")
                .with("TRUSTED_PROXIES", "10.0.0.0/8, 192.168.1.1,fd00::/8")
                .with("IMPORT_MAX_BYTES", "1000")
                .settings();

        DatabaseSettings database = settings.database();
        assertThat(database.endpoint())
                .isEqualTo(new DatabaseSettings.Endpoint(
                        "db.internal", 6432, "reader", new Secret("correct-horse-battery")));
        assertThat(database.migrator())
                .isEqualTo(
                        new DatabaseSettings.Endpoint("db-direct.internal", 5433, "owner", new Secret("of-the-owner")));
        assertThat(database.name()).isEqualTo("books");
        assertThat(database.sslMode()).isEqualTo(SslMode.VERIFY_FULL);
        assertThat(database.sslRootCert()).isEqualTo(Optional.of(folder.resolve("ca.crt")));
        assertThat(settings.migration())
                .isEqualTo(new MigrationSettings(false, false, Optional.of("migration 7 fails"), 1800, true, false));
        assertThat(settings.account().algorithm()).isEqualTo(AccountSettings.Algorithm.HS512);
        assertThat(settings.account().previousSecretKey()).isPresent();
        assertThat(settings.account().registrationOpen()).isTrue();
        assertThat(settings.server().trust().trustedProxies())
                .extracting(Network::toString)
                .containsExactly("10.0.0.0/8", "192.168.1.1/32", "fd00::/8");
        assertThat(settings.get(ImportSettings.GROUP)).isEqualTo(new ImportSettings(100_000, 1000));
    }

    /** As a later room declares its settings. */
    private record Tea(int cups) {
        static final Group<Tea> GROUP = new Group<>("Tea", Purpose.DATABASE, Tea::of);

        private static final Variable<Integer> TEA_CUPS =
                GROUP.declare("TEA_CUPS", Type.number(0, 9), Default.of("2"), "cups beside a book", "3");

        private static Tea of(Values values) {
            int cups = values.get(TEA_CUPS);
            if (cups == 8) {
                values.refuse(TEA_CUPS, "must not be too many");
            }
            return new Tea(cups);
        }
    }

    @Test
    void a_later_room_declares_settings_of_its_own() {
        SettingsReader reader = new SettingsReader(List.of(Tea.GROUP));

        assertThat(reader.inspect(local().environment(), Purpose.SERVE)
                        .settings()
                        .get(Tea.GROUP))
                .isEqualTo(new Tea(2));
        assertThat(reader.inspect(local().with("TEA_CUPS", "4").environment(), Purpose.DATABASE)
                        .settings()
                        .get(Tea.GROUP))
                .isEqualTo(new Tea(4));
        assertThat(reader.inspect(local().with("TEA_CUPS", "8").environment(), Purpose.DATABASE)
                        .problems())
                .extracting(SettingProblem::text)
                .containsExactly("TEA_CUPS=\"8\" (environment) must not be too many. Remedy: for example TEA_CUPS=3.");
        assertThat(reader.inspect(local().with("TEA_CUPS", "x").environment(), Purpose.NONE)
                        .problems())
                .isEmpty();
        assertThat(ExampleFile.text(reader.groups())).contains("# ---- Tea\n\n# Cups beside a book.\n");
    }

    private Surroundings local() {
        return new Surroundings(folder);
    }
}
