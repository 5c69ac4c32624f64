package dev.colophon.backup.schema;

import dev.colophon.backup.format.ColumnKind;
import dev.colophon.backup.format.ColumnLayout;
import dev.colophon.backup.format.ForeignKey;
import dev.colophon.backup.format.TableLayout;
import dev.colophon.database.DirectSession;
import dev.colophon.database.Statement;
import dev.colophon.database.opening.Databases;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The managed tables of the schema that a connection works in: every table but the four that tell of the database
 * itself and the three that a server makes from the books. What no archive can hold is refused and
 * never left out.
 */
public final class ManagedTables {
    /** They stay where they are: what a restored database knows of itself is made anew, and so is its index. */
    public static final Set<String> UNMANAGED = Set.of(
            "flyway_schema_history",
            "schema_state",
            "migration_attempts",
            "instances",
            "book_search",
            "book_search_tokens",
            "book_twins");

    private static final Statement COLUMNS = Statement.split("backup.columns", """
                    SELECT c.relname::text AS table_name, a.attname::text AS column_name,
                        pg_catalog.format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS required,
                        a.attgenerated <> '' OR a.attidentity <> '' AS computed,
                        coalesce(array_position(k.conkey, a.attnum), 0) AS key_place, '' AS definition
                    FROM pg_catalog.pg_class c
                    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                    LEFT JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
                    WHERE c.relkind = 'r' AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
                        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
                    """, """
                    SELECT t.name AS table_name, c.name AS column_name, c.type AS type,
                        c."notnull" <> 0 OR c.pk > 0 AS required, c.hidden <> 0 AS computed, c.pk AS key_place,
                        m.sql AS definition
                    FROM pragma_table_list t
                    JOIN sqlite_master m ON m.type = 'table' AND m.name = t.name
                    JOIN pragma_table_xinfo(t.name) c
                    WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!'
                    """);

    private static final Statement FOREIGN_KEYS = Statement.split("backup.foreign-keys", """
                    SELECT c.relname::text AS table_name, f.oid::text AS key_id, a.attname::text AS column_name,
                        t.relname::text AS target, b.attname::text AS target_column
                    FROM pg_catalog.pg_constraint f
                    JOIN pg_catalog.pg_class c ON c.oid = f.conrelid
                    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
                    JOIN pg_catalog.pg_class t ON t.oid = f.confrelid
                    CROSS JOIN LATERAL unnest(f.conkey, f.confkey) WITH ORDINALITY AS u (own, theirs, place)
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = u.own
                    JOIN pg_catalog.pg_attribute b ON b.attrelid = f.confrelid AND b.attnum = u.theirs
                    WHERE f.contype = 'f'
                    ORDER BY f.oid, u.place
                    """, """
                    SELECT t.name AS table_name, f.id || '' AS key_id, f."from" AS column_name,
                        f."table" AS target,
                        coalesce(f."to", (SELECT p.name FROM pragma_table_info(f."table") p WHERE p.pk = f.seq + 1))
                            AS target_column
                    FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) f
                    WHERE t.schema = 'main' AND t.type = 'table'
                    ORDER BY t.name, f.id, f.seq
                    """);

    private static final Statement STRANGERS = Statement.split("backup.strange-relations", """
                    SELECT c.relname::text AS name, CASE c.relkind WHEN 'p' THEN 'partitioned table'
                        WHEN 'f' THEN 'foreign table' WHEN 'm' THEN 'materialized view' ELSE 'sequence' END AS what
                    FROM pg_catalog.pg_class c
                    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
                    WHERE c.relkind IN ('p', 'f', 'm', 'S') AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
                        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
                    ORDER BY c.relname
                    """, """
                    SELECT t.name AS name, CASE WHEN t.type <> 'table' THEN t.type || ' table'
                        WHEN t.name = 'sqlite_sequence' THEN 'sequence' ELSE 'table that is not STRICT' END AS what
                    FROM pragma_table_list t
                    WHERE t.schema = 'main' AND t.type <> 'view' AND t.name <> 'book_search_tokens'
                        AND NOT (t.type = 'shadow' AND t.name LIKE 'book!_search!_tokens!_%' ESCAPE '!')
                        AND (t.type <> 'table' OR t.name = 'sqlite_sequence'
                        OR (t.strict = 0 AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!'
                            AND t.name <> 'flyway_schema_history'))
                    ORDER BY t.name
                    """);

