package dev.colophon.cli.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.cli.database.ReadyDatabase;
import dev.colophon.database.Database;
import dev.colophon.database.opening.Databases;
import dev.colophon.problem.Problem;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.settings.MigrationSettings;
import dev.colophon.settings.Settings;
import dev.colophon.settings.variable.Profile;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** The verbs that make accounts. */
@EveryDatabase
@Timeout(60)
class AccountCommandsTest {
    private static final String PASSWORD = "three blind mice";

    private final TestDatabase rows;
    private final StringWriter out = new StringWriter();
    private @Nullable Exception failure;

    AccountCommandsTest(TestDatabase rows) {
        this.rows = rows;
    }

    private Database open() {
        return TestDatabase.open(rows.settings());
    }

    private int createUser(String input, String... arguments) {
        return run(new CreateUserCommand(this::open), input, arguments);
    }

    private int setPassword(String input, String... arguments) {
        return run(new SetPasswordCommand(this::open), input, arguments);
    }

    private int run(Object verb, String input, String... arguments) {
        failure = null;
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return new CommandLine(verb)
                    .setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(out, true))
                    .setExecutionExceptionHandler((thrown, command, parsed) -> {
                        failure = thrown;
                        return 99;
                    })
                    .execute(arguments);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void an_administrator_is_made_with_a_password_from_the_standard_input() {
        int code = createUser(PASSWORD + "\nmore", "ann", "--admin", "--password-stdin");

        assertThat(code).isZero();
        assertThat(out.toString()).contains("Made the administrator ann.").doesNotContain("blind");
        assertThat(rows.query("SELECT username, role FROM users")).containsExactly("ann|admin");
        assertThat(rows.query("SELECT password_hash FROM users").getFirst()).startsWith("$2b$12$");
    }

    @Test
    void a_reader_is_made_with_a_password_from_a_file(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("password");
        Files.writeString(file, PASSWORD + "\r\n");

        int code = createUser("", "bob", "--email", "bob@books.example", "--password-file", "" + file);

        assertThat(code).isZero();
        assertThat(rows.query("SELECT username, role, email FROM users")).containsExactly("bob|user|bob@books.example");
    }

    @Test
    void a_second_factor_is_removed_for_whoever_has_lost_it() {
        createUser(PASSWORD, "ann", "--password-stdin");
        rows.run("INSERT INTO second_factors (user_id, secret, confirmed_at, last_step, created_at)"
                + " SELECT id, 'sealed', created_at, 1, created_at FROM users");

        assertThat(run(new RemoveSecondFactorCommand(this::open), "", "Ann")).isZero();
        assertThat(run(new RemoveSecondFactorCommand(this::open), "", "ann")).isZero();

        assertThat(out.toString())
                .contains("Removed the second factor of Ann.")
                .contains("There is no second factor of ann.");
        assertThat(rows.query("SELECT COUNT(*) FROM second_factors")).containsExactly("0");
        assertThat(run(new RemoveSecondFactorCommand(this::open), "", "bob")).isEqualTo(99);
        assertThat(failure).hasMessageContaining("no account is named 'bob'");
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCAL", "SINGLE_USER"})
    void the_first_account_brings_up_the_schema_of_a_new_sqlite_file(Profile profile, @TempDir Path folder) {
        Settings settings = settings(profile, TestSettings.sqlite(folder.resolve("data/new.db")));

        assertThat(createUserIn(settings, "ann")).isZero();
        assertThat(createUserIn(settings, "bob")).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"TEST", "PRODUCTION"})
    void other_profiles_demand_that_somebody_migrates(Profile profile, @TempDir Path folder) {
        requireRefused(settings(profile, TestSettings.sqlite(folder.resolve("new.sqlite3"))));
    }

    @Test
    void run_migrations_0_is_obeyed(@TempDir Path folder) {
        Settings usual = TestSettings.in(folder);
        var never = new MigrationSettings(false, true, Optional.empty(), 0, false, false);
        Settings local = TestSettings.with(usual, Profile.LOCAL, usual.database());
        requireRefused(TestSettings.with(local, MigrationSettings.GROUP, never));
    }

