package dev.colophon.backup.capture;

import dev.colophon.database.DirectSession;
import dev.colophon.database.opening.Databases;
import dev.colophon.migration.schema.SchemaReader;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings.Engine;
import java.sql.Connection;
import java.sql.SQLException;

/** Where the schema stands. */
final class SchemaLevel {
    private SchemaLevel() {}

    /**
     * Its level.
     *
     * @throws StartFailure when there is no schema, or one that a failed migration has left in between
     */
    static int read(Connection connection, Engine engine) throws SQLException {
        SchemaReader.Snapshot seen = SchemaReader.on(new DirectSession(connection, Databases.dialect(engine)))
                .snapshot();
        seen.failed().ifPresent(failed -> {
            throw CaptureFailures.failedMigration(failed.level());
        });
        if (seen.state().level() == 0) {
            throw CaptureFailures.noSchema();
        }
        return seen.state().level();
    }
}
