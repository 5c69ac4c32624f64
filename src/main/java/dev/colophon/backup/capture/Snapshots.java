package dev.colophon.backup.capture;

import dev.colophon.backup.codec.TableTally;
import dev.colophon.backup.format.TableLayout;
import dev.colophon.backup.format.TableTotal;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** Takes snapshots. */
public final class Snapshots {
    private Snapshots() {}

    /**
     * Of the live database, which may be served and written meanwhile.
     *
     * @param scratch a folder that exists; a SQLite file is copied into it until the snapshot is closed
     * @throws StartFailure {@code MIGRATION_FAILED} when a migration is marked as failed, {@code DATABASE_REFUSED} when
     *     there is no schema, {@code BACKUP_INCOMPATIBLE} when the schema has something that no archive can hold,
     *     {@code TRY_AGAIN} when a table stayed locked; others when the database fails
     */
    public static Snapshot of(DatabaseSettings settings, Path scratch) {
        return switch (settings.engine()) {
            case POSTGRESQL -> PostgresqlSnapshot.of(settings);
            case SQLITE -> SqliteSnapshot.copied(settings, scratch);
        };
    }

    /**
     * Of what a connection sees, whose current schema is taken. The connection is closed with it, and now when this
     * fails.
     */
    public static Snapshot over(Connection connection, Engine engine) {
        return switch (engine) {
            case POSTGRESQL -> PostgresqlSnapshot.over(connection);
            case SQLITE -> SqliteSnapshot.over(connection);
        };
    }

    /** Rows, bytes and hash of each table, in the order of the snapshot; equal data gives equal totals everywhere. */
    public static List<TableTotal> totals(Snapshot snapshot) {
        List<TableTotal> totals = new ArrayList<>();
        for (TableLayout table : snapshot.tables()) {
            TableTally tally = new TableTally();
            try {
                snapshot.export(table, tally);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            totals.add(tally.total(table.name()));
        }
        return List.copyOf(totals);
    }
}
