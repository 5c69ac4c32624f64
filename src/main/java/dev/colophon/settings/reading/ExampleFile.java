package dev.colophon.settings.reading;

import dev.colophon.settings.variable.Group;
import dev.colophon.settings.variable.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The text of {@code .env.example}: every variable, explained, as a comment. */
public final class ExampleFile {
    private static final int LINE_CHARACTERS = 96;
    private static final String HEAD = """
            # Every setting of Colophon. None is needed on your own machine: copy this file to .env,
            # and remove the # before what you change. The real environment wins over .env, and with
            # APP_PROFILE=production in the real environment .env is not read at all.
            # A secret may come from a file as well, named by the variable with _FILE at its end.
            # Values may be in 'single quotes' as they are or in "double quotes" with \\n and \\".
            # docs/BOOT_AND_RUNTIME.md explains the rules. This file is written by:
            #   ./colophon config --example > .env.example
            """;

    private ExampleFile() {}

    /** The text for all variables of these groups. */
    public static String text(List<Group<?>> groups) {
        StringBuilder text = new StringBuilder(HEAD);
        for (Group<?> group : groups) {
            text.append("\n# ---- ").append(group.title()).append('\n');
            group.variables().forEach(variable -> explain(text, variable));
        }
        return text.toString();
    }

    private static void explain(StringBuilder text, Variable<?> variable) {
        text.append('\n');
        comment(text, capitalised(variable.meaning()) + ".");
        comment(text, value(variable) + " Default: " + variable.fallback().words() + ".");
        String example = variable.secret() ? "" : variable.example();
        text.append("#").append(variable.name()).append('=').append(example).append('\n');
    }

    private static String value(Variable<?> variable) {
        if (variable.secret()) {
            return "Value: " + variable.example() + ". Or set " + variable.fileName() + ".";
        }
        return "Value: " + variable.type().name() + ".";
    }

    private static void comment(StringBuilder file, String text) {
        wrap(text).forEach(line -> file.append("# ").append(line).append('\n'));
    }

    private static String capitalised(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static List<String> wrap(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + word.length() >= LINE_CHARACTERS) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
