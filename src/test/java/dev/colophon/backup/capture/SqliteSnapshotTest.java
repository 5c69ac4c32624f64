package dev.colophon.backup.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.backup.Copies;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestSqlite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SqliteSnapshotTest {
    private static final long NO_PROCESS = 999_999_999_999L;

    @TempDir
    private Path scratch;

    @Test
    void a_copy_is_gone_when_it_was_read_and_those_of_killed_processes_too() throws IOException {
        long own = ProcessHandle.current().pid();
        Path killed = left(NO_PROCESS, "a.sqlite3");
        Path journal = left(NO_PROCESS, "a.sqlite3-journal");
        Path reused = left(own, "b.sqlite3");
        Path living = left(1, "c.sqlite3");
        Path others = Files.createFile(scratch.resolve(".colophon-snapshot-of-somebody"));

        try (TestDatabase database = TestDatabase.create(Engine.SQLITE);
                Snapshot first = Copies.snapshot(database, scratch);
                Snapshot second = Copies.snapshot(database, scratch)) {
            assertThat(killed).doesNotExist();
            assertThat(journal).doesNotExist();
            assertThat(reused).doesNotExist();
            assertThat(Snapshots.totals(first)).isEqualTo(Snapshots.totals(second));
        }

        assertThat(scratch).isDirectoryContaining(living::equals).isDirectoryContaining(others::equals);
        try (var files = Files.list(scratch)) {
            assertThat(files).hasSize(2);
        }
    }

    private Path left(long process, String rest) throws IOException {
        return Files.createFile(scratch.resolve(".colophon-snapshot-" + process + "-" + rest));
    }

    @Test
    void a_missing_file_is_not_made() {
        Path file = scratch.resolve("missing.sqlite3");

        assertThatThrownBy(() -> Snapshots.of(TestSqlite.settings(file), scratch))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("no schema");
        assertThat(file).doesNotExist();
    }

    @Test
    void a_damaged_file_is_told_and_leaves_nothing() throws IOException {
        try (TestDatabase database = TestDatabase.create(Engine.SQLITE)) {
            Path damaged = scratch.resolve("damaged.sqlite3");
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("VACUUM INTO '" + damaged + "'");
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
            byte[] bytes = Files.readAllBytes(damaged);
            for (int at = 4096; at < bytes.length; at++) {
                bytes[at] = (byte) 0xa5;
            }
            Files.write(damaged, bytes);

            assertThatThrownBy(() -> Snapshots.of(TestSqlite.settings(damaged), scratch))
                    .isInstanceOf(StartFailure.class);
            try (var files = Files.list(scratch)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .noneMatch(name -> name.startsWith(".colophon-snapshot"));
            }
        }
    }

    /** VACUUM INTO copies in one go; SQLite's backup in steps would begin anew with each write. */
    @Test
    @Timeout(60)
    void it_ends_while_another_connection_writes_without_a_pause() throws Exception {
        AtomicBoolean stopped = new AtomicBoolean();
        try (TestDatabase database = TestDatabase.create(Engine.SQLITE);
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            database.run("CREATE TABLE entries (id INTEGER NOT NULL PRIMARY KEY, body TEXT NOT NULL) STRICT");
            database.run("INSERT INTO entries (id, body) WITH RECURSIVE n (i) AS"
                    + " (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) SELECT i, hex(zeroblob(300)) FROM n");
            Future<Integer> writes = thread.submit(() -> write(database, stopped));
            try {
                for (int taken = 0; taken < 3; taken++) {
                    try (Snapshot snapshot = Copies.snapshot(database, scratch)) {
                        assertThat(Snapshots.totals(snapshot))
                                .filteredOn(total -> total.table().equals("entries"))
                                .allMatch(total -> total.rows() == 50_000);
                    }
                }
            } finally {
                stopped.set(true);
            }
            assertThat(writes.get()).isGreaterThan(10);
        }
    }

    private static int write(TestDatabase database, AtomicBoolean stopped) throws SQLException {
        int writes = 0;
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            while (!stopped.get()) {
                statement.executeUpdate("UPDATE entries SET body = 'x' WHERE id = " + (1 + writes % 50_000));
                writes++;
            }
        }
        return writes;
    }
}
