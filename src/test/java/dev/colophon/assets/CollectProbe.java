package dev.colophon.assets;

import dev.colophon.problem.StartFailure;
import dev.colophon.settings.StaticSettings;
import java.nio.file.Path;
import java.time.InstantSource;

/** Collects in a process of its own, so that a limit of the system can stand in for a full disk. */
final class CollectProbe {
    private CollectProbe() {}

    public static void main(String[] arguments) {
        var settings = new StaticSettings(true, Path.of(arguments[0]));
        try {
            new StaticCollector(InstantSource.system()).collect(settings);
        } catch (StartFailure failure) {
            System.err.println(failure.getMessage());
            System.exit(failure.exitCode().number());
        }
    }
}
