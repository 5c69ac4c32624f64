package dev.colophon.settings;

import static dev.colophon.settings.Profile.LOCAL;
import static dev.colophon.settings.Profile.PRODUCTION;
import static dev.colophon.settings.Profile.SINGLE_USER;
import static dev.colophon.settings.Profile.TEST;

import dev.colophon.settings.Variable.Section;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How the program runs, where it listens, and its logs. */
final class ProgramVariables {
    private static final int HIGHEST_PORT = 65_535;

    static final Variable<Profile> APP_PROFILE = new Variable<>(
            "APP_PROFILE",
            Section.ADDRESS,
            Type.choice(Profile.class, Profile::label),
            Default.of("local"),
            "how Colophon is run; decides every default that depends on it. The image sets" + " production",
            "production");

    static final Variable<String> HOST = new Variable<>(
            "HOST",
            Section.ADDRESS,
            AddressType.host(),
            Default.of("127.0.0.1").in(SINGLE_USER, "0.0.0.0").in(PRODUCTION, "0.0.0.0"),
            "address that both listeners bind to",
            "0.0.0.0");

    static final Variable<Integer> PORT = new Variable<>(
            "PORT",
            Section.ADDRESS,
            Type.number(0, HIGHEST_PORT),
            Default.of("8000").in(TEST, "0"),
            "main listener; 0 takes any free port (local and test only)",
            "8000");

    static final Variable<Integer> MANAGEMENT_PORT = new Variable<>(
            "MANAGEMENT_PORT",
            Section.ADDRESS,
            Type.number(0, HIGHEST_PORT),
            Default.of("8001").in(TEST, "0"),
            "health details, metrics and the boot report; never to be exposed to the" + " internet",
            "8001");

    static final Variable<LoggingSettings.Level> LOG_LEVEL = new Variable<>(
            "LOG_LEVEL",
            Section.LOGS,
            Type.choice(LoggingSettings.Level.class, ProgramVariables::label),
            Default.of("info").in(LOCAL, "debug"),
            "the least severe level that is written",
            "info");

    static final Variable<LoggingSettings.Format> LOG_FORMAT = new Variable<>(
            "LOG_FORMAT",
            Section.LOGS,
            Type.choice(LoggingSettings.Format.class, ProgramVariables::label),
            Default.of("json").in(LOCAL, "text").in(TEST, "text"),
            "lines for people or lines for collectors",
            "json");

    static final Variable<Boolean> APP_LOG_TO_FILES = new Variable<>(
            "APP_LOG_TO_FILES",
            Section.LOGS,
            Type.flag(),
            Default.of("0"),
            "write the program's log to rotated files beside stdout",
            "1");

    static final Variable<Boolean> ACCESS_LOG_TO_FILES = new Variable<>(
            "ACCESS_LOG_TO_FILES",
            Section.LOGS,
            Type.flag(),
            Default.of("0"),
            "write the access log to rotated files beside stdout",
            "1");

    static final Variable<Path> LOG_DIR = new Variable<>(
            "LOG_DIR", Section.LOGS, Type.path(), Default.of("./logs"), "folder of the log files", "./logs");

    static final List<Variable<?>> ALL = List.of(
            APP_PROFILE,
            HOST,
            PORT,
            MANAGEMENT_PORT,
            LOG_LEVEL,
            LOG_FORMAT,
            APP_LOG_TO_FILES,
            ACCESS_LOG_TO_FILES,
            LOG_DIR);

    private ProgramVariables() {}

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
