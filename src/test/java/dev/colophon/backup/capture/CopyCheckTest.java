package dev.colophon.backup.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A row that breaks the rules of its table, as flipped bits make them. */
@Timeout(60)
class CopyCheckTest {
    @TempDir
    Path folder;

    @BeforeEach
    void rows() throws SQLException {
        run("CREATE TABLE pens (name TEXT)", "INSERT INTO pens VALUES (NULL)");
    }

    @Test
    void rows_that_keep_the_rules_are_let_through() throws SQLException {
        try (var check = new CopyCheck(open())) {
            check.require();
        }
    }

    @Test
    void a_row_that_breaks_a_rule_is_found() throws SQLException {
        run(
                "PRAGMA writable_schema = ON",
                "UPDATE sqlite_master SET sql = 'CREATE TABLE pens (name TEXT NOT NULL)' WHERE name = 'pens'");

        try (var check = new CopyCheck(open())) {
            assertThatThrownBy(check::require).isInstanceOfSatisfying(StartFailure.class, failure -> {
                assertThat(failure.exitCode()).isEqualTo(ExitCode.FAULT);
                assertThat(failure.getMessage()).contains("NULL value in pens.name");
            });
        }
    }

    @Test
    void a_check_that_nobody_waits_for_ends_with_its_connection() throws SQLException {
        Connection connection = open();

        new CopyCheck(connection).close();

        assertThat(connection.isClosed()).isTrue();
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("copy.sqlite3"));
    }

    private void run(String... statements) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
