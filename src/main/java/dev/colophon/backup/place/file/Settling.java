package dev.colophon.backup.place.file;

import dev.colophon.database.sqlite.SqliteResult;
import dev.colophon.migration.connection.MigrationFailures;
import dev.colophon.migration.run.MigrationTarget;
import dev.colophon.migration.schema.SchemaReader;
import dev.colophon.migration.target.MigrationTargets;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteException;

/** Makes a SQLite file complete in itself, with nothing beside it; then it can be moved. */
public final class Settling {
    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private final MigrationTarget target;
    private final Path file;

    public Settling(DatabaseSettings settings) {
        this.target = MigrationTargets.of(settings);
        this.file = settings.sqlitePath();
    }

    /** The level of its schema; 0 when there is none, or nobody can tell. */
    public int level() {
        if (isNoDatabase()) {
            return 0;
        }
        try {
            return SchemaReader.snapshot(target).state().level();
        } catch (SQLException failure) {
            requireNotLocked(failure);
            LOG.warn("the level of {} cannot be read: {}", file, MigrationFailures.text(failure));
            return 0;
        }
    }

    /** Its size; 0 when it holds nothing. */
    public long bytes() {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    /**
     * Settles it unless it is damaged.
     *
     * @throws StartFailure 15 when somebody has it open, 18 when it cannot be written
     */
    public void settle() {
        if (isNoDatabase()) {
            return;
        }
        try {
            leaveLog();
        } catch (SQLException failure) {
            requireNotLocked(failure);
            boolean damaged =
                    failure instanceof SQLiteException sqlite && SqliteResult.of(sqlite) == SqliteResult.DAMAGED;
            if (!damaged) {
                throw failed(failure);
            }
            LOG.warn("{} is damaged and kept as it is: {}", file, MigrationFailures.text(failure));
        }
    }

    /** Settles it, damaged or not. */
    public void demand() {
        try {
            leaveLog();
            for (String companion : KeptFiles.COMPANIONS) {
                if (Files.exists(KeptFiles.beside(file, companion))) {
                    throw new IOException("there still is a file " + companion + " beside it");
                }
            }
        } catch (SQLException | IOException failure) {
            throw failed(failure);
        }
    }

    /** Fails while anybody else has it open. */
    private void leaveLog() throws SQLException {
        try (var connection = target.open();
                var statement = connection.createStatement();
                var row = statement.executeQuery("PRAGMA journal_mode = delete")) {
            String mode = row.next() ? row.getString(1) : "unknown";
            if (!mode.equals("delete")) {
                throw new SQLException("its journal stays in the mode " + mode);
            }
        }
    }

    /** Missing, empty or something else; SQLite would delete a log that lies beside it, so it is not opened. */
    private boolean isNoDatabase() {
        if (!Files.exists(file)) {
            return true;
        }
        try (var bytes = Files.newInputStream(file)) {
            return !Arrays.equals(bytes.readNBytes(MAGIC.length), MAGIC);
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    private void requireNotLocked(SQLException failure) {
        if (MigrationFailures.isLocked(failure)) {
            throw new StartFailure(
                    ExitCode.BACKUP_REFUSED,
                    "put new data in the place of " + file,
                    "another program has it open; nothing was changed",
                    "end that program and try again",
                    failure);
        }
    }

    private StartFailure failed(Exception failure) {
        return new StartFailure(
                ExitCode.RESTORE_FAILED,
                "make " + file + " complete in itself",
                MigrationFailures.text(failure) + "; the live data is as it was",
                "see to the disk and try again",
                failure);
    }
}
