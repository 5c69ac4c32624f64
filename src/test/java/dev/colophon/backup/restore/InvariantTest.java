package dev.colophon.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.backup.Benches;
import dev.colophon.backup.HostileRows;
import dev.colophon.backup.format.BackupKind;
import dev.colophon.backup.target.Sidecar;
import dev.colophon.backup.task.Creation;
import dev.colophon.backup.work.Progress;
import dev.colophon.backup.work.Source;
import dev.colophon.backup.work.Workbench;
import dev.colophon.migration.SchemaBuild;
import dev.colophon.migration.connection.MigrationFailures;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TakesLong;
import dev.colophon.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What holds after each transaction holds in each backup that is made meanwhile, once it is restored. */
@EveryDatabase
@Timeout(240)
@TakesLong("makes and restores twenty backups while eight write")
class InvariantTest {
    private static final int WRITERS = 8;
    private static final int BACKUPS = 20;
    private static final String BOOKS = "SELECT sum(copies) + (SELECT sum(position) FROM userbook_tags) FROM userbooks";
    private static final String TOKENS = "SELECT sum(version) - (SELECT count(*) FROM revoked_tokens) FROM userbooks";

    @TempDir
    Path folder;

    private final TestDatabase rows;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicInteger changes = new AtomicInteger();

    InvariantTest(TestDatabase rows) {
        this.rows = rows;
    }

    @Test
    void eight_writers_keep_it_exact_in_twenty_backups() throws Exception {
        HostileRows.fillSchema(rows, 7, 40);
        rows.run("UPDATE userbooks SET copies = 1000000, version = 1");
        rows.run("UPDATE userbook_tags SET position = 1000000");
        rows.database().close();
        List<String> ids = rows.query("SELECT id FROM userbooks");
        List<String> kept = List.of(one(BOOKS), one(TOKENS));
        try (Workbench bench = Benches.of(rows.settings(), folder)) {
            List<Sidecar> made = meanwhile(ids, bench);

            assertThat(made).extracting(Sidecar::rows).doesNotHaveDuplicates();
            for (Sidecar backup : made) {
                assertThat(restored(bench, backup)).as(backup.name()).isEqualTo(kept);
            }
        }
        assertThat(List.of(one(BOOKS), one(TOKENS))).isEqualTo(kept);
    }

    private String one(String query) {
        return rows.query(query).getFirst();
    }

    private List<Sidecar> meanwhile(List<String> ids, Workbench bench) throws Exception {
        List<Future<?>> writers = new ArrayList<>();
        List<Sidecar> made = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            for (int number = 0; number < WRITERS; number++) {
                Random random = new Random(1_000 + number);
                writers.add(threads.submit(() -> {
                    write(ids, random);
                    return null;
                }));
            }
            try {
                while (made.size() < BACKUPS) {
                    int before = changes.get();
                    made.add(new Creation(bench, Progress.SILENT).run(BackupKind.MANUAL));
                    while (changes.get() < before + WRITERS) {
                        Thread.sleep(1);
                    }
                }
            } finally {
                stopped.set(true);
            }
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
        return made;
    }

    /** SQLite lets nobody queue, so that one of eight may wait for too long and begins anew. */
    private void write(List<String> ids, Random random) throws SQLException, InterruptedException {
        while (!stopped.get()) {
            try {
                writeOn(ids, random);
            } catch (SQLException failure) {
                if (!MigrationFailures.isLocked(failure)) {
                    throw failure;
                }
            }
        }
    }

    private void writeOn(List<String> ids, Random random) throws SQLException, InterruptedException {
        try (Connection connection = rows.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (!stopped.get()) {
                // or there would be more to restore than the test has time for
                Thread.sleep(5);
                change(statement, ids, random);
                connection.commit();
                changes.incrementAndGet();
            }
        }
    }

    /** Between two tables, and a row more in a third; always in this order, so that nobody waits in a circle. */
    private static void change(Statement statement, List<String> ids, Random random) throws SQLException {
        int amount = random.nextInt(1_000) - 500;
        String from = ids.get(random.nextInt(ids.size()));
        String to = ids.get(random.nextInt(ids.size()));
        statement.executeUpdate("UPDATE userbooks SET copies = copies - " + amount
                + ", version = version + 1 WHERE id = '" + from + "'");
        statement.executeUpdate(
                "UPDATE userbook_tags SET position = position + " + amount + " WHERE userbook_id = '" + to + "'");
        statement.executeUpdate("INSERT INTO revoked_tokens (jti, expires_at) VALUES ('"
                + new UUID(random.nextLong(), random.nextLong()) + "', '2026-01-01T00:00:00.000000Z')");
    }

    private List<String> restored(Workbench bench, Sidecar backup) throws Exception {
        try (ScratchDatabase scratch = ScratchDatabase.make(bench)) {
            new SchemaBuild(scratch.place(), Scripts.of(rows.engine())).raise(backup.schemaLevel());
            Source source = Source.of(bench.target(), bench.target().find(backup.name(), backup.installation()));
            new Loading(bench, Progress.SILENT).into(scratch.place(), rows.engine(), source, file -> {});
            return List.of(one(scratch, BOOKS), one(scratch, TOKENS));
        }
    }

    private static String one(ScratchDatabase scratch, String query) throws SQLException {
        try (Connection connection = scratch.place().open();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
