package dev.colophon.settings;

import dev.colophon.settings.variable.AddressType;
import dev.colophon.settings.variable.Default;
import dev.colophon.settings.variable.Group;
import dev.colophon.settings.variable.Profile;
import dev.colophon.settings.variable.Purpose;
import dev.colophon.settings.variable.Type;
import dev.colophon.settings.variable.Values;
import dev.colophon.settings.variable.Variable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Which database, and how it is reached. The PostgreSQL parts are unused with SQLite and the other
 * way round.
 *
 * @param migrator address and role for changing the schema; the same as the others unless given
 * @param poolSize connections of this instance, beside one for the probe
 */
public record DatabaseSettings(
        Engine engine,
        Endpoint endpoint,
        Endpoint migrator,
        String name,
        SslMode sslMode,
        Optional<Path> sslRootCert,
        Path sqlitePath,
        boolean sqliteOnNetwork,
        int poolSize,
        int statementTimeoutSeconds,
        int lockTimeoutSeconds,
        int waitAttempts,
        int waitDelaySeconds) {
    private static final int MOST_CONNECTIONS_BY_DEFAULT = 20;
    private static final String POSTGRES = "POSTGRES_";

    /** The two databases. */
    public enum Engine {
        POSTGRESQL,
        SQLITE
    }

    /** A PostgreSQL address with a role. */
    public record Endpoint(String host, int port, String user, Secret password) {}

    /** How far the connection to PostgreSQL is protected; the names are PostgreSQL's own. */
    public enum SslMode {
        DISABLE,
        ALLOW,
        PREFER,
        REQUIRE,
        VERIFY_CA,
        VERIFY_FULL;

        /** As PostgreSQL and its drivers write it, such as {@code verify-full}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public static final Group<DatabaseSettings> GROUP = new Group<>("Database", Purpose.DATABASE, DatabaseSettings::of);

    /** Stands for the variables of the one or the other database. */
    public static final Variable<Secret> DATABASE_URL = GROUP.declare(
            "DATABASE_URL",
            Secret.TYPE,
            Default.none("not set"),
            "the database as one URL instead of POSTGRES_* or SQLITE_PATH:"
                    + " `postgresql://USER:PASSWORD@HOST:PORT/NAME` (percent-encoded; may"
                    + " end in `?sslmode=` and `&sslrootcert=`), `sqlite:///relative/path`"
                    + " or `sqlite:////absolute/path`",
            "postgresql://USER:PASSWORD@db:5432/colophon?sslmode=verify-full");

    public static final Variable<String> POSTGRES_HOST =
            declare("POSTGRES_HOST", AddressType.host(), "db", "server of the database");

    public static final Variable<Integer> POSTGRES_PORT =
            declare("POSTGRES_PORT", Type.number(1, 65_535), "5432", "port of that server");

    public static final Variable<String> POSTGRES_DB =
            declare("POSTGRES_DB", Type.text(), "colophon", "name of the database");

    public static final Variable<String> POSTGRES_USER =
            declare("POSTGRES_USER", Type.text(), "colophon", "role that serves");

    public static final Variable<Secret> POSTGRES_PASSWORD = GROUP.declare(
            "POSTGRES_PASSWORD",
            Secret.TYPE,
            Default.none("not set; required with PostgreSQL in production"),
            "password of the role that serves",
            "the password of POSTGRES_USER");

    public static final Variable<SslMode> POSTGRES_SSLMODE = declare(
            "POSTGRES_SSLMODE",
            Type.choice(SslMode.class, SslMode::label),
            "prefer",
            "TLS to the database; only verify-full knows whom it talks to");

    public static final Variable<Path> POSTGRES_SSLROOTCERT = GROUP.declare(
            "POSTGRES_SSLROOTCERT",
            Type.path(),
            Default.none("not set"),
            "file with the certificate that signed the server's",
            "/etc/colophon/database-ca.crt");

    private static final Variable<String> POSTGRES_MIGRATOR_HOST = GROUP.declare(
            "POSTGRES_MIGRATOR_HOST",
            AddressType.host(),
            sameAs(POSTGRES_HOST),
            "direct address, past PgBouncer, for changing the schema",
            "db-direct");

    private static final Variable<Integer> POSTGRES_MIGRATOR_PORT = GROUP.declare(
            "POSTGRES_MIGRATOR_PORT", Type.number(1, 65_535), sameAs(POSTGRES_PORT), "port of that address", "5432");

    private static final Variable<String> POSTGRES_MIGRATOR_USER = GROUP.declare(
            "POSTGRES_MIGRATOR_USER",
            Type.text(),
            sameAs(POSTGRES_USER),
            "role that owns and changes the schema; grants the other role its rights",
            "colophon_owner");

    private static final Variable<Secret> POSTGRES_MIGRATOR_PASSWORD = GROUP.declare(
            "POSTGRES_MIGRATOR_PASSWORD",
            Secret.TYPE,
            sameAs(POSTGRES_PASSWORD),
            "password of that role for the schema",
            "the password of POSTGRES_MIGRATOR_USER");

    public static final Variable<Path> SQLITE_PATH = declare(
            "SQLITE_PATH",
            Type.path(),
            "./data/colophon.sqlite3",
            "the database file; its folder also keeps the local profile's key");

    private static final Variable<Boolean> SQLITE_ON_NETWORK = declare(
            "SQLITE_ON_NETWORK", Type.flag(), "0", "1: allow the file on a network file system, where WAL is not safe");

    private static final Variable<Integer> DB_POOL_SIZE = GROUP.declare(
            "DB_POOL_SIZE",
            Type.number(1, 500),
            Default.of(
                    "2 x CPUs + 1, at most " + MOST_CONNECTIONS_BY_DEFAULT,
                    values -> String.valueOf(Math.min(2 * values.processors() + 1, MOST_CONNECTIONS_BY_DEFAULT))),
            "connections of one instance, beside one for the probe",
            "10");

    private static final Variable<Integer> DB_STATEMENT_TIMEOUT_SECONDS = declare(
            "DB_STATEMENT_TIMEOUT_SECONDS",
            Type.number(1, 3600),
            "30",
            "longest statement; migrations have no such limit");

    private static final Variable<Integer> DB_LOCK_TIMEOUT_SECONDS =
            declare("DB_LOCK_TIMEOUT_SECONDS", Type.number(1, 3600), "5", "longest wait for a lock of the database");

    private static final Variable<Integer> DB_WAIT_ATTEMPTS =
            declare("DB_WAIT_ATTEMPTS", Type.number(1, 10_000), "30", "tries to reach the database at start");

    private static final Variable<Integer> DB_WAIT_DELAY_SECONDS = declare(
            "DB_WAIT_DELAY_SECONDS", Type.number(1, 300), "2", "from the start of one try to the start of the next");

    private static <T> Variable<T> declare(String name, Type<T> type, String standard, String meaning) {
        return GROUP.declare(name, type, Default.of(standard), meaning, standard);
    }

    private static Default sameAs(Variable<?> variable) {
        return Default.none("the same as " + variable.name());
    }

    /**
     * Which database it is: the scheme of DATABASE_URL; else SQLite when SQLITE_PATH is set; else
     * PostgreSQL when any POSTGRES_* is set or the profile is production; else SQLite.
     */
    public static Engine engine(Values values) {
        if (!values.isUnset(DATABASE_URL)) {
            boolean sqlite =
                    values.find(DATABASE_URL).filter(DatabaseSettings::isSqlite).isPresent();
            return sqlite ? Engine.SQLITE : Engine.POSTGRESQL;
        }
        if (!values.isUnset(SQLITE_PATH)) {
            return Engine.SQLITE;
        }
        boolean postgresql = GROUP.variables().stream()
                .anyMatch(variable -> variable.name().startsWith(POSTGRES) && !values.isUnset(variable));
        return postgresql || values.profile() == Profile.PRODUCTION ? Engine.POSTGRESQL : Engine.SQLITE;
    }

    private static boolean isSqlite(Secret url) {
        return url.value().startsWith("sqlite:");
    }

    /** Whether a variable means anything with this database. */
    public static boolean concerns(Engine engine, String variable) {
        return switch (engine) {
            case POSTGRESQL -> !variable.startsWith("SQLITE_");
            case SQLITE -> !variable.startsWith(POSTGRES);
        };
    }

    /** The same with another SQLite file. */
    public DatabaseSettings at(Path file) {
        return new DatabaseSettings(
                engine,
                endpoint,
                migrator,
                name,
                sslMode,
                sslRootCert,
                file,
                sqliteOnNetwork,
                poolSize,
                statementTimeoutSeconds,
                lockTimeoutSeconds,
                waitAttempts,
                waitDelaySeconds);
    }

    private static DatabaseSettings of(Values values) {
        Engine engine = engine(values);
        Endpoint endpoint = new Endpoint(
                values.get(POSTGRES_HOST),
                values.get(POSTGRES_PORT),
                values.get(POSTGRES_USER),
                values.find(POSTGRES_PASSWORD).orElse(Secret.ABSENT));
        if (engine == Engine.POSTGRESQL) {
            requirePassword(values);
            checkCertificate(values);
        }
        return new DatabaseSettings(
                engine,
                endpoint,
                migrator(values, endpoint),
                values.get(POSTGRES_DB),
                values.get(POSTGRES_SSLMODE),
                values.find(POSTGRES_SSLROOTCERT).map(values::path),
                values.path(values.get(SQLITE_PATH)),
                values.get(SQLITE_ON_NETWORK),
                values.get(DB_POOL_SIZE),
                values.get(DB_STATEMENT_TIMEOUT_SECONDS),
                values.get(DB_LOCK_TIMEOUT_SECONDS),
                values.get(DB_WAIT_ATTEMPTS),
                values.get(DB_WAIT_DELAY_SECONDS));
    }

    private static Endpoint migrator(Values values, Endpoint endpoint) {
        return new Endpoint(
                values.find(POSTGRES_MIGRATOR_HOST).orElse(endpoint.host()),
                values.find(POSTGRES_MIGRATOR_PORT).orElse(endpoint.port()),
                values.find(POSTGRES_MIGRATOR_USER).orElse(endpoint.user()),
                values.find(POSTGRES_MIGRATOR_PASSWORD).orElse(endpoint.password()));
    }

    private static void requirePassword(Values values) {
        if (values.profile() != Profile.PRODUCTION || !values.isUnset(POSTGRES_PASSWORD)) {
            return;
        }
        if (values.isUnset(DATABASE_URL)) {
            values.require(POSTGRES_PASSWORD, "with PostgreSQL in the profile production");
        } else if (!values.isUnset(POSTGRES_HOST)) {
            values.refuse(
                    DATABASE_URL,
                    "must have a password in the profile production",
                    "write postgresql://USER:PASSWORD@HOST:PORT/NAME");
        }
    }

    private static void checkCertificate(Values values) {
        Optional<Path> file = values.find(POSTGRES_SSLROOTCERT).map(values::path);
        if (file.isPresent() && (!Files.isRegularFile(file.get()) || !Files.isReadable(file.get()))) {
            values.refuse(
                    POSTGRES_SSLROOTCERT,
                    "must name a file that this user can read",
                    "mount the certificate, or mend the path");
        }
    }
}
