package dev.colophon.cli;

import dev.colophon.boot.StopSignal;
import dev.colophon.boot.Warmup;
import dev.colophon.cli.account.CreateUserCommand;
import dev.colophon.cli.account.RemoveSecondFactorCommand;
import dev.colophon.cli.account.SetPasswordCommand;
import dev.colophon.cli.admin.AuditCommand;
import dev.colophon.cli.admin.DisableReaderCommand;
import dev.colophon.cli.admin.EnableReaderCommand;
import dev.colophon.cli.admin.InviteCommand;
import dev.colophon.cli.admin.JobsCommand;
import dev.colophon.cli.admin.ListReadersCommand;
import dev.colophon.cli.admin.ResetPasswordCommand;
import dev.colophon.cli.admin.SetQuotaCommand;
import dev.colophon.cli.admin.SetRoleCommand;
import dev.colophon.cli.database.ReadyDatabase;
import dev.colophon.cli.exporting.ExportCommand;
import dev.colophon.cli.importing.ImportCommand;
import dev.colophon.cli.moving.DataVerbs;
import dev.colophon.cli.schema.SchemaCommand;
import dev.colophon.database.Database;
import dev.colophon.logging.Logging;
import dev.colophon.problem.ExitCode;
import dev.colophon.settings.DatabaseSettings;
import io.helidon.service.registry.GlobalServiceRegistry;
import io.helidon.service.registry.ServiceRegistryConfig;
import io.helidon.service.registry.ServiceRegistryManager;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import sun.misc.Signal;

/** The entry point: finds the verb, runs it, and ends the process with the exit code. */
@Command(
        name = "colophon",
        description = "A self-hosted reading tracker.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        footer = {
            "",
            "'colophon VERB --help' explains a verb.",
            "Settings come from the environment; 'colophon config' shows them."
        })
public final class Main {
    /** Fewer carriers let one blocking native call freeze all virtual threads of a small pod. */
    private static final int MIN_CARRIERS = 4;

    private static final int SIGNAL_OFFSET = 128;

    private Main() {}

    public static void main(String[] arguments) {
        int carriers = Math.max(MIN_CARRIERS, Runtime.getRuntime().availableProcessors());
        System.setProperty("jdk.virtualThreadScheduler.parallelism", Integer.toString(carriers));
        if (ServeCommand.isAsked(arguments)) {
            Warmup.begin();
        }
        if (!HealthcheckCommand.isAsked(arguments)) {
            Logging.begin();
            takeNoFoundServices();
        }
        System.exit(run(arguments));
    }

    /**
     * Helidon's registry of services looks through the whole class path, which is a tenth of the
     * start and lets any library join; what we take of Helidon is named in the code.
     */
    private static void takeNoFoundServices() {
        ServiceRegistryConfig nothing = ServiceRegistryConfig.builder()
                .discoverServices(false)
                .discoverServicesFromServiceLoader(false)
                .build();
        GlobalServiceRegistry.registry(ServiceRegistryManager.create(nothing).registry());
    }

    /** TERM and INT ask for the graceful stop; a second one does not wait for it. */
    private static void stopOnSignals(StopSignal stop) {
        for (String name : List.of("TERM", "INT")) {
            Signal.handle(new Signal(name), signal -> {
                if (stop.requested()) {
                    Logging.flush();
                    Runtime.getRuntime().halt(SIGNAL_OFFSET + signal.getNumber());
                }
                stop.request();
            });
        }
    }

    /** Runs one command line and returns its exit code. */
    static int run(String... arguments) {
        Callable<Integer> plain = arguments.length == 1 ? plainVerb(arguments[0]) : null;
        if (plain == null) {
            return commandLine(arguments).execute(arguments);
        }
        try {
            return plain.call();
        } catch (Exception failure) {
            return FailurePrinter.print(failure, new PrintWriter(System.err, true));
        }
    }

