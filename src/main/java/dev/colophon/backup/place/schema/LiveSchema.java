package dev.colophon.backup.place.schema;

import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is in a schema and moves with it: not what belongs to an extension, nor to somebody else.
 *
 * @param name of the schema
 */
record LiveSchema(String name, List<SchemaObject> objects) {
    /** Depends on what moves, and would go on to depend on it. */
    private static final String OUTSIDE = """
            WITH moved AS (SELECT * FROM unnest(?::oid[], ?::oid[]) AS m (classid, objid))
            SELECT DISTINCT pg_describe_object(d.classid, d.objid, d.objsubid) || ' depends on '
                || pg_describe_object(d.refclassid, d.refobjid, 0) AS finding
            FROM pg_depend d
                JOIN moved ON moved.classid = d.refclassid AND moved.objid = d.refobjid
                LEFT JOIN pg_rewrite w ON d.classid = 'pg_rewrite'::regclass AND w.oid = d.objid
                LEFT JOIN pg_constraint c ON d.classid = 'pg_constraint'::regclass AND c.oid = d.objid
                LEFT JOIN pg_trigger t ON d.classid = 'pg_trigger'::regclass AND t.oid = d.objid
                LEFT JOIN pg_attrdef a ON d.classid = 'pg_attrdef'::regclass AND a.oid = d.objid
                LEFT JOIN pg_policy p ON d.classid = 'pg_policy'::regclass AND p.oid = d.objid
                LEFT JOIN pg_index i ON d.classid = 'pg_class'::regclass AND i.indexrelid = d.objid
            WHERE (d.deptype = 'n' OR d.classid = 'pg_publication_rel'::regclass)
              AND NOT EXISTS (SELECT 1 FROM moved o
                  WHERE (o.classid = d.classid AND o.objid = d.objid)
                     OR (o.classid = 'pg_class'::regclass AND o.objid =
                         COALESCE(w.ev_class, c.conrelid, t.tgrelid, a.adrelid, p.polrelid, i.indrelid)))
            ORDER BY 1
            """;

    /** The schema that serves. */
    static LiveSchema read(Connection connection, Ours ours) throws SQLException {
        String name = connection.getSchema();
        List<SchemaObject> own = SchemaObject.in(connection, name).stream()
                .filter(object -> ours.includes(object.name()))
                .toList();
        return new LiveSchema(name, own);
    }

    /** One of our making, in which everything is ours. */
    static LiveSchema read(Connection connection, String name) throws SQLException {
        return new LiveSchema(name, SchemaObject.in(connection, name));
    }

    /**
     * @throws StartFailure 15 when somebody else's object depends on what moves, or there is something
     *     that cannot be moved
     */
    void requireMovable(Connection connection) throws SQLException {
        List<String> findings = new ArrayList<>();
        objects.stream()
                .filter(object -> object.alter().isEmpty())
                .forEach(object -> findings.add(object.kind() + " " + object.identity() + " cannot be moved"));
        objects.stream()
                .filter(object -> !object.owned())
                .forEach(object -> findings.add(object.kind() + " " + object.identity() + " belongs to another role"));
        findings.addAll(dependents(connection));
        if (!findings.isEmpty()) {
            throw new StartFailure(
                    ExitCode.BACKUP_REFUSED,
                    "put new data in the place of the schema " + name,
                    String.join("; ", findings) + "; nothing was changed",
                    "drop it, or give it to the migrator's role, and make it anew after the restore");
        }
    }

    private List<String> dependents(Connection connection) throws SQLException {
        List<String> findings = new ArrayList<>();
        try (var statement = connection.prepareStatement(OUTSIDE)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "oid", objects.stream().map(SchemaObject::classId).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "oid", objects.stream().map(SchemaObject::id).toArray()));
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    findings.add(row.getString(1));
                }
            }
        }
        return findings;
    }

    /** Locks its tables, always in the same order. */
    void lock(Connection connection, String mode) throws SQLException {
        List<String> tables = objects.stream()
                .filter(SchemaObject::isManaged)
                .map(SchemaObject::identity)
                .sorted()
                .toList();
        if (!tables.isEmpty()) {
            try (var statement = connection.createStatement()) {
                statement.execute("LOCK TABLE " + String.join(", ", tables) + " IN " + mode + " MODE");
            }
        }
    }
}
