package dev.colophon.cli.backup;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code colophon backup}, with the verbs of this package. */
public final class BackupVerbs {
    private BackupVerbs() {}

    @Command(
            name = "backup",
            mixinStandardHelpOptions = true,
            synopsisSubcommandLabel = "VERB",
            description = "Backs the database up, and keeps, verifies and restores backups. Where they are kept:"
                    + " BACKUP_STORE. docs/BACKUP.md is the runbook.")
    private static final class Backups {}

    public static CommandLine commandLine() {
        CommandLine pin = new CommandLine(new PinCommand(true));
        pin.getCommandSpec().usageMessage().description("Keeps a backup until it is unpinned.");
        CommandLine unpin = new CommandLine(new PinCommand(false));
        unpin.getCommandSpec().usageMessage().description("Lets a pinned backup go in its turn.");
        return new CommandLine(new Backups())
                .addSubcommand("create", new CreateCommand())
                .addSubcommand("list", new ListCommand())
                .addSubcommand("show", new ShowCommand())
                .addSubcommand("verify", new VerifyCommand())
                .addSubcommand("prune", new PruneCommand())
                .addSubcommand("pin", pin)
                .addSubcommand("unpin", unpin)
                .addSubcommand("doctor", new DoctorCommand());
    }
}
