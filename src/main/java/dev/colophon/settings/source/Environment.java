package dev.colophon.settings.source;

import dev.colophon.settings.source.EffectiveValue.Origin;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a process finds around itself, captured once. Nothing else asks the system for it, so that a
 * test can start the program in any surroundings.
 *
 * @param directory the working directory: {@code .env} and relative paths are found from here
 * @param maxHeapMebibytes the largest heap, for the default of MAX_CONCURRENT_REQUESTS
 */
public record Environment(Map<String, String> variables, Path directory, int processors, long maxHeapMebibytes) {
    private static final long MEBIBYTE = 1 << 20;

    public Environment {
        variables = Map.copyOf(variables);
    }

    /** The real one. */
    public static Environment capture() {
        Runtime runtime = Runtime.getRuntime();
        return new Environment(
                System.getenv(),
                Path.of("").toAbsolutePath(),
                runtime.availableProcessors(),
                runtime.maxMemory() / MEBIBYTE);
    }

    /** Some variables in a folder on a small machine: two processors, a heap of 256 MiB. */
    public static Environment of(Map<String, String> variables, Path directory) {
        return new Environment(variables, directory, 2, 256);
    }

    /** What the variables are, in the order of their names. */
    public Map<String, Given> given() {
        Map<String, Given> given = new TreeMap<>();
        variables.forEach((name, text) -> given.put(name, new Given(text, Origin.ENVIRONMENT, "environment")));
        return given;
    }

    /** Never the values: there are secrets among them. */
    @Override
    public String toString() {
        return "Environment[" + variables.size() + " variables, " + directory + "]";
    }
}
