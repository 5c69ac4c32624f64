package dev.colophon.backup.place.schema;

import dev.colophon.backup.schema.ManagedTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An object that lies in a schema by itself, as the catalogue has it. Indexes, constraints and owned
 * sequences move with their table.
 *
 * @param classId of the catalogue that it is in
 * @param kind as PostgreSQL calls it, such as {@code table}
 * @param identity quoted, and with arguments where it has some
 * @param owned whether the role of the connection may alter it
 */
record SchemaObject(long classId, long id, String kind, String name, String identity, boolean owned) {
    private static final Set<String> MOVABLE = Set.of(
            "table",
            "view",
            "materialized view",
            "sequence",
            "function",
            "procedure",
            "type",
            "domain",
            "statistics object");

    private static final String IN_SCHEMA = """
            SELECT d.classid::bigint, d.objid::bigint, o.type, o.identity,
                COALESCE(r.relname, p.proname, t.typname, s.stxname, o.name, o.identity) AS name,
                COALESCE(pg_has_role(COALESCE(r.relowner, p.proowner, t.typowner, s.stxowner), 'USAGE'), true) AS owned
            FROM pg_depend d
                CROSS JOIN LATERAL pg_identify_object(d.classid, d.objid, 0) o
                LEFT JOIN pg_class r ON d.classid = 'pg_class'::regclass AND r.oid = d.objid
                LEFT JOIN pg_proc p ON d.classid = 'pg_proc'::regclass AND p.oid = d.objid
                LEFT JOIN pg_type t ON d.classid = 'pg_type'::regclass AND t.oid = d.objid
                LEFT JOIN pg_statistic_ext s ON d.classid = 'pg_statistic_ext'::regclass AND s.oid = d.objid
            WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = ?::regnamespace AND d.deptype = 'n'
              AND NOT EXISTS (SELECT 1 FROM pg_depend e
                  WHERE e.classid = d.classid AND e.objid = d.objid AND e.deptype = 'e')
              AND NOT (r.relkind IS NOT DISTINCT FROM 'S' AND EXISTS (SELECT 1 FROM pg_depend q
                  WHERE q.classid = 'pg_class'::regclass AND q.objid = d.objid
                    AND q.refclassid = 'pg_class'::regclass AND q.deptype IN ('a', 'i')))
            ORDER BY name
            """;

    static List<SchemaObject> in(Connection connection, String schema) throws SQLException {
        List<SchemaObject> objects = new ArrayList<>();
        try (var statement = connection.prepareStatement(IN_SCHEMA)) {
            statement.setString(1, statement.enquoteIdentifier(schema, true));
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    objects.add(new SchemaObject(
                            row.getLong(1),
                            row.getLong(2),
                            row.getString("type"),
                            row.getString("name"),
                            row.getString("identity"),
                            row.getBoolean("owned")));
                }
            }
        }
        return objects;
    }

    boolean isTable() {
        return kind.equals("table");
    }

    /** A table that holds what readers own. */
    boolean isManaged() {
        return isTable() && !ManagedTables.UNMANAGED.contains(name);
    }

    /** The beginning of the statement that moves it, where there is one. */
    Optional<String> alter() {
        if (!MOVABLE.contains(kind)) {
            return Optional.empty();
        }
        String keyword = kind.equals("statistics object") ? "STATISTICS" : kind.toUpperCase(Locale.ROOT);
        return Optional.of("ALTER " + keyword + " " + identity);
    }
}
