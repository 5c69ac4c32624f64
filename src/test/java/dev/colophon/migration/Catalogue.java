package dev.colophon.migration;

import dev.colophon.migration.schema.SchemaReader;
import dev.colophon.migration.target.MigrationTargets;
import dev.colophon.settings.DatabaseSettings.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * A live schema in terms that both databases share. Flyway's own table is left out, and so is the index of the search:
 * each database has its own kind, and no archive holds it (ManagedTablesTest demands that).
 */
final class Catalogue {
    /**
     * @param sql the statement that made it (SQLite)
     * @param badCollations text in indexes that is not ordered by its bytes (PostgreSQL)
     * @param strict whether SQLite enforces its types; always on PostgreSQL
     */
    record Table(
            String name,
            boolean strict,
            String sql,
            List<Column> columns,
            List<String> primaryKey,
            List<Index> indexes,
            List<ForeignKey> foreignKeys,
            List<KeyText> badCollations) {
        Column column(String wanted) {
            return columns.stream()
                    .filter(it -> it.name().equals(wanted))
                    .findFirst()
                    .orElseThrow();
        }
    }

    record Column(String name, String type, boolean nullable) {}

    record KeyText(String column, String index) {}

    /**
     * @param constraint made by a UNIQUE constraint; its name is the database's affair
     * @param keys columns with DESC where it is, or {@code <expression>}
     */
    record Index(String name, boolean constraint, boolean unique, boolean partial, List<String> keys) {
        /** What must be the same on both databases. */
        String shape() {
            return (constraint ? "unique constraint" : (unique ? "unique index " : "index ") + name)
                    + " on "
                    + keys
                    + (partial ? " with a condition" : "");
        }
    }

    record ForeignKey(List<String> columns, String target, List<String> targets, String onDelete) {
        String shape() {
            return "foreign key " + columns + " to " + target + " " + targets + " on delete " + onDelete;
        }
    }

    final Engine engine;
    final TreeMap<String, Table> tables = new TreeMap<>();
    private final Connection connection;

    private Catalogue(Engine engine, Connection connection) {
        this.engine = engine;
        this.connection = connection;
    }

    static Catalogue of(Sandbox sandbox) throws SQLException {
        try (Connection connection = MigrationTargets.of(sandbox.settings).open()) {
            var catalogue = new Catalogue(sandbox.engine, connection);
            boolean sqlite = sandbox.engine == Engine.SQLITE;
            String names = sqlite
                    ? "SELECT name FROM sqlite_master WHERE type = 'table'" + " AND name NOT LIKE 'sqlite%'"
                    : "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";
            for (List<String> row : catalogue.rows(names)) {
                String name = row.getFirst();
                if (!name.equals(SchemaReader.HISTORY) && !name.startsWith("book_search")) {
                    catalogue.tables.put(name, sqlite ? catalogue.sqlite(name) : catalogue.postgresql(name));
                }
            }
            return catalogue;
        }
    }

    private Table postgresql(String table) throws SQLException {
        var columns = new ArrayList<Column>();
        for (var row : rows("SELECT column_name, data_type, is_nullable FROM information_schema.columns"
                + " WHERE table_schema = 'public' AND table_name = '%s'".formatted(table)
                + " ORDER BY column_name")) {
            columns.add(new Column(row.get(0), row.get(1), row.get(2).equals("YES")));
        }
        var primaryKey = new ArrayList<String>();
        var indexes = new ArrayList<Index>();
        var badCollations = new ArrayList<KeyText>();
        for (var row : rows(POSTGRESQL_INDEXES.formatted(table))) {
            List<String> keys = words(row.get(4));
            words(row.get(6)).forEach(it -> badCollations.add(new KeyText(it, row.get(0))));
            if (row.get(1).equals("t")) {
                primaryKey.addAll(keys);
                continue;
            }
            indexes.add(new Index(
                    row.get(0),
                    row.get(5).equals("t"),
                    row.get(2).equals("t"),
                    row.get(3).equals("t"),
                    keys));
        }
        var foreignKeys = new ArrayList<ForeignKey>();
        for (var row : rows(POSTGRESQL_FOREIGN_KEYS.formatted(table))) {
            foreignKeys.add(new ForeignKey(words(row.get(0)), row.get(1), words(row.get(2)), row.get(3)));
        }
        return new Table(table, true, "", columns, primaryKey, indexes, foreignKeys, badCollations);
    }

