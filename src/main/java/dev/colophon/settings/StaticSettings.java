package dev.colophon.settings;

import dev.colophon.settings.variable.Default;
import dev.colophon.settings.variable.Group;
import dev.colophon.settings.variable.Purpose;
import dev.colophon.settings.variable.Type;
import dev.colophon.settings.variable.Values;
import dev.colophon.settings.variable.Variable;
import java.nio.file.Path;

/** Whether and where the bundled static files are collected. */
public record StaticSettings(boolean collect, Path root) {
    public static final Group<StaticSettings> GROUP = new Group<>("Static files", Purpose.SERVE, StaticSettings::of);

    private static final Variable<Boolean> RUN_COLLECTSTATIC = GROUP.declare(
            "RUN_COLLECTSTATIC",
            Type.flag(),
            Default.of("1"),
            "gather, fingerprint and compress the bundled static files at start",
            "1");

    private static final Variable<Path> STATIC_ROOT = GROUP.declare(
            "STATIC_ROOT",
            Type.path(),
            Default.of("./staticfiles"),
            "folder that they are gathered in; may be a mount point",
            "./staticfiles");

    private static StaticSettings of(Values values) {
        return new StaticSettings(values.get(RUN_COLLECTSTATIC), values.path(values.get(STATIC_ROOT)));
    }
}
