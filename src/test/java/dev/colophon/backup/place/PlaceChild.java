package dev.colophon.backup.place;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.colophon.migration.Sandbox;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.ClassPath;
import dev.colophon.testing.TestSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** A restore in a process of its own, which kills itself after one of its steps, or is killed. */
final class PlaceChild {
    private static final int NEVER = 0;
    private static final int KILLED = 137;

    private final Process process;

    private PlaceChild(Process process) {
        this.process = process;
    }

    /**
     * @param step after which it kills itself, from 1; or waits, when it is negative
     * @param shell what starts the command
     */
    static PlaceChild start(Sandbox sandbox, Path folder, int generation, int step, String... shell)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(shell));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", ClassPath.ofTests(), PlaceChild.class.getName()));
        DatabaseSettings settings = sandbox.settings;
        boolean file = settings.engine() == Engine.SQLITE;
        command.add(settings.engine().name());
        command.add(file ? settings.sqlitePath().toString() : settings.name());
        command.add(Integer.toString(settings.migrator().port()));
        command.add(folder.toUri().toURL().toString());
        command.add(Integer.toString(generation));
        command.add(Integer.toString(step));
        return new PlaceChild(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    long pid() {
        return process.pid();
    }

    static PlaceChild start(Sandbox sandbox, Path folder, int generation) throws IOException {
        return start(sandbox, folder, generation, NEVER);
    }

    /** Ends with what it said, once it has ended. */
    String answer() throws IOException {
        return new String(process.getInputStream().readAllBytes());
    }

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

    boolean wasKilled() throws InterruptedException {
        return exitCode() == KILLED;
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the child does not end");
        }
        return process.exitValue();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    boolean endsWithin(long milliseconds) throws InterruptedException {
        return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    }

    /** Counts what the restore logs, and dies of one of them. */
    private static final class Steps extends AppenderBase<ILoggingEvent> {
        private final int last;
        private int count;

        Steps(int last) {
            this.last = last;
        }

        @Override
        protected void append(ILoggingEvent event) {
            count++;
            System.out.println("step " + count + ": " + event.getFormattedMessage());
            if (count == -last) {
                await();
            }
            if (count == last) {
                killMyself();
            }
        }

        private static void killMyself() {
            try {
                String process = Long.toString(ProcessHandle.current().pid());
                new ProcessBuilder("kill", "-9", process).start();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            await();
        }

        private static void await() {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        Engine engine = Engine.valueOf(arguments[0]);
        DatabaseSettings settings = settings(engine, arguments[1], Integer.parseInt(arguments[2]));
        var loader =
                new URLClassLoader(new URL[] {URI.create(arguments[3]).toURL()}, PlaceChild.class.getClassLoader());
        int generation = Integer.parseInt(arguments[4]);
        Logger steps = (Logger) LoggerFactory.getLogger("dev.colophon.backup.place");
        var dying = new Steps(Integer.parseInt(arguments[5]));
        dying.start();
        steps.setLevel(Level.DEBUG);
        steps.addAppender(dying);
        System.out.println("begins");
        try {
            restore(settings, new Scripts(loader, "trial", engine), generation, steps);
        } catch (StartFailure failure) {
            System.out.println(failure.getMessage());
            System.exit(failure.exitCode().number());
        }
    }

    private static void restore(DatabaseSettings settings, Scripts scripts, int generation, Logger steps)
            throws SQLException {
        try (Place place = Places.hold(settings, scripts, InstantSource.system())) {
            steps.debug("held");
            var target = place.build(2);
            steps.debug("built");
            Shelves.fill(target, generation);
            steps.debug("loaded");
            place.upgrade();
            steps.debug("raised");
            place.swapIn("generation " + generation);
        }
        steps.debug("closed");
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
