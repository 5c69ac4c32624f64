package dev.colophon.backup.restore;

import dev.colophon.database.Parameters;
import dev.colophon.database.Statement;

/** What is done to data that was put back, before anybody sees it; a room that knows the tables hands it in. */
public record LastStatement(Statement statement, Parameters parameters) {
    /** One without parameters. */
    public LastStatement(Statement statement) {
        this(statement, Parameters.none());
    }
}
