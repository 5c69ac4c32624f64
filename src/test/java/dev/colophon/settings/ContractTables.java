package dev.colophon.settings;

import dev.colophon.boot.ProgramSettings;
import dev.colophon.problem.ExitCode;
import dev.colophon.settings.variable.Group;
import dev.colophon.settings.variable.Profile;
import dev.colophon.settings.variable.Purpose;
import dev.colophon.settings.variable.Variable;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The tables of docs/BOOT_AND_RUNTIME.md, made from the declarations. */
final class ContractTables {
    private ContractTables() {}

    static String variables() {
        StringBuilder table = new StringBuilder();
        table.append("| variable | value | default | read by | meaning |\n|---|---|---|---|---|\n");
        for (Group<?> group : ProgramSettings.READER.groups()) {
            group.variables().forEach(variable -> row(table, group, variable));
        }
        return table.toString();
    }

    private static void row(StringBuilder table, Group<?> group, Variable<?> variable) {
        String secret = variable.secret() ? " (secret; also `" + variable.fileName() + "`)" : "";
        table.append("| `").append(variable.name()).append('`').append(secret);
        table.append(" | ").append(cell(variable.type().name()));
        table.append(" | ").append(cell(variable.fallback().words()));
        table.append(" | ").append(readers(group.purpose()));
        table.append(" | ").append(prose(variable.meaning())).append(" |\n");
    }

    static String profiles() {
        StringBuilder table = new StringBuilder("| |");
        for (Profile profile : Profile.values()) {
            table.append(' ').append(profile.label()).append(" |");
        }
        table.append("\n|---|---|---|---|---|\n");
        for (Variable<?> variable : Surroundings.VARIABLES) {
            if (variable.fallback().dependsOnProfile()) {
                table.append("| `").append(variable.name()).append("` |");
                for (Profile profile : Profile.values()) {
                    table.append(' ')
                            .append(cell(variable.fallback().words(profile)))
                            .append(" |");
                }
                table.append('\n');
            }
        }
        return table.toString();
    }

    static String exitCodes() {
        return Arrays.stream(ExitCode.values())
                .map(code -> "| " + code.number() + " | " + cell(code.meaning()) + " |\n")
                .collect(Collectors.joining("", "| code | meaning |\n|---|---|\n", ""));
    }

    private static String readers(Purpose purpose) {
        return switch (purpose) {
            case NONE -> "all";
            case DATABASE -> "database";
            case KEYS -> "keys";
            case SERVE -> "serve";
        };
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("*", "\\*");
    }

    /** A text that may hold code between backquotes, in which nothing is escaped. */
    private static String prose(String text) {
        String[] parts = text.split("`", -1);
        for (int index = 0; index < parts.length; index += 2) {
            parts[index] = cell(parts[index]);
        }
        return String.join("`", parts);
    }
}
