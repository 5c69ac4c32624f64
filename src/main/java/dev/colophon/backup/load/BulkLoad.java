package dev.colophon.backup.load;

import dev.colophon.backup.format.ArchiveFault;
import dev.colophon.backup.format.TableLayout;
import dev.colophon.backup.schema.ManagedTables;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Fills an empty schema, of the archive's level, that nobody else uses. What it fills is worthless until {@link
 * #finish()} has returned: a SQLite file whose load failed is to be deleted, PostgreSQL rolls back.
 */
public final class BulkLoad implements AutoCloseable {
    private final Loader loader;
    private final List<TableLayout> tables;
    private final Set<String> loaded = new LinkedHashSet<>();

    private BulkLoad(Loader loader, List<TableLayout> tables) {
        this.loader = loader;
        this.tables = tables;
    }

    /**
     * Removes what migrations have put into the tables, and what would slow the load down.
     *
     * @param connection fresh, and used by nobody else; it is closed with the load, and now when this fails. On
     *     PostgreSQL its current schema is filled.
     * @throws StartFailure {@code BACKUP_REFUSED} when the schema holds more than migrations put there; {@code
     *     BACKUP_INCOMPATIBLE} when it has something that no archive can hold; others when the database fails
     */
    public static BulkLoad into(Connection connection, Engine engine) {
        Loader loader = switch (engine) {
            case POSTGRESQL -> new PostgresqlLoader(connection);
            case SQLITE -> new SqliteLoader(connection);
        };
        boolean begun = false;
        try {
            List<TableLayout> tables = ManagedTables.read(connection, engine).tables();
            SeedRows.requireFew(connection, tables);
            loader.begin(tables);
            begun = true;
            return new BulkLoad(loader, tables);
        } catch (SQLException failure) {
            throw LoadFailures.of(failure, "prepare the tables");
        } finally {
            if (!begun) {
                loader.close();
            }
        }
    }

    /**
     * Loads a table, once.
     *
     * @param canonicalRows is read to its end and left open
     * @throws IOException of {@code canonicalRows}, unless it says that the archive is damaged
     * @throws StartFailure {@code BACKUP_CORRUPT} when the rows are damaged or the schema refuses them; {@code
     *     BACKUP_INCOMPATIBLE} when the schema has another layout of the table
     */
    public void load(TableLayout table, InputStream canonicalRows) throws IOException {
        SameLayout.require(table, tables);
        if (!loaded.add(table.name())) {
            throw LoadFailures.incompatible("table " + table.name() + " occurs twice");
        }
        try {
            loader.load(table, canonicalRows);
        } catch (ArchiveFault damaged) {
            throw LoadFailures.corrupt(damaged);
        } catch (SQLException failure) {
            throw LoadFailures.of(failure, "load table " + table.name());
        }
    }

    /**
     * Makes indexes and foreign keys again, which checks all rows, and keeps all durably.
     *
     * @throws StartFailure {@code BACKUP_CORRUPT} when rows contradict each other; {@code BACKUP_INCOMPATIBLE} when a
     *     table was not loaded
     */
    public void finish() {
        List<String> missing = tables.stream()
                .map(TableLayout::name)
                .filter(name -> !loaded.contains(name))
                .toList();
        if (!missing.isEmpty()) {
            throw LoadFailures.incompatible("the archive does not have " + String.join(", ", missing));
        }
        try {
            loader.finish();
        } catch (SQLException failure) {
            throw LoadFailures.of(failure, "check the rows");
        } catch (IOException failure) {
            throw LoadFailures.notDurable(failure);
        }
    }

    /** Also undoes the load where that is possible, unless it was finished. */
    @Override
    public void close() {
        loader.close();
    }
}
