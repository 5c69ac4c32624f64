package dev.colophon.settings;

import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.settings.Variable.Section;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Which database, how its schema is brought up, and what one import may bring. */
final class DatabaseVariables {
    private static final int MOST_CONNECTIONS_BY_DEFAULT = 20;
    private static final int MOST_REASON_CHARACTERS = 200;
    private static final long GIBIBYTE = 1L << 30;

    /** How far the connection to PostgreSQL is protected; the names are PostgreSQL's own. */
    enum SslMode {
        DISABLE,
        ALLOW,
        PREFER,
        REQUIRE,
        VERIFY_CA,
        VERIFY_FULL;

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static final Variable<Secret> DATABASE_URL = new Variable<>(
            "DATABASE_URL",
            Section.DATABASE,
            Type.secretText(),
            Default.none("not set"),
            "the database as one URL instead of POSTGRES_* or SQLITE_PATH:"
                    + " `postgresql://USER:PASSWORD@HOST:PORT/NAME` (percent-encoded; may"
                    + " end in `?sslmode=` and `&sslrootcert=`), `sqlite:///relative/path`"
                    + " or `sqlite:////absolute/path`",
            "postgresql://USER:PASSWORD@db:5432/colophon?sslmode=verify-full");

    static final Variable<String> POSTGRES_HOST =
            text("POSTGRES_HOST", AddressType.host(), "db", "server of the database");

    static final Variable<Integer> POSTGRES_PORT =
            text("POSTGRES_PORT", Type.number(1, 65_535), "5432", "port of that server");

    static final Variable<String> POSTGRES_DB = text("POSTGRES_DB", Type.text(), "colophon", "name of the database");

    static final Variable<String> POSTGRES_USER = text("POSTGRES_USER", Type.text(), "colophon", "role that serves");

    static final Variable<Secret> POSTGRES_PASSWORD = new Variable<>(
            "POSTGRES_PASSWORD",
            Section.DATABASE,
            Type.secretText(),
            Default.none("not set; required with PostgreSQL in production"),
            "password of the role that serves",
            "the password of POSTGRES_USER");

    static final Variable<SslMode> POSTGRES_SSLMODE = text(
            "POSTGRES_SSLMODE",
            Type.choice(SslMode.class, SslMode::label),
            "prefer",
            "TLS to the database; only verify-full knows whom it talks to");

    static final Variable<Path> POSTGRES_SSLROOTCERT = new Variable<>(
            "POSTGRES_SSLROOTCERT",
            Section.DATABASE,
            Type.path(),
            Default.none("not set"),
            "file with the certificate that signed the server's",
            "/etc/colophon/database-ca.crt");

    static final Variable<String> POSTGRES_MIGRATOR_HOST = migrator(
            "POSTGRES_MIGRATOR_HOST",
            AddressType.host(),
            "direct address, past PgBouncer, for changing the schema",
            "db-direct");

    static final Variable<Integer> POSTGRES_MIGRATOR_PORT =
            migrator("POSTGRES_MIGRATOR_PORT", Type.number(1, 65_535), "port of that address", "5432");

    static final Variable<String> POSTGRES_MIGRATOR_USER = migrator(
            "POSTGRES_MIGRATOR_USER",
            Type.text(),
            "role that owns and changes the schema; grants the other role its rights",
            "colophon_owner");

    static final Variable<Secret> POSTGRES_MIGRATOR_PASSWORD = migrator(
            "POSTGRES_MIGRATOR_PASSWORD",
            Type.secretText(),
            "password of that role for the schema",
            "the password of POSTGRES_MIGRATOR_USER");

    static final Variable<Path> SQLITE_PATH = text(
            "SQLITE_PATH",
            Type.path(),
            "./data/colophon.sqlite3",
            "the database file; its folder also keeps the local profile's key");

    static final Variable<Boolean> SQLITE_ON_NETWORK = text(
            "SQLITE_ON_NETWORK", Type.flag(), "0", "1: allow the file on a network file system, where WAL is not safe");

    static final Variable<Integer> DB_POOL_SIZE = new Variable<>(
            "DB_POOL_SIZE",
            Section.DATABASE,
            Type.number(1, 500),
            Default.of(
                    "2 x CPUs + 1, at most " + MOST_CONNECTIONS_BY_DEFAULT,
                    values -> String.valueOf(
                            Math.min(2 * values.environment().processors() + 1, MOST_CONNECTIONS_BY_DEFAULT))),
            "connections of one instance, beside one for the probe",
            "10");

    static final Variable<Integer> DB_STATEMENT_TIMEOUT_SECONDS = text(
            "DB_STATEMENT_TIMEOUT_SECONDS",
            Type.number(1, 3600),
            "30",
            "longest statement; migrations have no such limit");

    static final Variable<Integer> DB_LOCK_TIMEOUT_SECONDS =
            text("DB_LOCK_TIMEOUT_SECONDS", Type.number(1, 3600), "5", "longest wait for a lock of the database");

