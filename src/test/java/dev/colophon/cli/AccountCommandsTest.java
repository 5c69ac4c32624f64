package dev.colophon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.database.Database;
import dev.colophon.observe.Metrics;
import dev.colophon.problem.Problem;
import dev.colophon.problem.StartFailure;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

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
        return Database.open(rows.settings(), new Metrics());
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
                    .setExecutionExceptionHandler(
                            (thrown, command, parsed) -> {
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

        int code =
                createUser("", "bob", "--email", "bob@books.example", "--password-file", "" + file);

        assertThat(code).isZero();
        assertThat(rows.query("SELECT username, role, email FROM users"))
                .containsExactly("bob|user|bob@books.example");
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

        assertThat(failure)
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        told -> {
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
        assertThat(createUser("", "bob", "--password-file", "/nowhere/password")).isEqualTo(99);

        assertThat(failure).hasMessageContaining("/nowhere/password");
    }
}
