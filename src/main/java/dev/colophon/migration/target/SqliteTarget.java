package dev.colophon.migration.target;

import dev.colophon.database.Dialect;
import dev.colophon.database.opening.Databases;
import dev.colophon.database.sqlite.HeldFile;
import dev.colophon.migration.connection.MigrationFailures;
import dev.colophon.migration.run.MigrationTarget;
import dev.colophon.migration.run.SafetyCopies;
import dev.colophon.migration.run.SafetyCopy;
import dev.colophon.migration.schema.Script;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;

/** A SQLite file. */
final class SqliteTarget implements MigrationTarget {
    private final DatabaseSettings settings;
    private final Dialect dialect;

    SqliteTarget(DatabaseSettings settings) {
        this.settings = settings;
        this.dialect = Databases.dialect(settings.engine());
    }

    /**
     * Foreign keys are not enforced while a table is rebuilt (dropping the old one would delete
     * what refers to it); they are checked before the migration's commit instead.
     */
    @Override
    public Connection open() throws SQLException {
        Connection connection = Databases.migrator(settings).getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys = OFF");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public String where() {
        return settings.sqlitePath().toString();
    }

    /** A lock on a file beside the database. */
    @Override
    public Optional<AutoCloseable> tryLock() {
        Path database = settings.sqlitePath().toAbsolutePath().normalize();
        Path file = database.resolveSibling(database.getFileName() + ".migrate.lock");
        try {
            return Optional.of(HeldFile.hold(file));
        } catch (HeldFile.Taken another) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StartFailure(
                    ExitCode.CANNOT_WRITE,
                    MigrationFailures.WHAT,
                    "cannot lock " + file + ": " + e,
                    "let this user write in that folder",
                    e);
        }
    }

    @Override
    public Optional<SafetyCopies> copies(SafetyCopy copier, InstantSource clock) {
        return Optional.of(new SafetyCopies(this, settings.sqlitePath(), copier, clock));
    }

    @Override
    public void afterEach(Connection connection, Script script) throws SQLException {
        SafetyCopies.requireReferences(connection);
    }
}
