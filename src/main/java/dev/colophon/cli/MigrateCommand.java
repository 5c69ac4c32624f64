package dev.colophon.cli;

import dev.colophon.boot.StopSignal;
import dev.colophon.cli.database.ReadyDatabase;
import dev.colophon.database.connection.Store;
import dev.colophon.database.opening.DatabaseWait;
import dev.colophon.database.opening.Databases;
import dev.colophon.migration.MigrationReport;
import dev.colophon.migration.Migrator;
import dev.colophon.problem.ExitCode;
import dev.colophon.settings.Settings;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code colophon migrate}. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = {
            "Waits for the database, brings its schema up to this build and ends; whatever"
                    + " RUN_MIGRATIONS says. With nothing pending it takes no lock.",
            "With MIGRATIONS_STRICT=0 a failure becomes a warning and the exit code 0."
        })
final class MigrateCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(MigrateCommand.class);

    private final Consumer<StopSignal> signals;

    @Option(
            names = "--retry-failed",
            paramLabel = "N",
            description = "First removes the mark of migration N, which failed and could not be rolled"
                    + " back, so that it is tried again. Mend the cause before.")
    private @Nullable Integer retryFailed;

    /**
     * @param signals has the process's signals ask for the stop
     */
    MigrateCommand(Consumer<StopSignal> signals) {
        this.signals = signals;
    }

    @Override
    public Integer call() {
        Settings settings = ReadyDatabase.settings();
        StoppableWork.run(signals, stop -> migrate(settings, stop));
        return ExitCode.DONE.number();
    }

    private void migrate(Settings settings, StopSignal stop) {
        new DatabaseWait(settings.database(), DatabaseWait.Time.REAL)
                .await(settings.database().migrator());
        Migrator migrator = ReadyDatabase.migrator(settings);
        try (Store _ = Databases.store(settings.database())) {
            if (retryFailed != null) {
                LOG.info("tried again: {}", migrator.retryFailed(retryFailed));
            }
            MigrationReport report = stop.cancellable(migrator::cancel, migrator::migrate);
            LOG.info("migrate: {}", report.summary());
        }
    }
}
