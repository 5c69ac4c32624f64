package dev.colophon.people;

import dev.colophon.settings.variable.Default;
import dev.colophon.settings.variable.Group;
import dev.colophon.settings.variable.Purpose;
import dev.colophon.settings.variable.Type;
import dev.colophon.settings.variable.Values;
import dev.colophon.settings.variable.Variable;

/** What somebody without an account may see. */
public record PeopleSettings(boolean publicProfiles) {
    public static final Group<PeopleSettings> GROUP = new Group<>("People", Purpose.SERVE, PeopleSettings::of);

    private static final Variable<Boolean> PUBLIC_PROFILES = GROUP.declare(
            "PUBLIC_PROFILES",
            Type.flag(),
            Default.of("0"),
            "profiles of readers whose shelf is for everybody are shown to people without an account",
            "1");

    private static PeopleSettings of(Values values) {
        return new PeopleSettings(values.get(PUBLIC_PROFILES));
    }
}
