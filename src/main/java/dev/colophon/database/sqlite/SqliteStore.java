package dev.colophon.database.sqlite;

import dev.colophon.database.connection.Lane;
import dev.colophon.database.connection.SqlFailures;
import dev.colophon.database.connection.Store;
import dev.colophon.database.connection.Store.Probe;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/** SQLite: one writer, several readers, one file. */
public final class SqliteStore implements Store {
    /** Older ones can corrupt a file in WAL mode. */
    private static final int[] OLDEST_VERSION = {3, 51, 3};

    /** With SQLite's 2 MiB a transaction of an import writes pages and reads them again. */
    private static final int WRITER_CACHE_KIBIBYTES = 16_384;

    /** 16 MiB of log: pages that many transactions change go into the file once, with one wait for the disk. */
    private static final int PAGES_PER_CHECKPOINT = 4_000;

    private final DatabaseSettings settings;
    private final SqliteFile file;

    public SqliteStore(DatabaseSettings settings) {
        this.settings = settings;
        file = new SqliteFile(settings.sqlitePath());
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

    /** Unpooled connections without a limit for statements. */
    public DataSource migrator() {
        return source(true);
    }

    /**
     * Makes folder and file if they are missing, and sees that the file can be written. Until {@link
     * #close} no restore replaces it.
     *
     * @throws StartFailure {@code CANNOT_WRITE} and others, when it cannot be used; {@code TRY_AGAIN}
     *     while it is restored
     */
    public void prepare() {
        file.prepare(settings.sqliteOnNetwork());
        try {
            requireUsable();
        } catch (StartFailure failure) {
            file.close();
            throw failure;
        }
    }

    private void requireUsable() {
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
        return switch (new SqliteDialect().trouble(failure)) {
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

    /**
     * Writes a consistent copy, also while others write.
     *
     * @param target a file that does not exist, in a folder that does
     * @throws StartFailure {@code CANNOT_WRITE}
     */
    public void copyTo(Path target) {
        file.prepare(settings.sqliteOnNetwork());
        new SqliteCopy(source(true), target).make();
    }

    /**
     * Writes a consistent copy that is read once and thrown away, also while others write. Whoever reads it checks
     * that it is intact.
     *
     * @param target a file that does not exist, in a folder that does
     */
    public void copyToRead(Path target) throws IOException, SQLException {
        new SqliteCopy(source(true), target).makeToRead();
    }

    @Override
    public void close() {
        file.close();
    }

    @Override
    public OptionalLong freeBytes() {
        return file.freeBytes();
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
            config.setCacheSize(-WRITER_CACHE_KIBIBYTES);
            config.setWalAutocheckpoint(PAGES_PER_CHECKPOINT);
            config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        }
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.path());
        return source;
    }
}
