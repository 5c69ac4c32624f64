package dev.colophon.settings;

import dev.colophon.settings.EffectiveValue.Origin;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was given for the variables that this start reads. The real environment wins over {@code
 * .env}, for a secret with either of its two forms.
 */
final class GivenValues {
    /**
     * The text that somebody gave for a variable.
     *
     * @param source the origin in words, such as {@code .env line 3}
     */
    record Given(String text, Origin origin, String source) {
        /** Never the text: it may be a secret. */
        @Override
        public String toString() {
            return "Given[" + source + "]";
        }
    }

    private final Map<String, Given> values = new HashMap<>();
    private final Set<String> broken = new HashSet<>();
    private final Path directory;
    private final List<SettingProblem> problems;

    GivenValues(Path directory, List<SettingProblem> problems) {
        this.directory = directory;
        this.problems = problems;
    }

    /** Takes a variable from the first of the sources that has it. */
    void take(Variable<?> variable, List<Map<String, Given>> sources) {
        for (Map<String, Given> source : sources) {
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
            if (isGiven(variable)) {
                return;
            }
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
                            SettingProblem.quote(given.text()),
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

    /** Sets what follows from another variable. */
    void put(Variable<?> variable, Given given) {
        values.put(variable.name(), given);
    }

    Optional<Given> find(Variable<?> variable) {
        return Optional.ofNullable(values.get(variable.name()));
    }

    /** Whether somebody set the variable, well or badly. */
    boolean isGiven(Variable<?> variable) {
        return values.containsKey(variable.name()) || broken.contains(variable.name());
    }
}
