package dev.colophon.cli.admin;

import dev.colophon.account.audit.Actor;
import dev.colophon.cli.database.OpenDatabase;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code colophon set-quota}. */
@Command(
        name = "set-quota",
        mixinStandardHelpOptions = true,
        description = {"Says how much the files of one reader may come to."})
public final class SetQuotaCommand implements Callable<Integer> {
    private final OpenDatabase databases;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "USERNAME", description = "Who.")
    private String username = "";

    @Parameters(index = "1", paramLabel = "BYTES", description = "Bytes, or 'default' for UPLOAD_QUOTA_BYTES.")
    private String bytes = "";

    public SetQuotaCommand(OpenDatabase databases) {
        this.databases = databases;
        this.spec = CommandSpec.create();
    }

    @Override
    public Integer call() {
        @Nullable Long quota = parsed();
        ReaderWork.run(
                databases, "set the quota", username, (readers, id) -> readers.setQuota(Actor.COMMAND, id, quota));
        spec.commandLine()
                .getOut()
                .println(
                        quota == null
                                ? username + " has the quota of UPLOAD_QUOTA_BYTES."
                                : username + " has a quota of " + quota + " bytes.");
        return ExitCode.DONE.number();
    }

    private @Nullable Long parsed() {
        if (bytes.equals("default")) {
            return null;
        }
        if (!bytes.matches("\\d{1,18}")) {
            throw new StartFailure(
                    ExitCode.USAGE,
                    "set the quota",
                    "a quota is a whole number of bytes, or 'default'",
                    "write it like 1073741824");
        }
        return Long.valueOf(bytes);
    }
}
