package dev.colophon.cli.moving;

import dev.colophon.cli.backup.BackupVerbs;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code colophon backup} and {@code colophon db}, with all that follows them. */
public final class DataVerbs {
    private DataVerbs() {}

    @Command(
            name = "db",
            mixinStandardHelpOptions = true,
            synopsisSubcommandLabel = "VERB",
            description = "Moves all data to another database, or compares two.")
    private static final class Databases {}

    public static CommandLine backup() {
        return BackupVerbs.commandLine()
                .addSubcommand("restore", new RestoreCommand())
                .addSubcommand("undo-restore", new UndoRestoreCommand())
                .addSubcommand("drill", new DrillCommand());
    }

    public static CommandLine db() {
        return new CommandLine(new Databases())
                .addSubcommand("move", new MoveCommand())
                .addSubcommand("compare", new CompareCommand());
    }
}
