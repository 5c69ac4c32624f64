package dev.colophon.cli.moving;

import dev.colophon.boot.ProgramSettings;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.source.Environment;
import dev.colophon.settings.variable.Purpose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The settings of a database beside the environment's, by its URL. */
final class OtherDatabase {
    private static final Pattern WITH_PASSWORD = Pattern.compile("[a-z]+://[^/@:]*:[^/@]*@.*");
    private static final int MAX_BYTES = 4_096;

    private OtherDatabase() {}

    /**
     * What the URL says, with the limits of the environment.
     *
     * @param text a URL without a password, or {@code file:} and the path of a file whose first line is the URL: every
     *     user of the machine can read the arguments of a process
     * @throws StartFailure 64 for a password in the argument; 78 as for DATABASE_URL
     */
    static DatabaseSettings of(String text) {
        if (WITH_PASSWORD.matcher(text).matches()) {
            throw new StartFailure(
                    ExitCode.USAGE,
                    "read the URL of the database",
                    "it has a password, and every user of this machine can read the arguments of a process",
                    "put the URL into a file that only you can read, and say file:PATH");
        }
        String url = text.startsWith("file:") ? firstLine(Path.of(text.substring("file:".length()))) : text;
        Environment real = Environment.capture();
        Map<String, String> variables = new HashMap<>(real.variables());
        variables.keySet().removeIf(OtherDatabase::namesDatabase);
        variables.put("DATABASE_URL", url);
        var environment = new Environment(variables, real.directory(), real.processors(), real.maxHeapMebibytes());
        return ProgramSettings.READER
                .read(environment, Purpose.DATABASE)
                .settings()
                .database();
    }

    private static boolean namesDatabase(String variable) {
        return variable.startsWith("POSTGRES_")
                || variable.startsWith("SQLITE_PATH")
                || variable.startsWith("DATABASE_URL");
    }

    private static String firstLine(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
        } catch (IOException unreadable) {
            throw new StartFailure(
                    ExitCode.USAGE,
                    "read the URL of the database",
                    file + " cannot be read",
                    "name a file whose first line is the URL",
                    unreadable);
        }
    }
}
