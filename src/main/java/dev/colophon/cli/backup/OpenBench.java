package dev.colophon.cli.backup;

import dev.colophon.backup.work.Workbench;
import dev.colophon.boot.ProgramSettings;
import dev.colophon.database.opening.DatabaseWait;
import dev.colophon.logging.Logging;
import dev.colophon.observe.BuildInfo;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.Settings;
import dev.colophon.settings.source.Environment;
import dev.colophon.settings.variable.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** The settings and the workbench of a verb. */
public record OpenBench(Settings settings, Workbench bench) implements AutoCloseable {
    /** Of a verb that makes or reads what the application key belongs to. */
    public static OpenBench withKey() {
        return open(Purpose.KEYS);
    }

    /** Of a verb that does not need the application key. */
    public static OpenBench withoutKey() {
        return open(Purpose.DATABASE);
    }

    private static OpenBench open(Purpose purpose) {
        Settings settings =
                ProgramSettings.READER.read(Environment.capture(), purpose).settings();
        Logging.configure(settings.logging());
        return new OpenBench(
                settings, Workbench.later(settings, BuildInfo.read().version(), Clock.systemUTC()));
    }

    /** Waits for the server as a start does. A file is there or not, and a damaged one may be what is to be mended. */
    public OpenBench awaitDatabase() {
        switch (settings.database().engine()) {
            case SQLITE -> makeFolder();
            case POSTGRESQL ->
                new DatabaseWait(settings.database(), DatabaseWait.Time.REAL)
                        .await(settings.database().migrator());
        }
        return this;
    }

    /** On a new machine the SQLite file comes into a folder that is new as well. */
    private void makeFolder() {
        Path folder = settings.database().sqlitePath().toAbsolutePath().getParent();
        if (folder != null) {
            try {
                Files.createDirectories(folder);
            } catch (IOException failure) {
                throw new StartFailure(
                        ExitCode.CANNOT_WRITE,
                        "make the folder of the SQLite file",
                        folder + ": " + failure.getClass().getSimpleName(),
                        "make it yourself, writable for this user, or set SQLITE_PATH elsewhere",
                        failure);
            }
        }
    }

    @Override
    public void close() {
        bench.close();
    }
}
