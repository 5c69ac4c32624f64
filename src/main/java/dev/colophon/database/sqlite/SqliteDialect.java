package dev.colophon.database.sqlite;

import dev.colophon.database.DatabaseReport;
import dev.colophon.database.Dialect;
import dev.colophon.database.NamedSql;
import dev.colophon.database.Statement;
import dev.colophon.database.connection.Lane;
import dev.colophon.database.connection.Probe;
import dev.colophon.database.connection.SqlFailures;
import dev.colophon.database.connection.Trouble;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteException;

/** SQLite: one writer, several readers, one file. */
public final class SqliteDialect implements Dialect {
    /** Older ones can corrupt a file in WAL mode. */
    private static final int[] OLDEST_VERSION = {3, 51, 3};

    /** Always 27 characters, so that text sorts as time does. */
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final DatabaseSettings settings;
    private final SqliteFile file;

    public SqliteDialect(DatabaseSettings settings) {
        this.settings = settings;
        file = new SqliteFile(settings.sqlitePath());
    }

    @Override
    public NamedSql sql(Statement statement) {
        return statement.sqlite();
    }

    @Override
    public @Nullable Object parameter(@Nullable Object value) {
        return switch (value) {
            case Instant instant -> INSTANT.format(instant);
            case LocalDate date -> date.toString();
            case null, default -> Dialect.common(value);
        };
    }

    @Override
    public @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : Instant.parse(text);
    }

    @Override
    public @Nullable LocalDate date(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : LocalDate.parse(text);
    }

    @Override
    public Trouble trouble(SQLException failure) {
        if (!(failure instanceof SQLiteException sqlite)) {
            // HikariCP's: no connection in time, or the pool is closed
            return failure instanceof java.sql.SQLTransientException ? Trouble.LOST : Trouble.FAULT;
        }
        return switch (sqlite.getResultCode()) {
            case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID -> Trouble.UNIQUE;
            case SQLITE_CONSTRAINT_FOREIGNKEY -> Trouble.FOREIGN_KEY;
            case SQLITE_CONSTRAINT_NOTNULL -> Trouble.NOT_NULL;
            case SQLITE_CONSTRAINT_CHECK, SQLITE_CONSTRAINT_DATATYPE -> Trouble.CHECK;
            case SQLITE_INTERRUPT -> Trouble.TIMEOUT;
            case SQLITE_ERROR -> missing(sqlite) ? Trouble.SCHEMA : Trouble.FAULT;
            default -> byFamily(sqlite);
        };
    }

    /** Extended codes carry the family in the lowest byte. */
    private static Trouble byFamily(SQLiteException failure) {
        return switch (failure.getResultCode().code & 0xff) {
            case 5, 6 -> Trouble.BUSY; // SQLITE_BUSY, SQLITE_LOCKED
            case 8, 10, 13 -> Trouble.STORAGE; // READONLY, IOERR, FULL
            case 11, 14, 26 -> Trouble.LOST; // CORRUPT, CANTOPEN, NOTADB
            default -> Trouble.FAULT;
        };
    }

    /** SQLite has no code of its own for this. */
    private static boolean missing(SQLiteException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("no such table") || message.contains("no such column");
    }

    @Override
    public Lane openReader() {
        return new Lane("sqlite-readers", settings.poolSize(), source(false), "pragma query_only = on");
    }

    @Override
    public Lane openWriter(Lane reader) {
        return new Lane("sqlite-writer", 1, source(true), "pragma query_only = off");
    }

    /** For the writer the whole transaction counts, for it keeps all other writers waiting. */
    @Override
    public void endOverdue(Lane lane) {
        lane.onOverdue(
                Duration.ofSeconds(settings.statementTimeoutSeconds()),
                connection ->
                        connection.unwrap(SQLiteConnection.class).getDatabase().interrupt());
    }

    @Override
    public DataSource migrator() {
        return source(true);
    }

    @Override
    public void prepare() {
        file.prepare(settings.sqliteOnNetwork());
        try (Connection connection = source(true).getConnection();
                var statement = connection.createStatement()) {
            requireSupported(connection);
            statement.execute("begin immediate");
            statement.execute("rollback");
        } catch (SQLException failure) {
            throw unusable(failure);
        }
    }

    private StartFailure unusable(SQLException failure) {
        String why = SqlFailures.code(failure) + ": " + failure.getMessage();
        return switch (trouble(failure)) {
            case BUSY ->
                new StartFailure(
                        ExitCode.TRY_AGAIN,
                        "open the SQLite file",
                        file.path() + " is locked by another process",
                        "wait until that one has finished",
                        failure);
            case LOST ->
                new StartFailure(
                        ExitCode.FAULT,
                        "open the SQLite file",
                        file.path() + " cannot be read as a database, " + why,
                        "put back a copy of it, or set SQLITE_PATH to the right file",
                        failure);
            default -> file.cannotWrite(why, "make file, folder and disk writable and make room on it", failure);
        };
    }

    @Override
    public Probe probe() {
        return file.probe();
    }

    @Override
    public AutoCloseable holdInstanceLock() {
        return file.holdInstanceLock();
    }

    @Override
    public void copyTo(Path target) {
        file.prepare(settings.sqliteOnNetwork());
        new SqliteCopy(source(true), target).make();
    }

    @Override
    public DatabaseReport report(Connection connection) throws SQLException {
        return SqliteInspection.report(connection, file);
    }

    private static void requireSupported(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select sqlite_version()")) {
            row.next();
            requireVersion(row.getString(1));
        }
    }

    public static void requireVersion(String version) {
        int[] parts =
                Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
        if (Arrays.compare(parts, OLDEST_VERSION) < 0) {
            throw new StartFailure(
                    ExitCode.DATABASE_REFUSED,
                    "use the database",
                    "the SQLite library is " + version,
                    "use 3.51.3 or newer, older ones can corrupt a WAL file");
        }
    }

    /** Connections to the file; a writer begins its transactions with the write lock. */
    SQLiteDataSource source(boolean writer) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(settings.lockTimeoutSeconds() * 1_000);
        if (writer) {
            config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        }
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.path());
        return source;
    }
}
