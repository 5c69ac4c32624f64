package dev.colophon.observe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What was built.
 *
 * @param commit the commit, {@code unknown} unless the build named it
 */
public record BuildInfo(String version, String commit) {
    private static final String RESOURCE = "/dev/colophon/build.properties";

    /** Reads what the build left on the class path. */
    public static BuildInfo read() {
        var properties = new Properties();
        try (InputStream in = BuildInfo.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing: build with Maven");
            }
            properties.load(in);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        String commit = properties.getProperty("commit", "");
        return new BuildInfo(
                properties.getProperty("version", "unknown"),
                commit.isBlank() || commit.startsWith("${") ? "unknown" : commit);
    }
}
