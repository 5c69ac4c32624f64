package dev.colophon.settings.reading;

import dev.colophon.settings.source.Given;
import dev.colophon.settings.source.SettingProblem;
import dev.colophon.settings.variable.Type;
import dev.colophon.settings.variable.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds names that were meant for Colophon and are none of its variables. The environment belongs
 * to others as well, so only a name that is nearly one of ours counts as a mistake. The value of
 * such a name is never shown, for it may be a secret.
 */
final class Names {
    private static final int SHORTEST_SUGGESTED = 8;
    private static final int LARGEST_DISTANCE = 2;

    /** What Kubernetes and Docker set for a Service: POSTGRES_PORT_5432_TCP_ADDR and the like. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(".*_PORT_[0-9]+_(TCP|UDP|SCTP)(_.*)?|.*_SERVICE_(HOST|PORT)(_.*)?");

    private final Set<String> declared = new HashSet<>();
    private final List<String> suggested = new ArrayList<>();

    Names(List<Variable<?>> variables) {
        for (Variable<?> variable : variables) {
            declare(variable.name());
            if (variable.secret()) {
                declare(variable.fileName());
            }
        }
    }

    private void declare(String name) {
        declared.add(name);
        if (name.length() >= SHORTEST_SUGGESTED) {
            suggested.add(name);
        }
    }

    /** What is wrong with the names of all these. */
    List<SettingProblem> check(List<Map<String, Given>> sources) {
        List<SettingProblem> problems = new ArrayList<>();
        for (Map<String, Given> source : sources) {
            source.forEach((name, given) -> check(name, given).ifPresent(problems::add));
        }
        return problems;
    }

    /** The problem with a name, if there is one. */
    Optional<SettingProblem> check(String name, Given given) {
        if (declared.contains(name)) {
            return Optional.empty();
        }
        if (Type.isServiceLink(given.text()) || SERVICE_LINK.matcher(name).matches()) {
            return Optional.empty();
        }
        return nearest(name)
                .map(meant -> SettingProblem.of(
                        name,
                        given.source(),
                        "is not a variable of Colophon",
                        "did you mean " + meant + "? Rename or unset it"));
    }

    private Optional<String> nearest(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        String nearest = null;
        int smallest = LARGEST_DISTANCE + 1;
        for (String candidate : suggested) {
            int distance = distance(upper, candidate);
            if (distance < smallest) {
                smallest = distance;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /**
     * Characters to add, remove or change (Levenshtein); more than the largest counts as one more
     * than it. Given up early, because this runs cold at every start for every name around us.
     */
    static int distance(String one, String other) {
        int tooMany = LARGEST_DISTANCE + 1;
        if (Math.abs(one.length() - other.length()) > LARGEST_DISTANCE) {
            return tooMany;
        }
        int[] before = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            before[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] now = new int[other.length() + 1];
            now[0] = row;
            int smallest = row;
            for (int column = 1; column <= other.length(); column++) {
                int change = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
                now[column] = Math.min(before[column - 1] + change, 1 + Math.min(before[column], now[column - 1]));
                smallest = Math.min(smallest, now[column]);
            }
            if (smallest > LARGEST_DISTANCE) {
                return tooMany;
            }
            before = now;
        }
        return Math.min(before[other.length()], tooMany);
    }
}