    @Test
    void a_database_of_an_older_schema_is_not_migrated() {
        rows.run("UPDATE schema_state SET level = level - 1");
        List<String> before = rows.query("SELECT level FROM schema_state");

        requireRefused(settings(Profile.LOCAL, rows.settings()));

        assertThat(rows.query("SELECT level FROM schema_state")).isEqualTo(before);
    }

    @Test
    void a_database_of_something_else_is_not_migrated(@TempDir Path folder) throws Exception {
        DatabaseSettings other = TestSettings.sqlite(folder.resolve("other.sqlite3"));
        TestDatabase.open(other).close();
        try (var connection = Databases.migrator(other).getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE recipes (id INTEGER)");
        }

        requireRefused(settings(Profile.LOCAL, other));
    }

    @Test
    void a_server_database_without_schema_is_left_to_who_runs_it() {
        try (var server = TestDatabase.create(Engine.POSTGRESQL)) {
            server.run("DROP SCHEMA public CASCADE");
            server.run("CREATE SCHEMA public");

            requireRefused(settings(Profile.LOCAL, server.settings()));
        }
    }

    private static Settings settings(Profile profile, DatabaseSettings database) {
        return TestSettings.with(TestSettings.in(Path.of("target")), profile, database);
    }

    private int createUserIn(Settings settings, String name) {
        var verb = new CreateUserCommand(() -> ReadyDatabase.open(settings));
        return run(verb, PASSWORD, name, "--password-stdin");
    }

    private void requireRefused(Settings settings) {
        assertThat(createUserIn(settings, "ann")).isEqualTo(99);
        assertThat(failure).isInstanceOfSatisfying(StartFailure.class, told -> {
            assertThat(told.exitCode().number()).isEqualTo(75);
            assertThat(told.remedy()).contains("colophon migrate");
        });
    }

    @Test
    void a_password_is_never_an_argument() {
        assertThat(createUser("", "bob", PASSWORD)).isEqualTo(2);
        assertThat(createUser("", "bob", "--password", PASSWORD)).isEqualTo(2);
        assertThat(rows.query("SELECT id FROM users")).isEmpty();
    }

    @Test
    void without_a_terminal_the_remedy_is_named() {
        assertThat(createUser("", "bob")).isEqualTo(99);

        assertThat(failure).isInstanceOfSatisfying(StartFailure.class, told -> {
            assertThat(told.exitCode().number()).isEqualTo(64);
            assertThat(told.remedy()).contains("--password-stdin");
        });
    }

    @Test
    void the_rules_for_accounts_hold_here_too() {
        assertThat(createUser("short", "bob", "--password-stdin")).isEqualTo(99);
        assertThat(failure).isInstanceOf(Problem.class).hasMessageContaining("10 characters");
        assertThat(createUser(PASSWORD, "b", "--password-stdin")).isEqualTo(99);
        assertThat(failure).isInstanceOf(Problem.class).hasMessageContaining("3 to 32");
        assertThat(rows.query("SELECT id FROM users")).isEmpty();
    }

    @Test
    void a_name_is_given_once() {
        createUser(PASSWORD, "bob", "--password-stdin");

        assertThat(createUser(PASSWORD, "BOB", "--password-stdin")).isEqualTo(99);
        assertThat(failure).hasMessageContaining("taken");
    }

    @Test
    void a_new_password_raises_the_epoch() {
        createUser(PASSWORD, "bob", "--password-stdin");
        String before = rows.query("SELECT password_hash FROM users").getFirst();

        assertThat(setPassword("a mouse ran up", "Bob", "--password-stdin")).isZero();

        assertThat(rows.query("SELECT token_epoch FROM users")).containsExactly("1");
        assertThat(rows.query("SELECT password_hash FROM users")).doesNotContain(before);
    }

    @Test
    void an_unknown_name_is_said_to_be_unknown() {
        assertThat(setPassword(PASSWORD, "nobody", "--password-stdin")).isEqualTo(99);

        assertThat(failure).isInstanceOf(StartFailure.class).hasMessageContaining("'nobody'");
    }

    @Test
    void an_unreadable_file_is_named() {
        assertThat(createUser("", "bob", "--password-file", "/nowhere/password"))
                .isEqualTo(99);

        assertThat(failure).hasMessageContaining("/nowhere/password");
    }
}
