package dev.colophon.database.sqlite;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.database.Database;
import dev.colophon.database.Parameters;
import dev.colophon.database.Statement;
import dev.colophon.database.opening.Databases;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.Problem;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestSqlite;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only SQLite has: a file, one writer, a lock, and copies. */
@Timeout(60)
class SqliteTest {
    private static final Statement INSERT =
            Statement.of("sqlite-test.insert", "INSERT INTO sample (name) VALUES (:name)");
    private static final Statement COUNT = Statement.of("sqlite-test.count", "SELECT count(*) AS total FROM sample");

    private TestDatabase lent;
    private Database database;

    @TempDir
    private Path folder;

    @BeforeEach
    void prepare() {
        lent = TestDatabase.create(Engine.SQLITE);
        database = lent.database();
        lent.run("CREATE TABLE sample (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT");
    }

    @AfterEach
    void end() {
        lent.requireNothingInUse();
        lent.close();
    }

    private long count(Database from) {
        return from.read(session -> session.first(COUNT, row -> row.number("total")))
                .orElseThrow();
    }

    private static StartFailure openingFails(Path file) {
        StartFailure failure = catchThrowableOfType(
                StartFailure.class,
                () -> TestDatabase.open(TestSqlite.settings(file)).close());
        assertThat(failure).isNotNull();
        return failure;
    }

    @Test
    void the_file_is_for_its_owner_alone_and_durable() throws IOException {
        Path file = folder.resolve("new/colophon.sqlite3");
        try (Database fresh = TestDatabase.open(TestSqlite.settings(file))) {
            fresh.write(s -> s.execute(Statement.of("sqlite-test.ddl", "CREATE TABLE t (a TEXT)")));

            for (String suffix : List.of("", "-wal", "-shm")) {
                assertThat(Files.getPosixFilePermissions(Path.of(file + suffix)))
                        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
            List<Statement> pragmas = List.of(
                    Statement.of("sqlite-test.p1", "PRAGMA journal_mode"),
                    Statement.of("sqlite-test.p2", "PRAGMA synchronous"),
                    Statement.of("sqlite-test.p3", "PRAGMA foreign_keys"));
            List<String> columns = List.of("journal_mode", "synchronous", "foreign_keys");
            List<String> values = new ArrayList<>();
            for (int index = 0; index < columns.size(); index++) {
                String column = columns.get(index);
                Statement pragma = pragmas.get(index);
                values.add(fresh.write(s -> s.first(
                                pragma,
                                row -> column.equals("journal_mode") ? row.text(column) : "" + row.number(column)))
                        .orElseThrow());
            }
            assertThat(values).containsExactly("wal", "2", "1");
        }
    }

    @Test
    void a_mode_that_lets_others_read_is_narrowed() throws IOException {
        Path file = folder.resolve("colophon.sqlite3");
        Files.createFile(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        TestDatabase.open(TestSqlite.settings(file)).close();

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void many_writers_and_readers_get_on_with_each_other() throws Exception {
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = IntStream.range(0, 200)
                    .mapToObj(number -> people.submit(() -> {
                        count(database);
                        return database.write(s -> s.execute(INSERT, Parameters.of("name", "" + number)));
                    }))
                    .toList();
            for (var task : tasks) {
                assertThat(task.get()).isEqualTo(1);
            }
        }

        assertThat(count(database)).isEqualTo(200);
    }

    @Test
    void a_reader_cannot_write() {
        assertThatThrownBy(() -> database.read(session -> session.execute(INSERT, Parameters.of("name", "x"))))
                .isInstanceOf(RuntimeException.class);

        assertThat(count(database)).isZero();
    }

    @Test
    void another_process_that_writes_is_waited_for_and_then_reported() throws Exception {
        try (Database impatient = lent.withTimeouts(30, 1);
                Connection other = lent.connect();
                var statement = other.createStatement()) {
            statement.execute("begin immediate");

            assertThatThrownBy(() -> impatient.write(session -> session.execute(INSERT, Parameters.of("name", "x"))))
                    .isInstanceOf(Problem.class)
                    .hasFieldOrPropertyWithValue("code", "database_busy");

            statement.execute("rollback");
            impatient.write(session -> session.execute(INSERT, Parameters.of("name", "x")));
        }
        assertThat(count(database)).isEqualTo(1);
    }

    @Test
    void a_full_disk_refuses_writes_and_loses_nothing() {
        Statement limit = Statement.of("sqlite-test.limit", "PRAGMA max_page_count = 1");
        Statement open = Statement.of("sqlite-test.no-limit", "PRAGMA max_page_count = 1000000");
        database.write(session -> {
            session.execute(INSERT, Parameters.of("name", "kept"));
            return session.list(limit, row -> row);
        });

        assertThatThrownBy(() -> database.write(s -> s.execute(INSERT, Parameters.of("name", "x".repeat(1_000_000)))))
                .isInstanceOf(Problem.class)
                .hasFieldOrPropertyWithValue("code", "database_not_writable");

        assertThat(count(database)).isEqualTo(1);
        database.write(session -> {
            session.execute(INSERT, Parameters.of("name", "room again"));
            return session.list(open, row -> row);
        });
        assertThat(count(database)).isEqualTo(2);
    }

    @Test
    void a_file_that_vanishes_is_noticed() throws Exception {
        Path file = lent.settings().sqlitePath();
        Path away = file.resolveSibling("away");
        database.write(session -> session.execute(INSERT, Parameters.of("name", "x")));
        Files.move(file, away);
        while (database.state().up()) {
            Thread.sleep(20);
        }

        assertThatThrownBy(() -> count(database))
                .isInstanceOf(Problem.class)
                .hasFieldOrPropertyWithValue("code", "database_away");
        assertThat(database.state().reason()).contains("gone").doesNotContain("/");

        Files.move(away, file);
        while (!database.state().up()) {
            Thread.sleep(20);
        }
        assertThat(count(database)).isEqualTo(1);
    }

    @Test
    void a_folder_that_cannot_be_made_stops_the_start() throws IOException {
        Path plain = Files.createFile(folder.resolve("plain"));

        StartFailure failure = openingFails(plain.resolve("data/colophon.sqlite3"));

        assertThat(failure.exitCode()).isEqualTo(ExitCode.CANNOT_WRITE);
        assertThat(failure.why()).contains(plain.toString());
    }

    @Test
    void a_folder_in_place_of_the_file_stops_the_start() {
        assertThat(openingFails(folder).exitCode()).isEqualTo(ExitCode.CANNOT_WRITE);
    }

    @Test
    void a_file_that_is_no_database_stops_the_start() throws IOException {
        Path file = folder.resolve("colophon.sqlite3");
        Files.writeString(file, "these are the notes of a reader, not a database".repeat(50));

        StartFailure failure = openingFails(file);

        assertThat(failure.exitCode()).isEqualTo(ExitCode.FAULT);
        assertThat(failure.why()).contains("NOTADB");
        assertThat(Files.readString(file)).startsWith("these are the notes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nfs4", "NFS", "cifs", "fuse.sshfs"})
    void network_file_systems_are_known(String type) {
        assertThat(SqliteFile.isNetwork(type)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "apfs", "tmpfs", "overlay", "btrfs"})
    void local_file_systems_are_not_taken_for_one(String type) {
        assertThat(SqliteFile.isNetwork(type)).isFalse();
    }

    @Test
    void a_second_instance_on_the_same_file_is_told_to_try_again() {
        database.holdInstanceLock();
        try (Database second = TestDatabase.open(lent.settings())) {
            assertThatThrownBy(second::holdInstanceLock)
                    .isInstanceOfSatisfying(
                            StartFailure.class,
                            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.TRY_AGAIN));
            second.write(session -> session.execute(INSERT, Parameters.of("name", "a verb may write")));
        }
        assertThat(count(database)).isEqualTo(1);
    }

    @Test
    void the_lock_of_another_process_is_seen_and_ends_with_it() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Path.of(LockHolder.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                                .toString(),
                        LockHolder.class.getName(),
                        lent.settings().sqlitePath() + ".lock")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = other.inputReader(US_ASCII)) {
            assertThat(lines.readLine()).isEqualTo("held");

            assertThatThrownBy(database::holdInstanceLock)
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("process " + other.pid());
        } finally {
            other.destroyForcibly().waitFor();
        }