    private static final String POSTGRESQL_INDEXES = """
            SELECT i.relname, x.indisprimary, x.indisunique, x.indpred IS NOT NULL,
              (SELECT string_agg(
                 CASE WHEN x.indkey[k - 1] = 0 THEN '<expression>'
                   ELSE pg_get_indexdef(x.indexrelid, k, true) END
                 || CASE WHEN x.indoption[k - 1] & 1 = 1 THEN '~DESC' ELSE '' END, ',' ORDER BY k)
               FROM generate_series(1, x.indnkeyatts) AS k),
              EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = x.indexrelid
                AND c.contype = 'u' AND c.conrelid = x.indrelid),
              (SELECT coalesce(string_agg(pg_get_indexdef(x.indexrelid, k, true), ','), '')
               FROM generate_series(1, x.indnkeyatts) AS k
               JOIN pg_collation c ON c.oid = x.indcollation[k - 1] WHERE c.collname <> 'C')
            FROM pg_index x
            JOIN pg_class i ON i.oid = x.indexrelid
            JOIN pg_class t ON t.oid = x.indrelid
            WHERE t.relname = '%s' AND t.relnamespace = 'public'::regnamespace
            ORDER BY i.relname
            """;

    private static final String POSTGRESQL_FOREIGN_KEYS = """
            SELECT
              (SELECT string_agg(a.attname, ',' ORDER BY k) FROM unnest(c.conkey)
                 WITH ORDINALITY AS u (n, k)
               JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = u.n),
              (SELECT relname FROM pg_class WHERE oid = c.confrelid),
              (SELECT string_agg(a.attname, ',' ORDER BY k) FROM unnest(c.confkey)
                 WITH ORDINALITY AS u (n, k)
               JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = u.n),
              CASE c.confdeltype WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT'
                WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' ELSE 'SET DEFAULT' END
            FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
            WHERE c.contype = 'f' AND t.relname = '%s'
              AND t.relnamespace = 'public'::regnamespace
            """;

    private Table sqlite(String table) throws SQLException {
        var columns = new ArrayList<Column>();
        var primaryKey = new TreeMap<Integer, String>();
        for (var row :
                rows("SELECT name, type, \"notnull\", pk FROM pragma_table_info('" + table + "') ORDER BY name")) {
            int position = Integer.parseInt(row.get(3));
            columns.add(new Column(row.get(0), row.get(1), row.get(2).equals("0") && position == 0));
            if (position > 0) {
                primaryKey.put(position, row.get(0));
            }
        }
        var indexes = new ArrayList<Index>();
        for (var row : rows(
                "SELECT name, \"unique\", origin, partial FROM pragma_index_list('" + table + "') ORDER BY name")) {
            if (!row.get(2).equals("pk")) {
                indexes.add(new Index(
                        row.get(0),
                        row.get(2).equals("u"),
                        row.get(1).equals("1"),
                        row.get(3).equals("1"),
                        keys(row.get(0))));
            }
        }
        var master = rows("SELECT strict, (SELECT sql FROM sqlite_master m WHERE m.name = '%1$s')".formatted(table)
                        + " FROM pragma_table_list('%s')".formatted(table))
                .getFirst();
        return new Table(
                table,
                master.get(0).equals("1"),
                master.get(1),
                columns,
                List.copyOf(primaryKey.values()),
                indexes,
                foreignKeys(table),
                List.of());
    }

    private List<String> keys(String index) throws SQLException {
        var keys = new ArrayList<String>();
        String sql =
                "SELECT cid, name, \"desc\" FROM pragma_index_xinfo('" + index + "') WHERE key = 1" + " ORDER BY seqno";
        for (var row : rows(sql)) {
            String name = row.get(0).equals("-2") ? "<expression>" : row.get(1);
            keys.add(row.get(2).equals("1") ? name + "~DESC" : name);
        }
        return keys;
    }

    private List<ForeignKey> foreignKeys(String table) throws SQLException {
        var found = new TreeMap<Integer, ForeignKey>();
        String sql = "SELECT id, \"from\", \"table\", \"to\", on_delete FROM pragma_foreign_key_list('"
                + table
                + "') ORDER BY id, seq";
        for (var row : rows(sql)) {
            var key = found.computeIfAbsent(
                    Integer.valueOf(row.get(0)),
                    id -> new ForeignKey(new ArrayList<>(), row.get(2), new ArrayList<>(), row.get(4)));
            key.columns().add(row.get(1));
            // without a column list the target's primary key is meant
            key.targets().add(row.get(3).equals("null") ? "id" : row.get(3));
        }
        return List.copyOf(found.values());
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(","));
    }

    private List<List<String>> rows(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            var rows = new ArrayList<List<String>>();
            while (result.next()) {
                var row = new ArrayList<String>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(String.valueOf(result.getString(column)));
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
