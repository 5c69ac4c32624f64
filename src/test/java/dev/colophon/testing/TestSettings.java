package dev.colophon.testing;

import dev.colophon.boot.ProgramSettings;
import dev.colophon.settings.AccountSettings;
import dev.colophon.settings.AddressSettings;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Endpoint;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.settings.RequestSettings;
import dev.colophon.settings.ServerSettings;
import dev.colophon.settings.Settings;
import dev.colophon.settings.TrustSettings;
import dev.colophon.settings.source.Environment;
import dev.colophon.settings.variable.Group;
import dev.colophon.settings.variable.Network;
import dev.colophon.settings.variable.Profile;
import dev.colophon.settings.variable.Purpose;
import dev.colophon.settings.variable.RuleBroken;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Settings as tests need them: any free port, no rate limits, SQLite unless said otherwise. They
 * are read as the program reads them, from variables.
 */
public final class TestSettings {
    /** Signs nothing of worth. */
    public static final String SECRET_KEY = "only-for-tests-0123456789-abcdefghijklmnop";

    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("APP_PROFILE", "test"),
            Map.entry("LOG_LEVEL", "warn"),
            Map.entry("LOG_DIR", "logs"),
            Map.entry("BACKUP_BEFORE_MIGRATE", "0"),
            Map.entry("DB_POOL_SIZE", "5"),
            Map.entry("DB_WAIT_ATTEMPTS", "3"),
            Map.entry("DB_WAIT_DELAY_SECONDS", "1"),
            Map.entry("STATIC_ROOT", "static"),
            Map.entry("REQUEST_TIMEOUT_SECONDS", "30"),
            Map.entry("MAX_CONCURRENT_REQUESTS", "100"),
            Map.entry("SHUTDOWN_GRACE_SECONDS", "5"),
            Map.entry("RATE_LIMIT_PER_MINUTE", "0"),
            Map.entry("CORS_ALLOWED_ORIGINS", "none"),
            Map.entry("CSRF_TRUSTED_ORIGINS", "none"),
            Map.entry("TRUSTED_PROXIES", "127.0.0.1"),
            Map.entry("SECRET_KEY", SECRET_KEY),
            Map.entry("REGISTRATION", "open"),
            Map.entry("LOGIN_ATTEMPTS_PER_MINUTE", "0"),
            Map.entry("IMPORT_MAX_ROWS", "10000"),
            Map.entry("IMPORT_MAX_BYTES", "8388608"));

    private TestSettings() {}

    /** Everything; files go below the folder. */
    public static Settings in(Path folder) {
        return in(folder, Map.of("SQLITE_PATH", "colophon.sqlite3"));
    }

    /** The same with some variables on top. */
    public static Settings in(Path folder, Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(USUAL);
        all.putAll(variables);
        return ProgramSettings.READER
                .inspect(Environment.of(all, folder), Purpose.SERVE)
                .settings();
    }

    /** The same with another record for a group. */
    public static <T> Settings with(Settings settings, Group<T> group, T part) {
        Map<Group<?>, Object> parts = new HashMap<>(settings.parts());
        parts.put(group, part);
        return new Settings(settings.profile(), parts);
    }

    /** The same with DEBUG on. */
    public static Settings debugging(Settings settings) {
        RequestSettings usual = settings.server().requests();
        var debugging = new RequestSettings(
                usual.timeoutSeconds(),
                usual.maxConcurrent(),
                usual.drainSeconds(),
                usual.graceSeconds(),
                usual.ratePerMinute(),
                true);
        return with(settings, RequestSettings.GROUP, debugging);
    }

    /** The same with other settings of the server. */
    public static Settings with(Settings settings, ServerSettings server) {
        Settings other = with(settings, AddressSettings.GROUP, server.addresses());
        other = with(other, RequestSettings.GROUP, server.requests());
        return with(other, TrustSettings.GROUP, server.trust());
    }

    /** The same with other settings of accounts. */
    public static Settings with(Settings settings, AccountSettings account) {
        return with(settings, AccountSettings.GROUP, account);
    }

    /** The same with another profile and database. */
    public static Settings with(Settings settings, Profile profile, DatabaseSettings database) {
        return new Settings(
                profile, with(settings, DatabaseSettings.GROUP, database).parts());
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
                new AddressSettings("127.0.0.1", 0, 0),
                new RequestSettings(30, 100, 0, 5, rateLimitPerMinute, false),
                new TrustSettings(List.of("*"), corsOrigins, csrfOrigins, networks(List.of("127.0.0.1")), false));
    }

    /** Networks of an environment, such as {@code 10.0.0.0/8}. */
    public static List<Network> networks(List<String> texts) {
        return texts.stream().map(TestSettings::network).toList();
    }

    private static Network network(String text) {
        try {
            return Network.parse(text);
        } catch (RuleBroken broken) {
            throw new AssertionError(text, broken);
        }
    }

    public static AccountSettings account() {
        return in(Path.of("target")).account();
    }

    public static DatabaseSettings sqlite(Path file) {
        return database(Map.of("SQLITE_PATH", file.toString()));
    }

    /** A database as these variables say. */
    public static DatabaseSettings database(Map<String, String> variables) {
        return in(Path.of("").toAbsolutePath(), variables).database();
    }

    /** The same database with some variables on top. */
    public static DatabaseSettings with(DatabaseSettings settings, Map<String, String> variables) {
        Map<String, String> all = new HashMap<>();
        if (settings.engine() == Engine.SQLITE) {
            all.put("SQLITE_PATH", settings.sqlitePath().toString());
        } else {
            Endpoint endpoint = settings.endpoint();
            all.put("POSTGRES_HOST", endpoint.host());
            all.put("POSTGRES_PORT", String.valueOf(endpoint.port()));
            all.put("POSTGRES_USER", endpoint.user());
            all.put("POSTGRES_PASSWORD", endpoint.password().value());
            all.put("POSTGRES_DB", settings.name());
            all.put("POSTGRES_SSLMODE", settings.sslMode().label());
        }
        all.put("DB_POOL_SIZE", String.valueOf(settings.poolSize()));
        all.putAll(variables);
        return database(all);
    }
}
