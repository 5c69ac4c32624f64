package dev.colophon.settings;

import static dev.colophon.settings.DatabaseVariables.POSTGRES_HOST;
import static dev.colophon.settings.DatabaseVariables.POSTGRES_MIGRATOR_HOST;
import static dev.colophon.settings.DatabaseVariables.POSTGRES_MIGRATOR_PASSWORD;
import static dev.colophon.settings.DatabaseVariables.POSTGRES_MIGRATOR_PORT;
import static dev.colophon.settings.DatabaseVariables.POSTGRES_MIGRATOR_USER;
import static dev.colophon.settings.DatabaseVariables.POSTGRES_PASSWORD;
import static dev.colophon.settings.DatabaseVariables.POSTGRES_PORT;
import static dev.colophon.settings.DatabaseVariables.POSTGRES_USER;

import dev.colophon.settings.AccountVariables.Registration;
import dev.colophon.settings.DatabaseSettings.Endpoint;
import java.util.List;

/** Turns the values into the records that the other rooms see. */
final class Assembly {
    /** Nothing can be signed with it: an HMAC refuses an empty key. */
    private static final Secret ABSENT = new Secret("");

    private final Values values;

    Assembly(Values values) {
        this.values = values;
    }

    Settings settings() {
        return new Settings(
                values.profile(),
                values.get(ServerVariables.DEBUG),
                server(),
                database(),
                migration(),
                new StaticSettings(
                        values.get(ServerVariables.RUN_COLLECTSTATIC),
                        values.path(values.get(ServerVariables.STATIC_ROOT))),
                account(),
                logging(),
                new ImportSettings(
                        values.get(DatabaseVariables.IMPORT_MAX_ROWS), values.get(DatabaseVariables.IMPORT_MAX_BYTES)));
    }

    private ServerSettings server() {
        return new ServerSettings(
                values.get(ProgramVariables.HOST),
                values.get(ProgramVariables.PORT),
                values.get(ProgramVariables.MANAGEMENT_PORT),
                values.get(ServerVariables.REQUEST_TIMEOUT_SECONDS),
                values.get(ServerVariables.MAX_CONCURRENT_REQUESTS),
                values.get(ServerVariables.SHUTDOWN_DRAIN_SECONDS),
                values.get(ServerVariables.SHUTDOWN_GRACE_SECONDS),
                values.find(ServerVariables.ALLOWED_HOSTS).orElse(List.of()),
                values.find(ServerVariables.CORS_ALLOWED_ORIGINS).orElse(List.of()),
                values.find(ServerVariables.CSRF_TRUSTED_ORIGINS).orElse(List.of()),
                values.get(ServerVariables.TRUSTED_PROXIES),
                values.get(ServerVariables.REQUIRE_HTTPS),
                values.get(ServerVariables.RATE_LIMIT_PER_MINUTE));
    }

    private DatabaseSettings database() {
        Endpoint endpoint = new Endpoint(
                values.get(POSTGRES_HOST),
                values.get(POSTGRES_PORT),
                values.get(POSTGRES_USER),
                values.find(POSTGRES_PASSWORD).orElse(ABSENT));
        return new DatabaseSettings(
                values.engine(),
                endpoint,
                migrator(endpoint),
                values.get(DatabaseVariables.POSTGRES_DB),
                values.get(DatabaseVariables.POSTGRES_SSLMODE).label(),
                values.find(DatabaseVariables.POSTGRES_SSLROOTCERT).map(values::path),
                values.path(values.get(DatabaseVariables.SQLITE_PATH)),
                values.get(DatabaseVariables.SQLITE_ON_NETWORK),
                values.get(DatabaseVariables.DB_POOL_SIZE),
                values.get(DatabaseVariables.DB_STATEMENT_TIMEOUT_SECONDS),
                values.get(DatabaseVariables.DB_LOCK_TIMEOUT_SECONDS),
                values.get(DatabaseVariables.DB_WAIT_ATTEMPTS),
                values.get(DatabaseVariables.DB_WAIT_DELAY_SECONDS));
    }

    private Endpoint migrator(Endpoint endpoint) {
        return new Endpoint(
                values.find(POSTGRES_MIGRATOR_HOST).orElse(endpoint.host()),
                values.find(POSTGRES_MIGRATOR_PORT).orElse(endpoint.port()),
                values.find(POSTGRES_MIGRATOR_USER).orElse(endpoint.user()),
                values.find(POSTGRES_MIGRATOR_PASSWORD).orElse(endpoint.password()));
    }

    private MigrationSettings migration() {
        return new MigrationSettings(
                values.get(DatabaseVariables.RUN_MIGRATIONS),
                values.get(DatabaseVariables.MIGRATIONS_STRICT),
                values.find(DatabaseVariables.MIGRATIONS_EMERGENCY_REASON),
                values.get(DatabaseVariables.SCHEMA_WAIT_SECONDS),
                values.get(DatabaseVariables.SCHEMA_GATE_OVERRIDE),
                values.get(DatabaseVariables.BACKUP_BEFORE_MIGRATE));
    }

    private AccountSettings account() {
        return new AccountSettings(
                values.find(AccountVariables.SECRET_KEY).orElse(ABSENT),
                values.find(AccountVariables.SECRET_KEY_PREVIOUS),
                values.get(AccountVariables.ALGORITHM).name(),
                values.get(AccountVariables.ACCESS_TOKEN_EXPIRE_MINUTES),
                values.get(AccountVariables.REGISTRATION) == Registration.OPEN,
                values.get(AccountVariables.LOGIN_ATTEMPTS_PER_MINUTE));
    }

    private LoggingSettings logging() {
        return new LoggingSettings(
                values.get(ProgramVariables.LOG_LEVEL),
                values.get(ProgramVariables.LOG_FORMAT),
                values.get(ProgramVariables.APP_LOG_TO_FILES),
                values.get(ProgramVariables.ACCESS_LOG_TO_FILES),
                values.path(values.get(ProgramVariables.LOG_DIR)));
    }
}
