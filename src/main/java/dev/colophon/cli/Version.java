package dev.colophon.cli;

import dev.colophon.observe.BuildInfo;
import picocli.CommandLine;

/** What {@code colophon --version} prints. */
final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
        BuildInfo build = BuildInfo.read();
        return new String[] {
            "Colophon " + build.version() + " (" + build.commit() + ")",
            "Java " + Runtime.version() + " on " + System.getProperty("os.name")
        };
    }
}
