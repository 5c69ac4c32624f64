package dev.colophon.backup.load;

import dev.colophon.backup.format.TableLayout;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;

/** How one of the databases is filled. */
interface Loader {
    /** Empties the tables and removes what slows loading down. */
    void begin(List<TableLayout> tables) throws SQLException;

    void load(TableLayout table, InputStream canonicalRows) throws SQLException, IOException;

    /** Puts back what was removed and commits. */
    void finish() throws SQLException, IOException;

    /** Closes the connection; what is not committed is lost. */
    void close();
}
