package dev.colophon.settings.source;

import dev.colophon.settings.source.EffectiveValue.Origin;
import dev.colophon.settings.variable.RuleBroken;
import dev.colophon.settings.variable.Variable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was given for the variables that a start reads. The real environment wins over {@code .env},
 * for a secret with either of its two forms.
 */
public final class GivenValues {
    private final Map<String, Given> values = new HashMap<>();
    private final Set<String> broken = new HashSet<>();
    private final List<SettingProblem> problems = new ArrayList<>();
    private final Path directory;

    private GivenValues(Path directory) {
        this.directory = directory;
    }

    /**
     * Takes each variable from the first of the sources that has it.
     *
     * @param directory where relative paths of secrets are found from
     */
    public static GivenValues take(List<Variable<?>> variables, List<Map<String, Given>> sources, Path directory) {
        GivenValues given = new GivenValues(directory);
        for (Variable<?> variable : variables) {
            sources.stream()
                    .filter(source -> source.containsKey(variable.name())
                            || variable.secret() && source.containsKey(variable.fileName()))
                    .findFirst()
                    .ifPresent(source -> given.take(variable, source));
        }
        return given;
    }

    private void take(Variable<?> variable, Map<String, Given> source) {
        Given direct = source.get(variable.name());
        Given file = variable.secret() ? source.get(variable.fileName()) : null;
        if (direct != null && file != null) {
            problem(
                    variable,
                    SettingProblem.of(
                            variable.name() + " and " + variable.fileName(),
                            direct.source(),
                            "are both set",
                            "keep one of the two forms of this secret"));
        } else if (direct != null) {
            takeText(variable, direct);
        } else if (file != null) {
            takeFile(variable, file);
        }
    }

    private void takeText(Variable<?> variable, Given given) {
        if (given.text().isBlank()) {
            problem(variable, empty(variable, variable.name(), given));
        } else {
            values.put(variable.name(), given);
        }
    }

    private void takeFile(Variable<?> variable, Given given) {
        if (given.text().isBlank()) {
            problem(variable, empty(variable, variable.fileName(), given));
            return;
        }
        try {
            String text = SecretFile.read(directory, given.text());
            values.put(variable.name(), new Given(text, Origin.FILE, "file " + given.text()));
        } catch (RuleBroken failure) {
            problem(
                    variable,
                    new SettingProblem(
                            variable.fileName(),
                            RuleBroken.quote(given.text()),
                            given.source(),
                            failure.rule(),
                            failure.remedy().orElse("name a file with the secret alone in it")));
        }
    }

    private static SettingProblem empty(Variable<?> variable, String name, Given given) {
        String remedy = variable.secret()
                ? "give it a value, or unset it"
                : "give it a value such as " + variable.example() + "; unset, it has its default";
        return SettingProblem.of(name, given.source(), "is set but empty", remedy);
    }

    private void problem(Variable<?> variable, SettingProblem problem) {
        broken.add(variable.name());
        problems.add(problem);
    }

    /** The same with what follows from other variables, by name. */
    public GivenValues with(Map<String, Given> more) {
        GivenValues both = new GivenValues(directory);
        both.values.putAll(values);
        both.values.putAll(more);
        both.broken.addAll(broken);
        both.problems.addAll(problems);
        return both;
    }

    public Optional<Given> find(Variable<?> variable) {
        return Optional.ofNullable(values.get(variable.name()));
    }

    /** Whether somebody set the variable, well or badly. */
    public boolean isGiven(Variable<?> variable) {
        return values.containsKey(variable.name()) || broken.contains(variable.name());
    }

    public List<SettingProblem> problems() {
        return List.copyOf(problems);
    }
}
