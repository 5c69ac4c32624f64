package dev.colophon.migration;

import dev.colophon.migration.schema.Scripts;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.ClassPath;
import dev.colophon.testing.TestSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A migrator in a process of its own. */
final class MigrationChild {
    private final Process process;

    private MigrationChild(Process process) {
        this.process = process;
    }

    /** A statement that works for so long; neither database has the other's way to sleep. */
    static String slow(Engine engine, int seconds) {
        return engine == Engine.POSTGRESQL ? "SELECT pg_sleep(" + seconds + ");" : """
                  CREATE TABLE slow (n bigint);
                  INSERT INTO slow
                  WITH RECURSIVE counting (n) AS
                      (SELECT 1 UNION ALL SELECT n + 1 FROM counting WHERE n < %d)
                  SELECT max(n) FROM counting;
                  """.formatted(seconds * 4_000_000L);
    }

    static MigrationChild start(Sandbox sandbox, String... jvmOptions) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"));
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-cp", ClassPath.ofTests()));
        command.add(MigrationChild.class.getName());
        command.add(sandbox.engine.name());
        command.add(
                sandbox.engine == Engine.POSTGRESQL
                        ? sandbox.databaseName()
                        : sandbox.settings.sqlitePath().toString());
        command.add(Integer.toString(sandbox.settings.migrator().port()));
        command.add(sandbox.folder.toUri().toURL().toString());
        return new MigrationChild(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    String answer() throws IOException {
        return new String(process.getInputStream().readAllBytes());
    }

    /** Reads until a line that contains the text. */
    void awaitOutput(String text) throws IOException {
        var lines = process.inputReader();
        String line;
        while ((line = lines.readLine()) != null) {
            if (line.contains(text)) {
                return;
            }
        }
        throw new IllegalStateException("the child ended without: " + text);
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the child does not end");
        }
        return process.exitValue();
    }

    void awaitAttempt(Sandbox sandbox) throws InterruptedException, IOException {
        while (!isRunning(sandbox)) {
            if (!process.isAlive()) {
                throw new IllegalStateException(answer());
            }
            Thread.sleep(50);
        }
        // from the record of the attempt to the middle of its first statement
        Thread.sleep(1_500);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Until an attempt is recorded that has not ended. */
    static void awaitRunning(Sandbox sandbox) throws InterruptedException {
        while (!isRunning(sandbox)) {
            Thread.sleep(50);
        }
    }

    private static boolean isRunning(Sandbox sandbox) {
        String sql = "SELECT count(*) FROM migration_attempts WHERE exit_code IS NULL";
        return sandbox.query(sql).equals("1");
    }

    public static void main(String[] arguments) throws Exception {
        Engine engine = Engine.valueOf(arguments[0]);
        DatabaseSettings settings = settings(engine, arguments[1], Integer.parseInt(arguments[2]));
        var loader =
                new URLClassLoader(new URL[] {URI.create(arguments[3]).toURL()}, MigrationChild.class.getClassLoader());
        var migrator = new Migrator(
                settings,
                Sandbox.strict(),
                new Scripts(loader, Sandbox.LOCATION, engine),
                InstantSource.system(),
                "child");
        System.out.println(migrator.migrate().summary());
    }

    /** Without the fixtures, which would start a server and migrate templates of their own. */
    private static DatabaseSettings settings(Engine engine, String name, int port) {
        return switch (engine) {
            case SQLITE -> TestSettings.sqlite(Path.of(name));
            case POSTGRESQL ->
                TestSettings.database(Map.of(
                        "POSTGRES_HOST", "127.0.0.1",
                        "POSTGRES_PORT", String.valueOf(port),
                        "POSTGRES_DB", name,
                        "POSTGRES_USER", "postgres",
                        "POSTGRES_PASSWORD", "unused"));
        };
    }
}
