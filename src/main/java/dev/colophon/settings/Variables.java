package dev.colophon.settings;

import java.util.List;
import java.util.stream.Stream;

/**
 * Every variable that exists. A variable is declared with the feature that reads it, not before. A
 * computed default may use the variables that come earlier in this list.
 */
final class Variables {
    static final List<Variable<?>> ALL = Stream.of(
                    ProgramVariables.ALL, DatabaseVariables.ALL, ServerVariables.ALL, AccountVariables.ALL)
            .flatMap(List::stream)
            .toList();

    private Variables() {}
}
