package dev.colophon.settings;

import static dev.colophon.settings.DatabaseVariables.DATABASE_URL;
import static dev.colophon.settings.DatabaseVariables.SQLITE_PATH;

import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.settings.EffectiveValue.Origin;
import dev.colophon.settings.GivenValues.Given;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which database: the scheme of DATABASE_URL; else SQLite when SQLITE_PATH is set; else PostgreSQL
 * when any POSTGRES_* is set or the profile is production; else SQLite. Two answers at once are an
 * error, the migrator's variables excepted.
 */
final class DatabaseChoice {
    private static final String SQLITE_REFUSED = "chooses SQLite, which the production profile refuses";
    private static final String USE_POSTGRESQL =
            "use PostgreSQL (POSTGRES_* or DATABASE_URL), or set APP_PROFILE=single-user";

    private final GivenValues given;
    private final Profile profile;
    private final List<SettingProblem> problems;

    DatabaseChoice(GivenValues given, Profile profile, List<SettingProblem> problems) {
        this.given = given;
        this.profile = profile;
        this.problems = problems;
    }

    /** Decides, and gives the parts of the URL as values of their own. */
    Engine choose() {
        List<String> postgres = givenNames("POSTGRES_");
        if (given.isGiven(DATABASE_URL)) {
            refuse(postgres, DATABASE_URL.name());
            refuse(givenNames(SQLITE_PATH.name()), DATABASE_URL.name());
            return chooseByUrl();
        }
        if (given.isGiven(SQLITE_PATH)) {
            refuse(postgres, SQLITE_PATH.name());
            refuseInProduction(SQLITE_PATH);
            return Engine.SQLITE;
        }
        boolean postgresql = Variables.ALL.stream()
                .anyMatch(variable -> variable.name().startsWith("POSTGRES_") && given.isGiven(variable));
        return postgresql || profile == Profile.PRODUCTION ? Engine.POSTGRESQL : Engine.SQLITE;
    }

    private Engine chooseByUrl() {
        Given url = given.find(DATABASE_URL).orElse(null);
        if (url == null) {
            return Engine.POSTGRESQL;
        }
        try {
            DatabaseUrl parsed = DatabaseUrl.parse(url.text());
            parsed.parts().forEach((variable, text) -> given.put(variable, new Given(text, Origin.URL, url.source())));
            if (parsed.engine() == Engine.SQLITE) {
                refuseInProduction(DATABASE_URL);
            }
            return parsed.engine();
        } catch (RuleBroken broken) {
            problems.add(SettingProblem.of(
                    DATABASE_URL, url, broken.rule(), broken.remedy().orElseThrow()));
            return Engine.POSTGRESQL;
        }
    }

    private void refuseInProduction(Variable<?> variable) {
        if (profile == Profile.PRODUCTION) {
            given.find(variable)
                    .ifPresent(
                            value -> problems.add(SettingProblem.of(variable, value, SQLITE_REFUSED, USE_POSTGRESQL)));
        }
    }

    private List<String> givenNames(String prefix) {
        return Variables.ALL.stream()
                .filter(given::isGiven)
                .map(Variable::name)
                .filter(name -> name.startsWith(prefix) && !name.contains("_MIGRATOR_"))
                .toList();
    }

    private void refuse(List<String> names, String other) {
        if (!names.isEmpty()) {
            problems.add(SettingProblem.of(
                    names.stream().collect(Collectors.joining(", ")),
                    "",
                    "set beside " + other + ": it is unclear which database is meant",
                    "unset " + other + ", or what stands beside it"));
        }
    }
}
