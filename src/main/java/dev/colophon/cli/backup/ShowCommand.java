package dev.colophon.cli.backup;

import dev.colophon.backup.target.Sidecar;
import dev.colophon.backup.target.StoredBackup;
import dev.colophon.problem.ExitCode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code colophon backup show}. */
@Command(name = "show", mixinStandardHelpOptions = true, description = "Shows what is known of a backup.")
final class ShowCommand implements Callable<Integer> {
    @Mixin
    private BackupOutput output = new BackupOutput();

    @Mixin
    private Chosen chosen = new Chosen();

    @Override
    public Integer call() {
        try (OpenBench open = OpenBench.withoutKey()) {
            StoredBackup backup = chosen.in(open.bench());
            if (output.json()) {
                output.printJson(ListCommand.content(backup));
            } else {
                print(backup);
            }
            return ExitCode.DONE.number();
        }
    }

    private void print(StoredBackup backup) {
        PrintWriter out = output.out();
        out.println("name        " + backup.name());
        out.println("kind        " + backup.kind().label() + (backup.pinned() ? ", pinned" : ""));
        out.println("made        " + backup.createdAt());
        out.println("size        " + BackupOutput.size(backup.archive().bytes()));
        backup.sidecar()
                .ifPresentOrElse(
                        this::print, () -> out.println("It has lost its description; 'verify' makes it anew."));
    }

    private void print(Sidecar known) {
        PrintWriter out = output.out();
        out.println("holds       " + known.rows() + " rows, " + BackupOutput.size(known.rawBytes()) + " of text");
        out.println("of          installation " + known.installation() + ", schema level " + known.schemaLevel());
        out.println("by          release " + known.release() + " from " + known.engine());
        out.println("encrypted   " + (known.encrypted() ? "for " + String.join(", ", known.recipients()) : "no"));
        out.println("sha256      " + known.sha256());
        known.verifications()
                .forEach(one -> out.println("level " + one.level() + "     " + one.at() + " by " + one.release() + ": "
                        + (one.ok() ? "passed" : "FAILED, " + one.finding())));
    }
}