    /** The verbs that processes begin with: without options they need no parser, which takes a sixth of a start. */
    private static @Nullable Callable<Integer> plainVerb(String name) {
        return switch (name) {
            case ServeCommand.NAME -> new ServeCommand(Main::stopOnSignals);
            case "migrate" -> new MigrateCommand(Main::stopOnSignals);
            case HealthcheckCommand.NAME -> new HealthcheckCommand();
            default -> null;
        };
    }

    /** Only the verb that is asked for is built, because building all of them takes time. */
    static CommandLine commandLine(String... arguments) {
        return Parser.of(arguments);
    }

    static Map<String, Supplier<Object>> verbs() {
        Map<String, Supplier<Object>> verbs = new LinkedHashMap<>();
        verbs.put(ServeCommand.NAME, () -> new ServeCommand(Main::stopOnSignals));
        verbs.put("migrate", () -> new MigrateCommand(Main::stopOnSignals));
        verbs.put("wait", () -> new WaitCommand(Main::stopOnSignals));
        verbs.put("check", CheckCommand::new);
        verbs.put("schema", () -> SchemaCommand.with(Main::databaseSettings));
        verbs.put("config", ConfigCommand::new);
        verbs.put("backup", DataVerbs::backup);
        verbs.put("db", DataVerbs::db);
        verbs.put("copy", CopyCommand::new);
        verbs.put(HealthcheckCommand.NAME, HealthcheckCommand::new);
        verbs.put("create-user", () -> new CreateUserCommand(Main::openDatabase));
        verbs.put("set-password", () -> new SetPasswordCommand(Main::openDatabase));
        verbs.put("remove-second-factor", () -> new RemoveSecondFactorCommand(Main::openDatabase));
        verbs.put("list-readers", () -> new ListReadersCommand(Main::openDatabase));
        verbs.put("disable-reader", () -> new DisableReaderCommand(Main::openDatabase));
        verbs.put("enable-reader", () -> new EnableReaderCommand(Main::openDatabase));
        verbs.put("set-role", () -> new SetRoleCommand(Main::openDatabase));
        verbs.put("set-quota", () -> new SetQuotaCommand(Main::openDatabase));
        verbs.put("reset-password", () -> new ResetPasswordCommand(Main::openDatabase));
        verbs.put("invite", () -> new InviteCommand(Main::openDatabase));
        verbs.put("audit", () -> new AuditCommand(Main::openDatabase));
        verbs.put("jobs", () -> new JobsCommand(Main::openDatabase));
        verbs.put("import", () -> new ImportCommand(Main::openDatabase, ReadyDatabase::settings));
        verbs.put("export", () -> new ExportCommand(ReadyDatabase::settings));
        return verbs;
    }

    private static DatabaseSettings databaseSettings() {
        return ReadyDatabase.settings().database();
    }

    private static Database openDatabase() {
        return ReadyDatabase.open(ReadyDatabase.settings());
    }

    /** Held apart, so that a verb without it loads nothing of the library. */
    private static final class Parser {
        static CommandLine of(String... arguments) {
            CommandLine root = new CommandLine(new Main());
            Map<String, Supplier<Object>> verbs = verbs();
            Supplier<Object> asked = arguments.length == 0 ? null : verbs.get(arguments[0]);
            if (asked == null) {
                verbs.forEach((name, verb) -> root.addSubcommand(name, verb.get()));
            } else {
                root.addSubcommand(arguments[0], asked.get());
            }
            root.setCaseInsensitiveEnumValuesAllowed(true);
            root.setParameterExceptionHandler(Parser::wrongCommandLine);
            root.setExecutionExceptionHandler(new FailurePrinter());
            return root;
        }

        private static int wrongCommandLine(CommandLine.ParameterException failure, String... ignored) {
            CommandLine command = failure.getCommandLine();
            PrintWriter errors = command.getErr();
            errors.println("colophon: " + failure.getMessage());
            CommandLine.UnmatchedArgumentException.printSuggestions(failure, errors);
            errors.println("Try '" + command.getCommandSpec().qualifiedName() + " --help' for what it takes.");
            return ExitCode.USAGE.number();
        }
    }
}
