package dev.colophon.cli.backup;

import dev.colophon.backup.target.StoredBackup;
import dev.colophon.backup.work.Workbench;
import picocli.CommandLine.Parameters;

/** The backup that a verb is about. */
final class Chosen {
    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "A backup: its name, enough of its beginning, or 'latest', the newest verified one.")
    private String name = "";

    StoredBackup in(Workbench bench) {
        return bench.find(name);
    }
}
