package dev.colophon.migration;

import dev.colophon.migration.Catalogue.Column;
import dev.colophon.migration.Catalogue.ForeignKey;
import dev.colophon.migration.Catalogue.Index;
import dev.colophon.migration.Catalogue.KeyText;
import dev.colophon.migration.Catalogue.Table;
import dev.colophon.migration.schema.Script;
import dev.colophon.migration.target.InvalidIndexes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The habits that let one archive restore into either database. Each finding names the place, the
 * rule and what to write instead.
 */
final class SchemaRules {
    private static final Map<String, String> TYPES = Map.of(
            "uuid", "TEXT",
            "text", "TEXT",
            "bigint", "INTEGER",
            "boolean", "INTEGER",
            "date", "TEXT",
            "timestamp with time zone", "TEXT",
            "bytea", "BLOB");

    private final List<String> findings = new ArrayList<>();

    private SchemaRules() {}

    static List<String> findings(Catalogue postgresql, Catalogue sqlite) {
        var rules = new SchemaRules();
        rules.same("the database", "table ", postgresql.tables.keySet(), sqlite.tables.keySet());
        for (String name : common(postgresql.tables.keySet(), sqlite.tables.keySet())) {
            rules.compare(
                    Objects.requireNonNull(postgresql.tables.get(name)),
                    Objects.requireNonNull(sqlite.tables.get(name)));
        }
        postgresql.tables.values().forEach(table -> rules.indexed("postgresql", table));
        sqlite.tables.values().forEach(table -> rules.indexed("sqlite", table));
        return rules.findings;
    }

    private void compare(Table postgresql, Table sqlite) {
        String table = "table " + postgresql.name();
        if (!sqlite.strict()) {
            findings.add("sqlite: " + table + " must end with ) STRICT;");
        }
        same(table, "column ", names(postgresql), names(sqlite));
        for (String name : common(names(postgresql), names(sqlite))) {
            compare(table, postgresql.column(name), sqlite.column(name), sqlite.sql());
        }
        if (!postgresql.primaryKey().equals(sqlite.primaryKey())) {
            findings.add(table
                    + ": the primary keys differ, postgresql has "
                    + postgresql.primaryKey()
                    + ", sqlite "
                    + sqlite.primaryKey());
        }
        if (postgresql.primaryKey().isEmpty()) {
            findings.add(table + " needs a primary key");
        }
        same(table, "", shapes(postgresql.indexes(), Index::shape), shapes(sqlite.indexes(), Index::shape));
        same(
                table,
                "",
                shapes(postgresql.foreignKeys(), ForeignKey::shape),
                shapes(sqlite.foreignKeys(), ForeignKey::shape));
        for (KeyText text : postgresql.badCollations()) {
            findings.add("postgresql: "
                    + table
                    + "."
                    + text.column()
                    + " is in index "
                    + text.index()
                    + ", so declare it: "
                    + text.column()
                    + " text COLLATE \"C\"");
        }
    }

    private void compare(String table, Column postgresql, Column sqlite, String sqliteSql) {
        String where = table + "." + postgresql.name();
        String wanted = TYPES.get(postgresql.type());
        if (wanted == null) {
            findings.add("postgresql: "
                    + where
                    + " has type "
                    + postgresql.type()
                    + ", allowed are uuid, text, bigint, boolean, date, timestamptz, bytea");
        } else if (!wanted.equals(sqlite.type())) {
            findings.add("sqlite: "
                    + where
                    + " has type "
                    + sqlite.type()
                    + ", but "
                    + postgresql.type()
                    + " on postgresql demands "
                    + wanted);
        }
        if (postgresql.nullable() != sqlite.nullable()) {
            findings.add(where
                    + ": NOT NULL must be on both or neither; nullable on "
                    + (postgresql.nullable() ? "postgresql" : "sqlite")
                    + " only");
        }
        if (postgresql.type().equals("boolean") && !isChecked(postgresql.name(), sqliteSql)) {
            findings.add("sqlite: "
                    + where
                    + " is a boolean, so declare it: "
                    + postgresql.name()
                    + " INTEGER CHECK ("
                    + postgresql.name()
                    + " IN (0, 1))");
        }
    }

    private static boolean isChecked(String column, String sql) {
        return Pattern.compile("(?i)\\b" + column + "\\s+IN\\s*\\(\\s*0\\s*,\\s*1\\s*\\)")
                .matcher(sql)
                .find();
    }

    private void indexed(String engine, Table table) {
        for (ForeignKey key : table.foreignKeys()) {
            boolean found = startsWith(table.primaryKey(), key.columns())
                    || table.indexes().stream().anyMatch(index -> startsWith(index.keys(), key.columns()));
            if (!found) {
                findings.add(engine
                        + ": table "
                        + table.name()
                        + ": "
                        + key.shape()
                        + " needs an index that begins with "
                        + key.columns());
            }
        }
    }

    private static boolean startsWith(List<String> keys, List<String> columns) {
        return keys.size() >= columns.size()
                && Set.copyOf(keys.subList(0, columns.size()).stream()
                                .map(key -> key.replace("~DESC", ""))
                                .toList())
                        .containsAll(columns);
    }

    private void same(String where, String prefix, Set<String> postgresql, Set<String> sqlite) {
        for (String only : new TreeSet<>(postgresql)) {
            if (!sqlite.contains(only)) {
                findings.add(where + ": " + prefix + only + " is on postgresql only");
            }
        }
        for (String only : new TreeSet<>(sqlite)) {
            if (!postgresql.contains(only)) {
                findings.add(where + ": " + prefix + only + " is on sqlite only");
            }
        }
    }

    private static Set<String> common(Set<String> left, Set<String> right) {
        var both = new TreeSet<>(left);
        both.retainAll(right);
        return both;
    }

    private static Set<String> names(Table table) {
        return table.columns().stream().map(Column::name).collect(Collectors.toSet());
    }

    private static <T> Set<String> shapes(List<T> things, Function<T, String> shape) {
        return things.stream().map(shape).collect(Collectors.toSet());
    }

    /** Rules for the files themselves. */
    static List<String> scriptFindings(Set<String> postgresqlFiles, Set<String> sqliteFiles, List<Script> scripts) {
        var rules = new SchemaRules();
        rules.same("db/migration", "file ", postgresqlFiles, sqliteFiles);
        var files = new TreeSet<>(postgresqlFiles);
        files.addAll(sqliteFiles);
        for (String file : files) {
            if (!Script.isNamedAsOne(file)) {
                rules.findings.add(file + ": only V001__lower_case.sql is allowed here, no R__, no .conf");
            }
        }
        scripts.forEach(rules::check);
        return rules.findings;
    }

    private void check(Script script) {
        int minimum = script.contractMinimum().orElse(0);
        if (minimum >= script.level()) {
            findings.add(script.file()
                    + ": its contract demands level "
                    + minimum
                    + ", at most "
                    + (script.level() - 1)
                    + " (the release before) is allowed, else a"
                    + " rolling upgrade would meet the fence");
        }
        if (script.sql().toLowerCase(Locale.ROOT).contains("contract")
                && script.contractMinimum().isEmpty()) {
            findings.add(script.file() + ": write the contract as a line: -- contract: minimum N");
        }
        boolean oneIdempotent = InvalidIndexes.CREATES.matcher(script.bare()).find()
                && script.bare().indexOf(';') == script.bare().length() - 1;
        if (!script.isTransactional() && !oneIdempotent) {
            findings.add(script.file()
                    + ": without a transaction it must be one idempotent statement:"
                    + " CREATE INDEX CONCURRENTLY IF NOT EXISTS name ON ...;");
        }
    }
}