    private final List<TableLayout> tables;
    private final List<LiveColumn> columns;

    private ManagedTables(List<TableLayout> tables, List<LiveColumn> columns) {
        this.tables = tables;
        this.columns = columns;
    }

    /**
     * Reads it on a connection, in its transaction if it has one.
     *
     * @throws StartFailure {@code BACKUP_INCOMPATIBLE} naming what no archive can hold
     */
    public static ManagedTables read(Connection connection, Engine engine) throws SQLException {
        DirectSession session = new DirectSession(connection, Databases.dialect(engine));
        session.list(STRANGERS, row -> row.text("what") + " " + row.text("name")).stream()
                .findFirst()
                .ifPresent(stranger -> {
                    throw incompatible("the schema has a " + stranger);
                });
        List<LiveColumn> columns = session.list(COLUMNS, LiveColumn::of).stream()
                .filter(column -> !UNMANAGED.contains(column.table()))
                .sorted(Comparator.comparing(LiveColumn::name))
                .toList();
        List<Reference> references = session.list(FOREIGN_KEYS, Reference::of);
        Map<String, List<LiveColumn>> byTable =
                columns.stream().collect(Collectors.groupingBy(LiveColumn::table, TreeMap::new, Collectors.toList()));
        List<TableLayout> tables = new ArrayList<>();
        byTable.forEach((table, own) -> tables.add(layout(table, own, references, engine)));
        return new ManagedTables(List.copyOf(tables), columns);
    }

    /** Ordered by name. */
    public List<TableLayout> tables() {
        return tables;
    }

    /** The columns of a table, in the order of its layout. */
    public List<LiveColumn> columns(String table) {
        return columns.stream().filter(column -> column.table().equals(table)).toList();
    }

    private static TableLayout layout(
            String table, List<LiveColumn> columns, List<Reference> references, Engine engine) {
        List<ColumnLayout> layouts = columns.stream()
                .map(column -> new ColumnLayout(column.name(), kind(column, engine), !column.required()))
                .toList();
        List<String> primaryKey = columns.stream()
                .filter(column -> column.keyPlace() > 0)
                .sorted(Comparator.comparingInt(LiveColumn::keyPlace))
                .map(LiveColumn::name)
                .toList();
        if (primaryKey.isEmpty()) {
            throw incompatible("table " + table + " has no primary key");
        }
        return new TableLayout(table, layouts, primaryKey, foreignKeys(table, references));
    }

    private static ColumnKind kind(LiveColumn column, Engine engine) {
        return column.kind(engine)
                .orElseThrow(() -> incompatible("column " + column.table() + "." + column.name()
                        + (column.computed() ? " is made by the database" : " has type " + column.type())));
    }

    private static StartFailure incompatible(String why) {
        return new StartFailure(
                ExitCode.BACKUP_INCOMPATIBLE,
                "read the schema",
                why + ", which no archive can hold",
                "remove it, or use a build that knows it");
    }

    private static List<ForeignKey> foreignKeys(String table, List<Reference> references) {
        Map<String, List<Reference>> byKey = references.stream()
                .filter(reference -> reference.table().equals(table))
                .collect(Collectors.groupingBy(Reference::key));
        return byKey.values().stream()
                .map(parts -> new ForeignKey(
                        parts.stream().map(Reference::column).toList(),
                        parts.getFirst().target(),
                        parts.stream().map(Reference::targetColumn).toList()))
                .sorted(Comparator.comparing(key -> String.join(",", key.columns()) + " " + key.table()))
                .toList();
    }
}