    static final Variable<Integer> DB_WAIT_ATTEMPTS =
            text("DB_WAIT_ATTEMPTS", Type.number(1, 10_000), "30", "tries to reach the database at start");

    static final Variable<Integer> DB_WAIT_DELAY_SECONDS = text(
            "DB_WAIT_DELAY_SECONDS", Type.number(1, 300), "2", "from the start of one try to the start of the next");

    static final Variable<Boolean> RUN_MIGRATIONS =
            schema("RUN_MIGRATIONS", "1", "0 skips migrating, never the schema check");

    static final Variable<Boolean> MIGRATIONS_STRICT = schema(
            "MIGRATIONS_STRICT",
            "1",
            "1: a failed or pending migration, or failed static collection, stops the"
                    + " start. 0: emergency, warn loudly and go on");

    static final Variable<String> MIGRATIONS_EMERGENCY_REASON = new Variable<>(
            "MIGRATIONS_EMERGENCY_REASON",
            Section.SCHEMA,
            Type.text(MOST_REASON_CHARACTERS),
            Default.none("not set"),
            "why MIGRATIONS_STRICT is 0 or SCHEMA_GATE_OVERRIDE is 1: shown in the log,"
                    + " /health, /boot and a metric for as long as it is",
            "migration 12 fails on rows of 2019, ticket 4711");

    static final Variable<Integer> SCHEMA_WAIT_SECONDS = new Variable<>(
            "SCHEMA_WAIT_SECONDS",
            Section.SCHEMA,
            Type.number(0, 86_400),
            Default.of("0"),
            "how long a start waits while the schema is behind; on web pods the deadline" + " of the migration job",
            "1800");

    static final Variable<Boolean> SCHEMA_GATE_OVERRIDE = schema(
            "SCHEMA_GATE_OVERRIDE",
            "0",
            "1: serve even on an incompatible newer schema; apart from MIGRATIONS_STRICT" + " on purpose");

    static final Variable<Boolean> BACKUP_BEFORE_MIGRATE = new Variable<>(
            "BACKUP_BEFORE_MIGRATE",
            Section.SCHEMA,
            Type.flag(),
            Default.of("1 with SQLite, 0 with PostgreSQL", values -> values.engine() == Engine.SQLITE ? "1" : "0"),
            "a safety copy before pending migrations run; its failure is a strict" + " failure. SQLite only for now",
            "1");

    static final Variable<Integer> IMPORT_MAX_ROWS = new Variable<>(
            "IMPORT_MAX_ROWS",
            Section.IMPORTS,
            Type.number(1, 10_000_000),
            Default.of("100000"),
            "rows of one import; above it nothing is stored",
            "100000");

    static final Variable<Long> IMPORT_MAX_BYTES = new Variable<>(
            "IMPORT_MAX_BYTES",
            Section.IMPORTS,
            Type.largeNumber(1, GIBIBYTE),
            Default.of("67108864"),
            "size of one import; above it nothing is stored",
            "67108864");

    static final List<Variable<?>> ALL = List.of(
            DATABASE_URL,
            POSTGRES_HOST,
            POSTGRES_PORT,
            POSTGRES_DB,
            POSTGRES_USER,
            POSTGRES_PASSWORD,
            POSTGRES_SSLMODE,
            POSTGRES_SSLROOTCERT,
            POSTGRES_MIGRATOR_HOST,
            POSTGRES_MIGRATOR_PORT,
            POSTGRES_MIGRATOR_USER,
            POSTGRES_MIGRATOR_PASSWORD,
            SQLITE_PATH,
            SQLITE_ON_NETWORK,
            DB_POOL_SIZE,
            DB_STATEMENT_TIMEOUT_SECONDS,
            DB_LOCK_TIMEOUT_SECONDS,
            DB_WAIT_ATTEMPTS,
            DB_WAIT_DELAY_SECONDS,
            RUN_MIGRATIONS,
            MIGRATIONS_STRICT,
            MIGRATIONS_EMERGENCY_REASON,
            SCHEMA_WAIT_SECONDS,
            SCHEMA_GATE_OVERRIDE,
            BACKUP_BEFORE_MIGRATE,
            IMPORT_MAX_ROWS,
            IMPORT_MAX_BYTES);

    private DatabaseVariables() {}

    private static <T> Variable<T> text(String name, Type<T> type, String standard, String text) {
        return new Variable<>(name, Section.DATABASE, type, Default.of(standard), text, standard);
    }

    private static <T> Variable<T> migrator(String name, Type<T> type, String meaning, String example) {
        String twin = name.replace("_MIGRATOR", "");
        Default fallback = Default.none("the same as " + twin);
        return new Variable<>(name, Section.DATABASE, type, fallback, meaning, example);
    }

    private static Variable<Boolean> schema(String name, String standard, String meaning) {
        Default fallback = Default.of(standard);
        return new Variable<>(name, Section.SCHEMA, Type.flag(), fallback, meaning, standard);
    }
}
