package dev.colophon.settings.reading;

import static dev.colophon.settings.DatabaseSettings.DATABASE_URL;
import static dev.colophon.settings.DatabaseSettings.SQLITE_PATH;

import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.settings.source.EffectiveValue.Origin;
import dev.colophon.settings.source.Given;
import dev.colophon.settings.source.GivenValues;
import dev.colophon.settings.source.SettingProblem;
import dev.colophon.settings.variable.Profile;
import dev.colophon.settings.variable.RuleBroken;
import dev.colophon.settings.variable.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two answers to the question which database is meant are an error, the migrator's variables
 * excepted; so is SQLite in production. A URL is taken apart into the variables that it stands for.
 */
final class DatabaseChoice {
    private static final String SQLITE_REFUSED = "chooses SQLite, which the production profile refuses";
    private static final String USE_POSTGRESQL =
            "use PostgreSQL (POSTGRES_* or DATABASE_URL), or set APP_PROFILE=single-user";

    private final GivenValues given;
    private final Profile profile;
    private final Map<String, Given> parts = new HashMap<>();
    private final List<SettingProblem> problems = new ArrayList<>();

    DatabaseChoice(GivenValues given, Profile profile) {
        this.given = given;
        this.profile = profile;
        if (given.isGiven(DATABASE_URL)) {
            refuse(given("POSTGRES_"), DATABASE_URL);
            refuse(given(SQLITE_PATH.name()), DATABASE_URL);
            given.find(DATABASE_URL).ifPresent(this::takeApart);
        } else if (given.isGiven(SQLITE_PATH)) {
            refuse(given("POSTGRES_"), SQLITE_PATH);
            refuseInProduction(SQLITE_PATH);
        }
    }

    /** What is given, the parts of the URL included. */
    GivenValues given() {
        return given.with(parts);
    }

    List<SettingProblem> problems() {
        return problems;
    }

    private void takeApart(Given url) {
        try {
            DatabaseUrl parsed = DatabaseUrl.parse(url.text());
            parsed.parts().forEach((name, text) -> parts.put(name, new Given(text, Origin.URL, url.source())));
            if (parsed.engine() == Engine.SQLITE) {
                refuseInProduction(DATABASE_URL);
            }
        } catch (RuleBroken broken) {
            problems.add(SettingProblem.of(
                    DATABASE_URL, url, broken.rule(), broken.remedy().orElseThrow()));
        }
    }

    private void refuseInProduction(Variable<?> variable) {
        if (profile == Profile.PRODUCTION) {
            given.find(variable)
                    .ifPresent(
                            value -> problems.add(SettingProblem.of(variable, value, SQLITE_REFUSED, USE_POSTGRESQL)));
        }
    }

    private List<String> given(String prefix) {
        return DatabaseSettings.GROUP.variables().stream()
                .filter(given::isGiven)
                .map(Variable::name)
                .filter(name -> name.startsWith(prefix) && !name.contains("_MIGRATOR_"))
                .toList();
    }

    private void refuse(List<String> names, Variable<?> other) {
        if (!names.isEmpty()) {
            problems.add(SettingProblem.of(
                    String.join(", ", names),
                    "",
                    "set beside " + other + ": it is unclear which database is meant",
                    "unset " + other + ", or what stands beside it"));
        }
    }
}