        database.holdInstanceLock();
    }

    /** The other process; it has the JDK alone. */
    static final class LockHolder {
        public static void main(String[] arguments) throws Exception {
            try (FileChannel channel =
                    FileChannel.open(Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock();
                channel.write(ByteBuffer.wrap(("" + ProcessHandle.current().pid()).getBytes(US_ASCII)));
                System.out.println("held");
                Thread.sleep(60_000);
            }
        }
    }

    @Test
    void a_copy_is_whole_while_others_write() throws Exception {
        database.write(session -> session.execute(INSERT, Parameters.of("name", "before")));
        Path target = folder.resolve("copy.sqlite3");
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var writing = people.submit(() -> {
                for (int number = 0; number < 50; number++) {
                    database.write(s -> s.execute(INSERT, Parameters.of("name", "during")));
                }
                return 50;
            });
            Databases.copy(lent.settings(), target);
            assertThat(writing.get()).isEqualTo(50);
        }

        assertThat(Files.getPosixFilePermissions(target)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(target);
        }
        try (Database copy = TestDatabase.open(TestSqlite.settings(target))) {
            assertThat(count(copy)).isBetween(1L, 51L);
        }
    }

    @Test
    void a_copy_overwrites_nothing() throws IOException {
        Path target = Files.writeString(folder.resolve("precious"), "kept");

        assertThatThrownBy(() -> Databases.copy(lent.settings(), target))
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.CANNOT_WRITE))
                .hasMessageContaining("exists already");
        assertThat(target).hasContent("kept");
    }

    @Test
    void a_copy_into_a_missing_folder_says_so_and_leaves_nothing() throws IOException {
        assertThatThrownBy(() -> Databases.copy(lent.settings(), folder.resolve("missing/copy")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("make the folder");
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void damage_is_reported() {
        lent.run("CREATE TABLE child (id INTEGER PRIMARY KEY, sample INTEGER REFERENCES sample)");
        try (Connection connection = lent.connect();
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys = off");
            statement.execute("INSERT INTO child (id, sample) VALUES (1, 42)");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }

        assertThat(database.report().findings())
                .containsExactly("row 1 of table child refers to a row of table sample that" + " does not exist");
    }
}
