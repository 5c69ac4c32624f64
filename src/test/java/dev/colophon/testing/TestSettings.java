package dev.colophon.testing;

import dev.colophon.settings.AccountSettings;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.ImportSettings;
import dev.colophon.settings.LoggingSettings;
import dev.colophon.settings.MigrationSettings;
import dev.colophon.settings.Profile;
import dev.colophon.settings.Secret;
import dev.colophon.settings.ServerSettings;
import dev.colophon.settings.Settings;
import dev.colophon.settings.StaticSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Settings as tests need them: any free port, no rate limits, SQLite unless said otherwise. */
public final class TestSettings {
    /** Signs nothing of worth. */
    public static final String SECRET_KEY = "only-for-tests-0123456789-abcdefghijklmnop";

    private TestSettings() {}

    /** Everything; files go below the folder. */
    public static Settings in(Path folder) {
        return new Settings(
                Profile.TEST,
                false,
                server(List.of(), List.of()),
                sqlite(folder.resolve("colophon.sqlite3")),
                new MigrationSettings(true, true, Optional.empty(), 0, false, false),
                new StaticSettings(true, folder.resolve("static")),
                account(),
                new LoggingSettings(
                        LoggingSettings.Level.WARN, LoggingSettings.Format.TEXT, false, false, folder.resolve("logs")),
                new ImportSettings(10_000, 8_388_608));
    }

    /** The same with DEBUG on. */
    public static Settings debugging(Settings settings) {
        return new Settings(
                settings.profile(),
                true,
                settings.server(),
                settings.database(),
                settings.migration(),
                settings.staticFiles(),
                settings.account(),
                settings.logging(),
                settings.imports());
    }

    /** The same with other settings of the server. */
    public static Settings with(Settings settings, ServerSettings server) {
        return new Settings(
                settings.profile(),
                settings.debug(),
                server,
                settings.database(),
                settings.migration(),
                settings.staticFiles(),
                settings.account(),
                settings.logging(),
                settings.imports());
    }

    /** The same with other settings of accounts. */
    public static Settings with(Settings settings, AccountSettings account) {
        return new Settings(
                settings.profile(),
                settings.debug(),
                settings.server(),
                settings.database(),
                settings.migration(),
                settings.staticFiles(),
                account,
                settings.logging(),
                settings.imports());
    }

    /** The same with another profile and database. */
    public static Settings with(Settings settings, Profile profile, DatabaseSettings database) {
        return new Settings(
                profile,
                settings.debug(),
                settings.server(),
                database,
                settings.migration(),
                settings.staticFiles(),
                settings.account(),
                settings.logging(),
                settings.imports());
    }

    /** A server whose clients are trusted like a proxy, without a limit of requests. */
    public static ServerSettings server(List<String> corsOrigins, List<String> csrfOrigins) {
        return server(corsOrigins, csrfOrigins, 0);
    }

    /**
     * @param rateLimitPerMinute 0 is off
     */
    public static ServerSettings server(List<String> corsOrigins, List<String> csrfOrigins, int rateLimitPerMinute) {
        return new ServerSettings(
                "127.0.0.1",
                0,
                0,
                30,
                100,
                0,
                5,
                List.of("*"),
                corsOrigins,
                csrfOrigins,
                List.of("127.0.0.1"),
                false,
                rateLimitPerMinute);
    }

    public static AccountSettings account() {
        return new AccountSettings(new Secret(SECRET_KEY), Optional.empty(), "HS256", 43_200, true, 0);
    }

    public static DatabaseSettings sqlite(Path file) {
        var nowhere = new DatabaseSettings.Endpoint("", 0, "", new Secret(""));
        return new DatabaseSettings(
                DatabaseSettings.Engine.SQLITE,
                nowhere,
                nowhere,
                "",
                "prefer",
                Optional.empty(),
                file,
                false,
                5,
                30,
                5,
                3,
                1);
    }
}
