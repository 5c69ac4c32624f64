package dev.colophon.backup.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.backup.Copies;
import dev.colophon.backup.codec.RowReader;
import dev.colophon.backup.format.TableLayout;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.TakesLong;
import dev.colophon.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a snapshot sees while others write, empty and rebuild its tables. */
@Timeout(120)
class SnapshotRaceTest {
    private static final int ACCOUNTS = 1_000;
    private static final int WRITERS = 8;
    private static final int SNAPSHOTS = 20;

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicInteger changes = new AtomicInteger();

    @TempDir
    private Path scratch;

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_sum_stays_exact_while_amounts_move(Engine engine) throws Exception {
        try (TestDatabase database = withAccounts(engine)) {
            meanwhile(database, WRITERS, this::move, () -> {
                for (int taken = 0; taken < SNAPSHOTS; taken++) {
                    int before = changes.get();
                    assertThat(amounts(database))
                            .hasSize(ACCOUNTS)
                            .satisfies(amounts -> assertThat(amounts.stream()
                                            .mapToLong(Long::longValue)
                                            .sum())
                                    .isEqualTo(100L * ACCOUNTS));
                    waitUntil(before + WRITERS);
                }
                return null;
            });
        }
        assertThat(scratch).isEmptyDirectory();
    }

    /** Without the locks this reads an empty table every now and then. */
    @Test
    void a_table_that_is_emptied_and_rebuilt_never_seems_empty() throws Exception {
        try (TestDatabase database = withAccounts(Engine.POSTGRESQL)) {
            meanwhile(database, 1, this::rebuild, () -> {
                for (int taken = 0; taken < SNAPSHOTS; taken++) {
                    int before = changes.get();
                    assertThat(amounts(database)).hasSize(ACCOUNTS);
                    waitUntil(before + 1);
                }
                return null;
            });
        }
    }

    @Test
    void nobody_empties_or_rebuilds_a_table_of_an_open_snapshot() throws IOException {
        try (TestDatabase database = withAccounts(Engine.POSTGRESQL)) {
            try (Snapshot snapshot = Copies.snapshot(database, scratch)) {
                for (String change :
                        List.of("TRUNCATE accounts", "ALTER TABLE accounts ALTER amount TYPE bigint USING 1")) {
                    assertThatThrownBy(() -> database.run("SET lock_timeout = '200ms'; " + change))
                            .rootCause()
                            .isInstanceOfSatisfying(
                                    SQLException.class,
                                    failure -> assertThat(failure.getSQLState()).isEqualTo("55P03"));
                }
                assertThat(amounts(snapshot)).hasSize(ACCOUNTS);
            }
            database.run("TRUNCATE accounts");
        }
    }

    @TakesLong("waits three times for a lock")
    @Test
    void a_table_that_stays_locked_is_worth_a_retry() throws SQLException {
        try (TestDatabase database = withAccounts(Engine.POSTGRESQL);
                Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("TRUNCATE accounts");

            assertThatThrownBy(() -> Copies.snapshot(database, scratch))
                    .isInstanceOfSatisfying(
                            StartFailure.class,
                            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.TRY_AGAIN));
        }
    }

    private TestDatabase withAccounts(Engine engine) {
        TestDatabase database = TestDatabase.create(engine);
        boolean postgresql = engine == Engine.POSTGRESQL;
        String number = postgresql ? "bigint" : "INTEGER";
        database.run("CREATE TABLE accounts (id " + number + " NOT NULL PRIMARY KEY, amount " + number + " NOT NULL)"
                + (postgresql ? "" : " STRICT"));
        database.run("INSERT INTO accounts (id, amount) WITH RECURSIVE n (i) AS"
                + " (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + ACCOUNTS + ") SELECT i, 100 FROM n");
        return database;
    }

    /** Runs something while writers change the table. */
    private void meanwhile(TestDatabase database, int writers, Writer writer, Callable<?> test) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> running = new ArrayList<>();
            for (int number = 0; number < writers; number++) {
                int seed = number;
                running.add(threads.submit(() -> {
                    write(database, writer, new Random(seed));
                    return null;
                }));
            }
            try {
                test.call();
            } finally {
                stopped.set(true);
            }
            for (Future<?> thread : running) {
                end(thread);
            }
        }
    }

    private static void end(Future<?> thread) throws Exception {
        try {
            thread.get();
        } catch (ExecutionException failure) {
            throw new AssertionError("a writer failed", failure.getCause());
        }
    }

    private void write(TestDatabase database, Writer writer, Random random) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (!stopped.get()) {
                writer.change(statement, random);
                connection.commit();
                changes.incrementAndGet();
            }
        }
    }

    private void move(Statement statement, Random random) throws SQLException {
        int from = 1 + random.nextInt(ACCOUNTS / 2);
        int to = from + 1 + random.nextInt(ACCOUNTS / 2);
        int amount = random.nextInt(1_000) - 500;
        statement.executeUpdate("UPDATE accounts SET amount = amount - " + amount + " WHERE id = " + from);
        statement.executeUpdate("UPDATE accounts SET amount = amount + " + amount + " WHERE id = " + to);
    }

    private void rebuild(Statement statement, Random random) throws SQLException {
        if (random.nextBoolean()) {
            statement.execute("TRUNCATE accounts");
            statement.execute("INSERT INTO accounts SELECT i, 1 FROM generate_series(1, " + ACCOUNTS + ") i");
        } else {
            statement.execute("ALTER TABLE accounts ALTER amount TYPE bigint USING amount + 1");
        }
    }

    private void waitUntil(int wanted) throws InterruptedException {
        while (changes.get() < wanted) {
            Thread.sleep(1);
        }
    }

    private List<Long> amounts(TestDatabase database) throws IOException {
        try (Snapshot snapshot = Copies.snapshot(database, scratch)) {
            return amounts(snapshot);
        }
    }

    private static List<Long> amounts(Snapshot snapshot) throws IOException {
        TableLayout table = snapshot.tables().stream()
                .filter(it -> it.name().equals("accounts"))
                .findFirst()
                .orElseThrow();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        snapshot.export(table, out);
        RowReader rows = new RowReader(new ByteArrayInputStream(out.toByteArray()), table);
        List<Long> amounts = new ArrayList<>();
        while (rows.next()) {
            amounts.add(rows.integer(0));
        }
        return amounts;
    }

    @FunctionalInterface
    private interface Writer {
        void change(Statement statement, Random random) throws SQLException;
    }
}
