package dev.colophon.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The newest migrations on all the data, while an older build serves: what its readers wait for, first while somebody
 * holds a long transaction over the tables, as a backup does, and then without.
 */
record ScaleMigration(BenchDatabase postgresql, Path folder, Path before) {
    private static final String NAME = "scale_migration";
    private static final String ACCOUNT = "ada";
    private static final long SETTLING_MILLIS = 10_000;
    private static final long HELD_MILLIS = 15_000;

    /** The build whose schema comes before, packaged with its libraries beside it. */
    void run(int divisor) throws Exception {
        Map<String, String> environment = postgresql.environment(NAME);
        fill(ScaleSize.part(divisor), environment);
        try (Child old = Child.start(folder, environment, List.of("-jar", before.toString(), "serve"))) {
            String address = Colophon.address(old.awaitLine(Colophon.READY));
            try (ScaleLoadOnServer load = ScaleLoadOnServer.start(address)) {
                Thread.sleep(SETTLING_MILLIS);
                load.report("before");
                migrate(load, environment);
                upkeep(load, environment);
            }
        }
        tellTimes();
    }

    private void fill(ScaleSize size, Map<String, String> environment) throws Exception {
        postgresql.create(NAME);
        run(environment, "migrate");
        Path password = Colophon.passwordFile(folder);
        run(environment, "create-user", ACCOUNT, "--password-file", password.toString());
        try (Connection connection = postgresql.connect(NAME)) {
            new ScaleLoad(connection).run(size, ACCOUNT);
        }
        Table.head("while", "requests", "p50 ms", "p99 ms", "longest ms", "over 1 s", "refused");
    }

    private void run(Map<String, String> environment, String... verb) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-jar", before.toString()));
        arguments.addAll(List.of(verb));
        try (Child child = Child.start(folder, environment, arguments)) {
            if (child.awaitEnd() != 0) {
                throw new IllegalStateException(before + " " + String.join(" ", verb) + " failed");
            }
        }
    }

    /** What has to wait for the transaction makes those wait who come after it. */
    private void migrate(ScaleLoadOnServer load, Map<String, String> environment) throws Exception {
        long start = System.nanoTime();
        try (Connection holder = postgresql.connect(NAME);
                Statement held = holder.createStatement();
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            holder.setAutoCommit(false);
            held.executeQuery("SELECT u.id, b.id FROM users u, books b LIMIT 1").close();
            Future<?> migration = threads.submit(() -> {
                Colophon.run(folder, environment, "migrate");
                return null;
            });
            Thread.sleep(HELD_MILLIS);
            load.report("migrations wait for a transaction of " + HELD_MILLIS + " ms");
            holder.rollback();
            migration.get();
        }
        long millis = (System.nanoTime() - start) / 1_000_000 - HELD_MILLIS;
        load.report("all migrations, " + millis + " ms");
    }

    private void upkeep(ScaleLoadOnServer load, Map<String, String> environment) throws Exception {
        Map<String, String> beside = postgresql.environment(NAME);
        try (Child next = Colophon.serve(folder, beside)) {
            next.awaitLine(Colophon.READY);
            Thread.sleep(60_000);
            load.report("a new server fills the index of the search for 60 s: " + indexed() + " books");
        }
    }

    private long indexed() throws Exception {
        try (Connection connection = postgresql.connect(NAME);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM book_search")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void tellTimes() throws Exception {
        Table.head("migration", "ms");
        try (Connection connection = postgresql.connect(NAME);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT script, execution_time FROM flyway_schema_history ORDER BY installed_rank")) {
            while (rows.next()) {
                Table.row(rows.getString(1), rows.getString(2));
            }
        }
    }
}
