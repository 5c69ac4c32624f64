package dev.colophon.cli.schema;

import dev.colophon.settings.DatabaseSettings;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code colophon schema}, which has verbs of its own. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        description = "Tells of the database's schema. Changes nothing.")
public final class SchemaCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private SchemaCommand() {}

    /**
     * With its verbs.
     *
     * @param settings reads where the database is, when a verb runs
     */
    public static CommandLine with(Supplier<DatabaseSettings> settings) {
        return new CommandLine(new SchemaCommand()).addSubcommand(new HistoryCommand(settings));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a verb of 'schema' is missing, such as 'history'");
    }
}
