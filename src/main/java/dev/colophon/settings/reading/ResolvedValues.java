package dev.colophon.settings.reading;

import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.settings.Secret;
import dev.colophon.settings.source.EffectiveValue;
import dev.colophon.settings.source.EffectiveValue.Origin;
import dev.colophon.settings.source.Environment;
import dev.colophon.settings.source.Given;
import dev.colophon.settings.source.GivenValues;
import dev.colophon.settings.source.SettingProblem;
import dev.colophon.settings.variable.Profile;
import dev.colophon.settings.variable.RuleBroken;
import dev.colophon.settings.variable.Values;
import dev.colophon.settings.variable.Variable;
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
final class ResolvedValues implements Values {
    private static final String NO_VALUE = "-";
    private static final String REFUSED = "(refused)";

    private final Environment environment;
    private final Profile profile;
    private final List<SettingProblem> problems = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, EffectiveValue> effective = new LinkedHashMap<>();
    private final Map<String, Given> accepted = new HashMap<>();
    private final Set<String> refused = new HashSet<>();
    private final Set<String> notRead = new HashSet<>();

    ResolvedValues(Environment environment, Profile profile) {
        this.environment = environment;
        this.profile = profile;
    }

    /** Resolves one variable; those before it are resolved already. */
    <T> void resolve(Variable<T> variable, GivenValues givenValues) {
        Given given = givenValues.find(variable).orElse(null);
        if (given != null) {
            accept(variable, given);
        } else if (givenValues.isGiven(variable)) {
            refused.add(variable.name());
        } else if (variable.fallback().isRequiredIn(profile)) {
            require(variable, "in the profile " + profile.label());
        }
        if (!effective.containsKey(variable.name())) {
            fallBack(variable);
        }
        if (refused.contains(variable.name())) {
            show(variable, REFUSED, Origin.DEFAULT, "see the problems");
        }
    }

    /** Gives a variable that this start does not read its default, or nothing. */
    void passOver(Variable<?> variable) {
        notRead.add(variable.name());
        fallBack(variable);
    }

    private <T> void accept(Variable<T> variable, Given given) {
        try {
            values.put(variable.name(), variable.type().parse(given.text()));
            accepted.put(variable.name(), given);
            String shown = variable.secret() ? Secret.MASK : given.text();
            show(variable, shown, given.origin(), given.source());
        } catch (RuleBroken broken) {
            refuse(variable, given, broken.rule(), broken.remedy().orElse(example(variable)));
        }
    }

    private <T> void fallBack(Variable<T> variable) {
        String text = variable.fallback().text(this).orElse(null);
        if (text != null) {
            try {
                values.put(variable.name(), variable.type().parse(text));
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

    /** Sets a secret that no variable and no default gave. */
    void supply(Variable<Secret> variable, Secret value, String source) {
        values.put(variable.name(), value);
        show(variable, Secret.MASK, Origin.DATA_FOLDER, source);
    }

    @Override
    public Profile profile() {
        return profile;
    }

    @Override
    public int processors() {
        return environment.processors();
    }

    @Override
    public long maxHeapMebibytes() {
        return environment.maxHeapMebibytes();
    }

    @Override
    @SuppressWarnings("unchecked") // only the variable's own type makes its value
    public <T> Optional<T> find(Variable<T> variable) {
        return Optional.ofNullable((T) values.get(variable.name()));
    }

    @Override
    public <T> T get(Variable<T> variable) {
        return find(variable).orElseThrow(() -> new IllegalStateException(variable.name()));
    }

    @Override
    public Path path(Path given) {
        return environment.directory().resolve(given).normalize();
    }

    @Override
    public boolean isUnset(Variable<?> variable) {
        return !accepted.containsKey(variable.name()) && !refused.contains(variable.name());
    }

    @Override
    public void refuse(Variable<?> variable, String rule) {
        refuse(variable, rule, example(variable));
    }

    @Override
    public void refuse(Variable<?> variable, String rule, String remedy) {
        Given given = accepted.get(variable.name());
        if (given != null) {
            refuse(variable, given, rule, remedy);
        }
    }

    private void refuse(Variable<?> variable, Given given, String rule, String remedy) {
        refused.add(variable.name());
        problems.add(SettingProblem.of(variable, given, rule, remedy));
    }

    @Override
    public void require(Variable<?> variable, String when) {
        if (!notRead.contains(variable.name())) {
            refused.add(variable.name());
            problems.add(SettingProblem.of(variable.name(), "not set", "is required " + when, example(variable)));
        }
    }

    /** Reports what is wrong with something that is no variable. */
    void report(SettingProblem problem) {
        problems.add(problem);
    }

    private static String example(Variable<?> variable) {
        return variable.secret()
                ? "set it (or " + variable.fileName() + ") to " + variable.example()
                : "for example " + variable.name() + "=" + variable.example();
    }

    List<SettingProblem> problems() {
        return List.copyOf(problems);
    }

    /** What counts, without the variables of the other database. */
    List<EffectiveValue> effective() {
        Engine engine = DatabaseSettings.engine(this);
        return effective.values().stream()
                .filter(value -> DatabaseSettings.concerns(engine, value.name()))
                .toList();
    }
}
