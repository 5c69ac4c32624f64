package dev.colophon.settings;

import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.settings.EffectiveValue.Origin;
import dev.colophon.settings.GivenValues.Given;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads and judges the whole environment at once. What a purpose does not read has its default, or
 * nothing, in the settings.
 */
public final class SettingsReader {
    private final Environment environment;
    private final Purpose purpose;
    private final Names names;
    private final List<SettingProblem> problems = new ArrayList<>();

    SettingsReader(Environment environment, Purpose purpose, Names names) {
        this.environment = environment;
        this.purpose = purpose;
        this.names = names;
    }

    /**
     * Reads the settings for a verb. To serve in the local profile, a key is made and kept in the
     * data folder when there is none.
     *
     * @throws dev.colophon.problem.StartFailure {@code SETTINGS_INVALID} with all problems, or
     *     {@code CANNOT_WRITE} when the key cannot be kept
     */
    public static Reading read(Environment environment, Purpose purpose) {
        Reading reading = inspect(environment, purpose);
        Settings settings = reading.settings();
        if (reading.effective().stream().anyMatch(value -> value.origin() == Origin.DATA_FOLDER)) {
            LocalKey.keep(
                    dataFolder(environment, settings.database().sqlitePath()),
                    settings.account().secretKey());
        }
        return reading;
    }

    /** Reads the settings, problems included, and writes nothing. */
    public static Reading inspect(Environment environment, Purpose purpose) {
        return new SettingsReader(environment, purpose, new Names(Names.RETIRED)).inspect();
    }

    Reading inspect() {
        Map<String, Given> real = new TreeMap<>();
        environment
                .variables()
                .forEach((name, text) -> real.put(name, new Given(text, Origin.ENVIRONMENT, "environment")));
        List<Map<String, Given>> sources = List.of(real, dotEnv(real));
        for (Map<String, Given> source : sources) {
            source.forEach((name, given) -> names.check(name, given).ifPresent(problems::add));
        }
        GivenValues given = new GivenValues(environment.directory(), problems);
        for (Variable<?> variable : Variables.ALL) {
            if (purpose.reads(variable)) {
                given.take(variable, sources);
            }
        }
        Values values = resolve(given);
        Optional<Settings> settings =
                problems.isEmpty() ? Optional.of(new Assembly(values).settings()) : Optional.empty();
        return new Reading(settings, values.effective(), problems);
    }

    /** {@code .env} is for work on a developer's machine; production never reads it. */
    private Map<String, Given> dotEnv(Map<String, Given> real) {
        Given profile = real.get(ProgramVariables.APP_PROFILE.name());
        boolean production = profile != null && profile.text().equalsIgnoreCase(Profile.PRODUCTION.label());
        return production ? Map.of() : DotEnv.read(environment.directory(), problems);
    }

    private Values resolve(GivenValues given) {
        Profile profile = profile(given);
        Engine engine = new DatabaseChoice(given, profile, problems).choose();
        Values values = new Values(environment, profile, engine, problems);
        for (Variable<?> variable : Variables.ALL) {
            values.resolve(variable, given, purpose.reads(variable));
        }
        if (purpose.reads(AccountVariables.SECRET_KEY)) {
            supplyLocalKey(values);
        }
        ProfileRules rules = new ProfileRules(values);
        rules.check();
        if (purpose != Purpose.NONE) {
            rules.checkPostgresql();
        }
        new KeyRules(values).check();
        return values;
    }

    /** A bad profile is reported with the other bad values; until then the mildest one counts. */
    private static Profile profile(GivenValues given) {
        Variable<Profile> variable = ProgramVariables.APP_PROFILE;
        try {
            return variable.type()
                    .parser()
                    .parse(given.find(variable).map(Given::text).orElse(Profile.LOCAL.label()));
        } catch (RuleBroken reportedLater) {
            return Profile.LOCAL;
        }
    }

    private void supplyLocalKey(Values values) {
        Variable<Secret> variable = AccountVariables.SECRET_KEY;
        if (values.profile() != Profile.LOCAL || !values.isUnset(variable)) {
            return;
        }
        Path database = values.path(values.get(DatabaseVariables.SQLITE_PATH));
        Path folder = dataFolder(environment, database);
        String source = "file " + folder.resolve(LocalKey.FILE_NAME);
        try {
            values.supply(variable, LocalKey.findOrMake(folder), source);
        } catch (RuleBroken broken) {
            problems.add(SettingProblem.of(
                    "The key of the profile local",
                    source,
                    broken.rule(),
                    broken.remedy().orElse("remove the file, or set SECRET_KEY")));
        }
    }

    private static Path dataFolder(Environment environment, Path database) {
        Path folder = database.getParent();
        return folder == null ? environment.directory() : folder;
    }
}
