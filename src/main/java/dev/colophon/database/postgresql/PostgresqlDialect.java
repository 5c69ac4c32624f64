package dev.colophon.database.postgresql;

import dev.colophon.database.DatabaseReport;
import dev.colophon.database.Dialect;
import dev.colophon.database.NamedSql;
import dev.colophon.database.Statement;
import dev.colophon.database.connection.Lane;
import dev.colophon.database.connection.Probe;
import dev.colophon.database.connection.Trouble;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Endpoint;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL 14 or newer. */
public final class PostgresqlDialect implements Dialect {
    private static final int OLDEST_VERSION = 140_000;

    /** The driver gives up this much after the server should have ended the statement. */
    private static final int SOCKET_MARGIN_SECONDS = 5;

    private static final int IDLE_IN_TRANSACTION_SECONDS = 60;

    private final DatabaseSettings settings;

    public PostgresqlDialect(DatabaseSettings settings) {
        this.settings = settings;
    }

    @Override
    public NamedSql sql(Statement statement) {
        return statement.postgresql();
    }

    @Override
    public @Nullable Object parameter(@Nullable Object value) {
        return switch (value) {
            case Instant instant -> instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
            case LocalDate date -> date;
            case null, default -> Dialect.common(value);
        };
    }

    @Override
    public @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        // not as java.sql.Timestamp, which counts days before 1582 by Julius Caesar's calendar
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    @Override
    public @Nullable LocalDate date(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    @Override
    public Trouble trouble(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null) {
            return Trouble.FAULT;
        }
        return switch (state) {
            case "23505", "23P01" -> Trouble.UNIQUE;
            case "23503" -> Trouble.FOREIGN_KEY;
            case "23502" -> Trouble.NOT_NULL;
            case "23514" -> Trouble.CHECK;
            case "57014" -> Trouble.TIMEOUT;
            case "40001", "40P01", "55P03" -> Trouble.BUSY;
            case "57P01", "57P02", "57P03", "57P05", "53300", "25P03" -> Trouble.LOST;
            case "53100", "25006" -> Trouble.STORAGE;
            case "42P01", "42703" -> Trouble.SCHEMA;
            default -> state.startsWith("08") ? Trouble.LOST : Trouble.FAULT;
        };
    }

    @Override
    public Lane openReader() {
        int socketSeconds = settings.statementTimeoutSeconds() + SOCKET_MARGIN_SECONDS;
        return new Lane(
                "postgresql",
                settings.poolSize(),
                source(settings.endpoint(), socketSeconds),
                ("set statement_timeout = '%ds'; set lock_timeout = '%ds'; set timezone = 'UTC';"
                                + " set idle_in_transaction_session_timeout = '%ds'")
                        .formatted(
                                settings.statementTimeoutSeconds(),
                                settings.lockTimeoutSeconds(),
                                IDLE_IN_TRANSACTION_SECONDS));
    }

    @Override
    public Lane openWriter(Lane reader) {
        return reader;
    }

    @Override
    public void endOverdue(Lane lane) {
        // statement_timeout does
    }

    @Override
    public DataSource migrator() {
        return source(settings.migrator(), 0);
    }

    @Override
    public void prepare() {
        // the server is there or not; DatabaseWait has looked
    }

    @Override
    public Probe probe() {
        return new PostgresqlProbe(source(settings.endpoint(), 1));
    }

    @Override
    public AutoCloseable holdInstanceLock() {
        return () -> {};
    }

    @Override
    public void copyTo(Path target) {
        throw new StartFailure(
                ExitCode.USAGE,
                "copy the database",
                "the database is PostgreSQL, only a SQLite file can be copied",
                "use pg_dump");
    }

    @Override
    public DatabaseReport report(Connection connection) throws SQLException {
        return PostgresqlInspection.report(connection);
    }

    /** Refuses a server that is too old or a database in another encoding. */
    void requireSupported(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_setting('server_version_num')::int,"
                        + " current_setting('server_version'),"
                        + " current_setting('server_encoding')")) {
            row.next();
            requireVersion(row.getInt(1), row.getString(2));
            if (!"UTF8".equals(row.getString(3))) {
                throw unsupported(
                        "database '" + settings.name() + "' is encoded in " + row.getString(3),
                        "create it with ENCODING 'UTF8'");
            }
        }
    }

    static void requireVersion(int number, String version) {
        if (number < OLDEST_VERSION) {
            throw unsupported("the server is PostgreSQL " + version, "use PostgreSQL 14 or newer");
        }
    }

    /**
     * @param socketSeconds longest silence of the network, 0 without a limit
     */
    PGSimpleDataSource source(Endpoint endpoint, int socketSeconds) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {endpoint.host()});
        source.setPortNumbers(new int[] {endpoint.port()});
        source.setDatabaseName(settings.name());
        source.setUser(endpoint.user());
        source.setPassword(endpoint.password().value());
        source.setApplicationName("colophon");
        source.setConnectTimeout(1);
        source.setLoginTimeout(2);
        source.setSocketTimeout(socketSeconds);
        source.setTcpKeepAlive(true);
        // lets a UUID or a date be sent as text
        source.setStringType("unspecified");
        // its detail repeats the row's values, and failures are logged
        source.setLogServerErrorDetail(false);
        source.setSslMode(settings.sslMode());
        settings.sslRootCert().ifPresent(file -> source.setSslRootCert(file.toString()));
        return source;
    }

    private static StartFailure unsupported(String why, String remedy) {
        return new StartFailure(ExitCode.DATABASE_REFUSED, "use the database", why, remedy);
    }
}
