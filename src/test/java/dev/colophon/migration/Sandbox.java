package dev.colophon.migration;

import dev.colophon.database.Database;
import dev.colophon.migration.run.SafetyCopy;
import dev.colophon.migration.schema.SchemaReader;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.migration.target.MigrationTargets;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.settings.MigrationSettings;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestPostgres;
import dev.colophon.testing.TestSqlite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicInteger;

/** An empty database and a folder of migrations that a test writes; V001 is the product's own. */
public final class Sandbox implements AutoCloseable {
    static final String LOCATION = "trial";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    final Engine engine;
    final Path folder;
    public DatabaseSettings settings;
    private final String name = "sandbox_" + NUMBER.incrementAndGet();

    public Sandbox(Engine engine, Path folder) {
        this.engine = engine;
        this.folder = folder;
        if (engine == Engine.POSTGRESQL) {
            TestPostgres.execute("CREATE DATABASE " + name);
            settings = TestPostgres.settings(name);
        } else {
            settings = TestSqlite.settings(folder.resolve("colophon.sqlite3"));
        }
        Scripts.of(engine).all().stream()
                .filter(script -> script.level() == 1)
                .forEach(script -> script(script.file(), script.sql()));
    }

    String databaseName() {
        return name;
    }

    public Path scriptFolder() {
        return folder.resolve(LOCATION).resolve(engine.name().toLowerCase(Locale.ROOT));
    }

    public Sandbox script(String file, String sql) {
        try {
            Files.createDirectories(scriptFolder());
            Files.writeString(scriptFolder().resolve(file), sql);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Sandbox without(String file) {
        try {
            Files.delete(scriptFolder().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The migrations as they are now: a build. */
    public Scripts scripts() {
        try {
            var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, Sandbox.class.getClassLoader());
            return new Scripts(loader, LOCATION, engine);
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static MigrationSettings strict() {
        return new MigrationSettings(true, true, Optional.empty(), 0, false, false);
    }

    public static MigrationSettings emergency() {
        return new MigrationSettings(true, false, Optional.empty(), 0, false, false);
    }

    public static MigrationSettings copying() {
        return new MigrationSettings(true, true, Optional.empty(), 0, false, true);
    }

    public Migrator migrator() {
        return migrator(strict());
    }

    public Migrator migrator(MigrationSettings how) {
        return migrator(how, this::vacuumInto);
    }

    public Migrator migrator(MigrationSettings how, SafetyCopy copy) {
        return new Migrator(settings, how, scripts(), InstantSource.system(), "test")
                .copyingBy(copy)
                .waiting(new Patience(Duration.ofSeconds(20), 3, Duration.ofMillis(100)));
    }

    void vacuumInto(Path target) throws SQLException {
        try (var connection = MigrationTargets.of(settings).open();
                var statement = connection.createStatement()) {
            statement.execute("VACUUM INTO '" + target + "'");
        }
    }

    public Database database() {
        return TestDatabase.open(settings);
    }

    /** Runs SQL as the migrator's role. */
    public void run(String sql) {
        try (var connection = MigrationTargets.of(settings).open();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Rows as lines, columns separated by a bar. */
    public String query(String sql) {
        try (var connection = MigrationTargets.of(settings).open();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new StringJoiner("\n");
            while (result.next()) {
                var row = new StringJoiner("|");
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(String.valueOf(result.getString(column)));
                }
                rows.add(row.toString());
            }
            return rows.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public boolean hasTable(String table) {
        try (var connection = MigrationTargets.of(settings).open()) {
            return SchemaReader.on(MigrationTargets.of(settings).session(connection))
                    .exists(table);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public String state() {
        return query("SELECT level, minimum_reader FROM schema_state");
    }

    /** Exit codes of all attempts, in their order. */
    public String exitCodes() {
        return query("SELECT exit_code FROM migration_attempts ORDER BY id").replace('\n', ' ');
    }

    @Override
    public void close() {
        if (engine == Engine.POSTGRESQL) {
            TestPostgres.execute("DROP DATABASE " + name + " WITH (FORCE)");
        }
    }
}
