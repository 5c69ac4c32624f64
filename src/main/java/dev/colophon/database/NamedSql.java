package dev.colophon.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * SQL whose named parameters were replaced by question marks, once, when its statement was made.
 *
 * @param text what a driver prepares
 * @param names the parameters' names in the order of the question marks; one may occur repeatedly
 * @param distinctNames the same, each once
 */
public record NamedSql(String text, List<String> names, Set<String> distinctNames) {
    /** Text in quotes, comments and PostgreSQL's casts hold no parameters. */
    private static final Pattern PARAMETER =
            Pattern.compile("'[^']*'|\"[^\"]*\"|--[^\n]*|::|:(?<name>[a-z][a-z0-9_]*)");

    static NamedSql parse(String sql) {
        List<String> names = new ArrayList<>();
        Matcher matcher = PARAMETER.matcher(sql);
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group("name");
            if (name != null) {
                names.add(name);
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(name == null ? matcher.group() : "?"));
        }
        return new NamedSql(matcher.appendTail(text).toString(), List.copyOf(names), Set.copyOf(names));
    }

    /**
     * The values in the order of the question marks.
     *
     * @throws IllegalArgumentException when a value is missing or one too many is given
     */
    @Nullable
    Object[] values(String statement, Parameters parameters) {
        @Nullable Object[] values = new Object[names.size()];
        for (int index = 0; index < values.length; index++) {
            String name = names.get(index);
            if (!parameters.has(name)) {
                throw new IllegalArgumentException(statement + " is given no value for :" + name);
            }
            values[index] = parameters.value(name);
        }
        for (String name : parameters.names()) {
            if (!distinctNames.contains(name)) {
                throw new IllegalArgumentException(statement + " has no parameter :" + name);
            }
        }
        return values;
    }
}
