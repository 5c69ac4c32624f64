package dev.colophon.cli;

import dev.colophon.boot.ProgramSettings;
import dev.colophon.json.Json;
import dev.colophon.problem.ExitCode;
import dev.colophon.settings.reading.ExampleFile;
import dev.colophon.settings.reading.Reading;
import dev.colophon.settings.source.EffectiveValue;
import dev.colophon.settings.source.Environment;
import dev.colophon.settings.variable.Purpose;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code colophon config}. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = {
            "Prints every setting as 'serve' would use it, secrets masked, and where each came"
                    + " from. Starts nothing and writes nothing. Ends with 78 when the settings"
                    + " are not valid, after printing what is wrong."
        })
final class ConfigCommand implements Callable<Integer> {
    private static final int WIDEST_COLUMN = 60;

    private final Supplier<Environment> environment;

    @Spec
    private @Nullable CommandSpec spec;

    @ArgGroup
    private @Nullable Form form;

    /** What to print instead of the table. */
    static final class Form {
        @Option(names = "--json", description = "Prints JSON for programs.")
        boolean json;

        @Option(names = "--example", description = "Prints the text of .env.example instead.")
        boolean example;
    }

    ConfigCommand() {
        this(Environment::capture);
    }

    ConfigCommand(Supplier<Environment> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (form != null && form.example) {
            out.print(ExampleFile.text(ProgramSettings.READER.groups()));
            out.flush();
            return ExitCode.DONE.number();
        }
        Reading reading = ProgramSettings.READER.inspect(environment.get(), Purpose.SERVE);
        if (form != null && form.json) {
            out.println(Json.writeText(content(reading)));
        } else {
            table(reading.effective()).forEach(out::println);
        }
        out.flush();
        reading.settings();
        return ExitCode.DONE.number();
    }

    private static Map<String, Object> content(Reading reading) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("ok", reading.problems().isEmpty());
        content.put("variables", reading.effective());
        content.put("problems", reading.problems());
        return content;
    }

    /** Columns as wide as their widest cell, short of a value that would push all others away. */
    private static List<String> table(List<EffectiveValue> values) {
        int nameWidth =
                values.stream().mapToInt(value -> value.name().length()).max().orElse(0);
        int valueWidth = values.stream()
                .mapToInt(value -> value.value().length())
                .filter(length -> length <= WIDEST_COLUMN)
                .max()
                .orElse(0);
        String format = "%-" + nameWidth + "s  %-" + valueWidth + "s  %s";
        return values.stream()
                .map(value -> format.formatted(value.name(), value.value(), value.source()))
                .toList();
    }
}
