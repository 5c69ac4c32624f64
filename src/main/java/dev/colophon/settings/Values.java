package dev.colophon.settings;

import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.settings.EffectiveValue.Origin;
import dev.colophon.settings.GivenValues.Given;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The value of every variable: what was given, else the default of the profile. After a bad value
 * the default stands in, so that the other rules can still be checked; it never gets out, because
 * there are problems then.
 */
final class Values {
    private static final String NO_VALUE = "-";
    private static final String REFUSED = "(refused)";

    private final Environment environment;
    private final Profile profile;
    private final Engine engine;
    private final List<SettingProblem> problems;
    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, EffectiveValue> effective = new LinkedHashMap<>();
    private final Map<String, Given> accepted = new HashMap<>();
    private final Set<String> refused = new HashSet<>();

    Values(Environment environment, Profile profile, Engine engine, List<SettingProblem> problems) {
        this.environment = environment;
        this.profile = profile;
        this.engine = engine;
        this.problems = problems;
    }

    Environment environment() {
        return environment;
    }

    Profile profile() {
        return profile;
    }

    Engine engine() {
        return engine;
    }

    /** Resolves one variable; those before it are resolved already. */
    <T> void resolve(Variable<T> variable, GivenValues givenValues, boolean isRead) {
        Given given = givenValues.find(variable).orElse(null);
        if (given != null) {
            accept(variable, given);
        } else if (givenValues.isGiven(variable)) {
            refused.add(variable.name());
        } else if (isRead && variable.fallback().isRequiredIn(profile)) {
            require(variable, "in the profile " + profile.label());
        }
        if (!effective.containsKey(variable.name())) {
            fallBack(variable);
        }
        if (refused.contains(variable.name())) {
            show(variable, REFUSED, Origin.DEFAULT, "see the problems");
        }
    }

    private <T> void accept(Variable<T> variable, Given given) {
        try {
            values.put(variable.name(), variable.type().parser().parse(given.text()));
            accepted.put(variable.name(), given);
            String shown = variable.secret() ? Secret.MASK : given.text();
            show(variable, shown, given.origin(), given.source());
        } catch (RuleBroken broken) {
            refuse(variable, given, broken);
        }
    }

    private <T> void fallBack(Variable<T> variable) {
        String text = variable.fallback().text(this).orElse(null);
        if (text != null) {
            try {
                values.put(variable.name(), variable.type().parser().parse(text));
            } catch (RuleBroken broken) {
                throw new IllegalStateException("default of " + variable.name(), broken);
            }
        }
        String shown = text == null ? NO_VALUE : variable.secret() ? Secret.MASK : text;
        if (variable.fallback().dependsOnProfile()) {
            show(variable, shown, Origin.PROFILE, "profile " + profile.label());
        } else {
            show(variable, shown, Origin.DEFAULT, "default");
        }
    }

    private void show(Variable<?> variable, String shown, Origin origin, String source) {
        effective.put(variable.name(), new EffectiveValue(variable.name(), shown, origin, source));
    }

    /** Sets a value that no variable and no default gave. */
    <T> void supply(Variable<T> variable, T value, String source) {
        values.put(variable.name(), value);
        show(variable, Secret.MASK, Origin.DATA_FOLDER, source);
    }

    @SuppressWarnings("unchecked") // only the variable's own type makes its value
    <T> Optional<T> find(Variable<T> variable) {
        return Optional.ofNullable((T) values.get(variable.name()));
    }

    /** The value of a variable that has a default in every profile. */
    <T> T get(Variable<T> variable) {
        return find(variable).orElseThrow(() -> new IllegalStateException(variable.name()));
    }

    /** A path, found from the working directory. */
    Path path(Path given) {
        return environment.directory().resolve(given).normalize();
    }

    /** What somebody gave for the variable, if it is good so far. */
    Optional<Given> given(Variable<?> variable) {
        return Optional.ofNullable(accepted.get(variable.name()));
    }

    /** Whether nobody gave the variable, not even a bad value. */
    boolean isUnset(Variable<?> variable) {
        return !accepted.containsKey(variable.name()) && !refused.contains(variable.name());
    }

    /** Reports that a given value breaks a rule; without a remedy an example is offered. */
    void refuse(Variable<?> variable, Given given, RuleBroken broken) {
        refused.add(variable.name());
        String remedy = broken.remedy().orElse(example(variable));
        problems.add(SettingProblem.of(variable, given, broken.rule(), remedy));
    }

    /**
     * @param when where the rule holds, such as "in the profile production"
     */
    void require(Variable<?> variable, String when) {
        refused.add(variable.name());
        problems.add(SettingProblem.of(variable.name(), "not set", "is required " + when, example(variable)));
    }

    private static String example(Variable<?> variable) {
        return variable.secret()
                ? "set it (or " + variable.fileName() + ") to " + variable.example()
                : "for example " + variable.name() + "=" + variable.example();
    }

    /** What counts, without the variables of the other database. */
    List<EffectiveValue> effective() {
        List<EffectiveValue> shown = new ArrayList<>();
        for (Variable<?> variable : Variables.ALL) {
            EffectiveValue value = effective.get(variable.name());
            if (value != null && variable.isFor(engine)) {
                shown.add(value);
            }
        }
        return shown;
    }
}
