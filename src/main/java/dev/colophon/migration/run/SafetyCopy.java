package dev.colophon.migration.run;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Copies the whole database into one file while nothing migrates. */
@FunctionalInterface
public interface SafetyCopy {
    /**
     * Returns when the copy is complete and was read back; else it fails.
     *
     * @param target a file that does not exist yet, beside the database
     */
    void into(Path target) throws IOException, SQLException;
}
