package dev.colophon.cli;

import dev.colophon.boot.Instance;
import dev.colophon.boot.ProgramSettings;
import dev.colophon.boot.Start;
import dev.colophon.boot.StopSignal;
import dev.colophon.logging.Logging;
import dev.colophon.problem.ExitCode;
import dev.colophon.settings.reading.Reading;
import dev.colophon.settings.source.Environment;
import dev.colophon.settings.variable.Purpose;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;

/** {@code colophon serve}. */
@Command(
        name = ServeCommand.NAME,
        mixinStandardHelpOptions = true,
        description = {
            "Starts Colophon: settings, management port, database, migrations, schema check,"
                    + " static files, main port. Ends on SIGTERM or SIGINT without losing a"
                    + " request.",
            "Everything is set by environment variables; see 'colophon config'."
        })
final class ServeCommand implements Callable<Integer> {
    static final String NAME = "serve";

    private final Consumer<StopSignal> signals;

    /**
     * @param signals has the process's signals ask for the stop
     */
    ServeCommand(Consumer<StopSignal> signals) {
        this.signals = signals;
    }

    static boolean isAsked(String... arguments) {
        return arguments.length > 0 && arguments[0].equals(NAME);
    }

    @Override
    public Integer call() {
        Reading reading = ProgramSettings.READER.read(Environment.capture(), Purpose.SERVE);
        Logging.configure(reading.settings().logging());
        StopSignal stop = new StopSignal();
        signals.accept(stop);
        try (Instance instance = Start.start(reading, stop)) {
            instance.announce();
            stop.await();
        }
        return ExitCode.DONE.number();
    }
}
