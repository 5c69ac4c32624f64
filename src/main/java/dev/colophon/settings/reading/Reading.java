package dev.colophon.settings.reading;

import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.Settings;
import dev.colophon.settings.source.EffectiveValue;
import dev.colophon.settings.source.SettingProblem;
import java.util.List;
import java.util.Optional;

/**
 * What the environment says.
 *
 * @param result the settings; absent when there are problems
 * @param effective every variable that counts, with its origin, masked
 * @param problems everything that is wrong
 */
public record Reading(Optional<Settings> result, List<EffectiveValue> effective, List<SettingProblem> problems) {
    public Reading {
        effective = List.copyOf(effective);
        problems = List.copyOf(problems);
    }

    /**
     * The settings.
     *
     * @throws StartFailure {@code SETTINGS_INVALID} with all problems, numbered
     */
    public Settings settings() {
        return result.orElseThrow(this::failure);
    }

    private StartFailure failure() {
        StringBuilder why = new StringBuilder();
        why.append(problems.size()).append(problems.size() == 1 ? " problem" : " problems");
        for (int index = 0; index < problems.size(); index++) {
            why.append("\n  ")
                    .append(index + 1)
                    .append(". ")
                    .append(problems.get(index).text());
        }
        return new StartFailure(
                ExitCode.SETTINGS_INVALID,
                "read the settings",
                why.toString(),
                "mend them all and start again; docs/BOOT_AND_RUNTIME.md explains each variable");
    }
}
