package dev.colophon.migration.schema;

import dev.colophon.database.Database;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.observe.BuildInfo;
import java.time.Instant;
import java.util.List;

/**
 * What was done to the schema, as the database itself tells it. A restored or moved database tells of
 * the restore: its schema was built then, by the build that restored.
 */
public record SchemaHistory(SchemaState state, List<Version> versions) {
    /** Begins what new builds write where Flyway would put the name of the database's role. */
    private static final String MARK = "Colophon ";

    private static final String UNKNOWN = "unknown";

    /** Both kinds of times are of UTC and carry no zone. */
    private static final Statement VERSIONS = Statement.split("migration.versions", """
                    SELECT version, description, installed_by, installed_on AT TIME ZONE 'UTC' AS applied_at,
                        execution_time, success
                    FROM flyway_schema_history WHERE version IS NOT NULL ORDER BY installed_rank
                    """, """
                    SELECT version, description, installed_by,
                        strftime('%Y-%m-%dT%H:%M:%fZ', installed_on) AS applied_at, execution_time, success
                    FROM flyway_schema_history WHERE version IS NOT NULL ORDER BY installed_rank
                    """);

    /**
     * One migration that was applied.
     *
     * @param level its number, as it is written in the history
     * @param build such as {@code 0.1.0 (4f1c2ab)}, or {@code unknown} when it was not written down
     * @param succeeded false for one that could not be rolled back and waits to be tried again
     */
    public record Version(
            String level, String description, Instant appliedAt, String build, long tookMillis, boolean succeeded) {}

    /** Reads it, changing nothing; a database without a schema has level 0 and no version. */
    public static SchemaHistory read(Database database) {
        return database.read(SchemaHistory::read);
    }

    /** How the relation of this schema to a build is called. */
    public Verdict verdict(Scripts scripts) {
        boolean marked = versions.stream().anyMatch(version -> !version.succeeded());
        return Verdict.of(state, scripts.neededLevel(), marked);
    }

    /** What is written beside each migration that this build applies. */
    public static String author(BuildInfo build) {
        return MARK + build.version() + " (" + build.commit() + ")";
    }

    private static SchemaHistory read(Session session) {
        SchemaReader<RuntimeException> reader = SchemaReader.on(session);
        List<Version> versions = reader.exists(SchemaReader.HISTORY)
                ? session.list(VERSIONS, SchemaHistory::version, Parameters.none())
                : List.of();
        return new SchemaHistory(reader.view().state(), versions);
    }

    private static Version version(Row row) {
        return new Version(
                row.text("version"),
                row.text("description"),
                row.instant("applied_at"),
                build(row.text("installed_by")),
                row.number("execution_time"),
                row.bool("success"));
    }

    private static String build(String author) {
        return author.startsWith(MARK) ? author.substring(MARK.length()) : UNKNOWN;
    }
}
