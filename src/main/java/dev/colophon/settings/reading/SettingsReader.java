package dev.colophon.settings.reading;

import static dev.colophon.settings.AccountSettings.SECRET_KEY;
import static dev.colophon.settings.AddressSettings.APP_PROFILE;
import static dev.colophon.settings.DatabaseSettings.SQLITE_PATH;

import dev.colophon.settings.AccountSettings;
import dev.colophon.settings.Settings;
import dev.colophon.settings.source.DotEnv;
import dev.colophon.settings.source.EffectiveValue.Origin;
import dev.colophon.settings.source.Environment;
import dev.colophon.settings.source.Given;
import dev.colophon.settings.source.GivenValues;
import dev.colophon.settings.source.SettingProblem;
import dev.colophon.settings.variable.Group;
import dev.colophon.settings.variable.Profile;
import dev.colophon.settings.variable.Purpose;
import dev.colophon.settings.variable.RuleBroken;
import dev.colophon.settings.variable.Variable;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads and judges the whole environment at once. What a purpose does not read has its default, or
 * nothing, in the settings.
 */
public final class SettingsReader {
    private final List<Group<?>> groups;

    /**
     * @param groupsOfLaterRooms what rooms after this one declare
     */
    public SettingsReader(List<Group<?>> groupsOfLaterRooms) {
        this.groups = Stream.concat(Settings.GROUPS.stream(), groupsOfLaterRooms.stream())
                .sorted(Comparator.comparing(Group::purpose))
                .toList();
    }

    /**
     * Everything that can be set. What every verb reads comes first; a default may use the
     * variables before it.
     */
    public List<Group<?>> groups() {
        return groups;
    }

    /**
     * Reads the settings for a verb. To serve in the local profile, a key is made and kept in the
     * data folder when there is none.
     *
     * @throws dev.colophon.problem.StartFailure {@code SETTINGS_INVALID} with all problems, or
     *     {@code CANNOT_WRITE} when the key cannot be kept
     */
    public Reading read(Environment environment, Purpose purpose) {
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
    public Reading inspect(Environment environment, Purpose purpose) {
        Map<String, Given> real = environment.given();
        DotEnv dotEnv = dotEnv(environment, real);
        List<Map<String, Given>> sources = List.of(real, dotEnv.values());
        GivenValues given = GivenValues.take(variables(purpose), sources, environment.directory());
        Profile profile = profile(given);
        DatabaseChoice choice = new DatabaseChoice(given, profile);
        ResolvedValues values = resolve(new ResolvedValues(environment, profile), choice.given(), purpose);
        if (purpose.includes(AccountSettings.GROUP.purpose())) {
            supplyLocalKey(values, environment);
        }
        Map<Group<?>, Object> parts = new HashMap<>();
        groups.forEach(group -> parts.put(group, group.of(values)));
        List<SettingProblem> problems = Stream.of(
                        dotEnv.problems(),
                        new Names(variables(Purpose.SERVE)).check(sources),
                        given.problems(),
                        choice.problems(),
                        values.problems())
                .flatMap(List::stream)
                .toList();
        Optional<Settings> settings = problems.isEmpty() ? Optional.of(new Settings(profile, parts)) : Optional.empty();
        return new Reading(settings, values.effective(), problems);
    }

    private List<Variable<?>> variables(Purpose purpose) {
        return groups.stream()
                .filter(group -> purpose.includes(group.purpose()))
                .<Variable<?>>flatMap(group -> group.variables().stream())
                .toList();
    }

    /** {@code .env} is for work on a developer's machine; production never reads it. */
    private static DotEnv dotEnv(Environment environment, Map<String, Given> real) {
        Given profile = real.get(APP_PROFILE.name());
        boolean production = profile != null && profile.text().equalsIgnoreCase(Profile.PRODUCTION.label());
        return production ? DotEnv.none() : DotEnv.read(environment.directory());
    }

    /** A bad profile is reported with the other bad values; until then the mildest one counts. */
    private static Profile profile(GivenValues given) {
        try {
            return APP_PROFILE
                    .type()
                    .parse(given.find(APP_PROFILE).map(Given::text).orElse(Profile.LOCAL.label()));
        } catch (RuleBroken reportedLater) {
            return Profile.LOCAL;
        }
    }

    private ResolvedValues resolve(ResolvedValues values, GivenValues given, Purpose purpose) {
        for (Group<?> group : groups) {
            boolean isRead = purpose.includes(group.purpose());
            for (Variable<?> variable : group.variables()) {
                if (isRead) {
                    values.resolve(variable, given);
                } else {
                    values.passOver(variable);
                }
            }
        }
        return values;
    }

    private static void supplyLocalKey(ResolvedValues values, Environment environment) {
        if (values.profile() != Profile.LOCAL || !values.isUnset(SECRET_KEY)) {
            return;
        }
        Path folder = dataFolder(environment, values.path(values.get(SQLITE_PATH)));
        String source = "file " + folder.resolve(LocalKey.FILE_NAME);
        try {
            values.supply(SECRET_KEY, LocalKey.findOrMake(folder), source);
        } catch (RuleBroken broken) {
            values.report(SettingProblem.of(
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
