package dev.colophon.transfer.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.database.Database;
import dev.colophon.observe.metric.Meters;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.shelf.intake.Intake;
import dev.colophon.testing.ClassPath;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestPostgres;
import dev.colophon.transfer.ImportSettings;
import dev.colophon.transfer.Imports;
import dev.colophon.transfer.Shelving;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One import on a database of its own by the real program, which may be killed and started again. */
final class KilledImport implements AutoCloseable {
    private static final UUID READER = UUID.fromString("0190b0de-0000-7000-8000-000000000001");
    private static final ImportSettings SETTINGS = new ImportSettings(100_000, 100_000_000);

    private final By by;
    private final Path folder;
    private final Path file;
    private final TestDatabase live;

    /** Who imports. */
    enum By {
        /** {@code colophon import}, which stores the file too. */
        VERB,
        /** The worker of {@code colophon serve}. */
        WORKER
    }

    KilledImport(By by, Engine engine, Path file) throws IOException {
        this.by = by;
        this.file = file;
        this.folder = Files.createTempDirectory(file.getParent(), "killed");
        this.live = TestDatabase.create(engine);
        live.run("INSERT INTO users (id, username, username_key, password_hash, display_name, role, visibility,"
                + " token_epoch, created_at, updated_at) VALUES ('" + READER + "', 'mary', 'mary', '-', 'mary',"
                + " 'user', 'private', 0, '2026-01-01T00:00:00.000000Z', '2026-01-01T00:00:00.000000Z')");
        live.database().close();
        if (by == By.WORKER) {
            use(imports -> imports.accept(READER, file, false));
        }
    }

    private interface Use {
        ImportJob of(Imports imports) throws IOException;
    }

    private void use(Use use) throws IOException {
        try (Database database = TestDatabase.open(live.settings())) {
            var shelving = new Shelving.OnShelf(
                    new Intake(database, Clock.systemUTC(), List.of()), Optional.empty(), Optional.empty());
            use.of(new Imports(database, shelving, SETTINGS, Clock.systemUTC(), new Meters()));
        }
    }

    /** The same without a program and without an end before its end. */
    void undisturbed() throws IOException {
        use(imports -> imports.run(READER, file, false, progress -> {}));
    }

    /** Goes on with what is there as if the one before were long dead. */
    Process start() throws IOException {
        return start("-Xmx256m");
    }

    /** The same with another heap. */
    Process start(String heap) throws IOException {
        live.run("UPDATE import_jobs SET lease_until = '2020-01-01T00:00:00.000000Z' WHERE lease_until IS NOT NULL");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", heap));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", ClassPath.ofTests()));
        command.add("dev.colophon.cli.Main");
        command.addAll(by == By.VERB ? List.of("import", "--user", "mary", file.toString()) : List.of("serve"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.directory(folder.toFile());
        builder.redirectOutput(folder.resolve("output").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("POSTGRES_"));
        builder.environment()
                .putAll(Map.of(
                        "APP_PROFILE", "test",
                        "PORT", "0",
                        "MANAGEMENT_PORT", "0",
                        "IMPORT_MAX_ROWS", "200000",
                        "UPLOAD_DIR", folder.resolve("uploads").toString(),
                        "DATABASE_URL", url(live.settings())));
        return builder.start();
    }

    private static String url(DatabaseSettings settings) {
        return settings.engine() == Engine.SQLITE
                ? "sqlite:///" + settings.sqlitePath()
                : "postgresql://postgres:unused@127.0.0.1:"
                        + settings.endpoint().port() + "/" + settings.name();
    }

    String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }

    /** Rows that are stored. */
    int stored() {
        return count("import_items");
    }

    /** Rows that have an outcome. */
    int decided() {
        return count("import_items WHERE outcome <> 'pending'");
    }

    boolean isDone() {
        return count("import_jobs WHERE status = 'done'") > 0;
    }

    /** Whoever was killed left no row half taken. */
    void requireWhole(String when) throws InterruptedException {
        if (live.engine() == Engine.POSTGRESQL) {
            TestPostgres.awaitNobody(live.settings().name());
        }
        assertThat(count("userbooks")).as(when).isEqualTo(count("import_items WHERE outcome = 'created'"));
        assertThat(count("books")).as(when).isEqualTo(count("userbooks"));
        assertThat(count("book_search")).as(when).isEqualTo(count("books"));
        assertThat(count("userbooks u WHERE NOT EXISTS"
                        + " (SELECT 1 FROM import_items i WHERE i.userbook_id = u.id AND i.outcome = 'created')"))
                .as(when)
                .isZero();
    }

    private int count(String from) {
        return Integer.parseInt(live.query("SELECT COUNT(*) FROM " + from).getFirst());
    }

    List<List<String>> rows(List<String> queries) {
        return queries.stream().map(live::query).toList();
    }

    @Override
    public void close() {
        live.close();
    }
}
