package dev.colophon.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.migration.schema.Script;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.settings.DatabaseSettings.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The product's migrations against {@link SchemaRules}, and the rules against bad schemas. */
@Timeout(120)
class SchemaLintTest {
    @TempDir
    Path folder;

    @Test
    void the_schema_keeps_the_rules_on_both_databases() throws SQLException {
        try (var postgresql = product(Engine.POSTGRESQL);
                var sqlite = product(Engine.SQLITE)) {
            Catalogue catalogue = Catalogue.of(postgresql);

            assertThat(catalogue.tables).containsKeys("schema_state", "instances");
            assertThat(SchemaRules.findings(catalogue, Catalogue.of(sqlite))).isEmpty();
        }
    }

    @Test
    void the_migrations_keep_the_rules() throws IOException {
        for (Engine engine : Engine.values()) {
            assertThat(SchemaRules.scriptFindings(
                            files(Engine.POSTGRESQL),
                            files(Engine.SQLITE),
                            Scripts.of(engine).all()))
                    .as(engine.name())
                    .isEmpty();
        }
    }

    @Test
    void the_migrations_have_no_gap() {
        List<Script> scripts = Scripts.of(Engine.SQLITE).all();

        assertThat(scripts).isNotEmpty();
        for (int index = 0; index < scripts.size(); index++) {
            assertThat(scripts.get(index).level()).isEqualTo(index + 1);
        }
    }

    @Test
    void both_databases_have_the_same_contracts() {
        assertThat(Scripts.of(Engine.SQLITE).all())
                .extracting(Script::contractMinimum)
                .isEqualTo(Scripts.of(Engine.POSTGRESQL).all().stream()
                        .map(Script::contractMinimum)
                        .toList());
    }

    @Test
    void what_breaks_a_rule_is_found_and_named() throws SQLException {
        List<String> findings = compare("""
                        CREATE TABLE only_here (id uuid PRIMARY KEY);
                        CREATE TABLE parent (id uuid PRIMARY KEY);
                        CREATE TABLE bad (
                            id uuid PRIMARY KEY,
                            price double precision,
                            name text NOT NULL UNIQUE,
                            seen boolean NOT NULL,
                            parent_id uuid REFERENCES parent (id) ON DELETE CASCADE,
                            note text NOT NULL);
                        CREATE TABLE keyed (code text PRIMARY KEY);
                        CREATE INDEX bad_note ON bad (note COLLATE "C" DESC, id);
                        """, """
                        CREATE TABLE parent (id TEXT PRIMARY KEY) STRICT;
                        CREATE TABLE bad (
                            id TEXT PRIMARY KEY,
                            price REAL,
                            name TEXT NOT NULL UNIQUE,
                            seen INTEGER NOT NULL,
                            parent_id TEXT REFERENCES parent (id),
                            note INTEGER);
                        CREATE TABLE keyed (code TEXT PRIMARY KEY) STRICT;
                        CREATE INDEX bad_note ON bad (note, id);
                        """);

        assertThat(findings)
                .contains(
                        "the database: table only_here is on postgresql only",
                        "sqlite: table bad must end with ) STRICT;",
                        "postgresql: table bad.price has type double precision, allowed are uuid,"
                                + " text, bigint, boolean, date, timestamptz, bytea",
                        "sqlite: table bad.note has type INTEGER, but text on postgresql demands" + " TEXT",
                        "table bad.note: NOT NULL must be on both or neither; nullable on sqlite" + " only",
                        "sqlite: table bad.seen is a boolean, so declare it: seen INTEGER CHECK" + " (seen IN (0, 1))",
                        "postgresql: table bad.name is in index bad_name_key, so declare it: name"
                                + " text COLLATE \"C\"",
                        "postgresql: table keyed.code is in index keyed_pkey, so declare it: code"
                                + " text COLLATE \"C\"",
                        "table bad: index bad_note on [note~DESC, id] is on postgresql only",
                        "table bad: index bad_note on [note, id] is on sqlite only",
                        "table bad: foreign key [parent_id] to parent [id] on delete"
                                + " CASCADE is on postgresql only",
                        "postgresql: table bad: foreign key [parent_id] to parent [id] on delete"
                                + " CASCADE needs an index that begins with [parent_id]",
                        "sqlite: table bad: foreign key [parent_id] to parent [id] on delete NO"
                                + " ACTION needs an index that begins with [parent_id]")
                .hasSize(14);
    }

    @Test
    void what_is_right_is_not_complained_about() throws SQLException {
        assertThat(compare("""
                                CREATE TABLE good (
                                    id uuid NOT NULL PRIMARY KEY,
                                    parent_id uuid REFERENCES good (id) ON DELETE SET NULL,
                                    name_key text COLLATE "C" NOT NULL,
                                    note text,
                                    seen boolean NOT NULL DEFAULT false,
                                    day date, at timestamptz, data bytea, n bigint,
                                    UNIQUE (name_key, n));
                                CREATE INDEX good_parent ON good (parent_id, name_key DESC)
                                    WHERE parent_id IS NOT NULL;
                                """, """
                                CREATE TABLE good (
                                    id TEXT NOT NULL PRIMARY KEY,
                                    parent_id TEXT REFERENCES good (id) ON DELETE SET NULL,
                                    name_key TEXT NOT NULL,
                                    note TEXT,
                                    seen INTEGER NOT NULL DEFAULT 0 CHECK (seen IN (0, 1)),
                                    day TEXT, at TEXT, data BLOB, n INTEGER,
                                    UNIQUE (name_key, n)) STRICT;
                                CREATE INDEX good_parent ON good (parent_id, name_key DESC)
                                    WHERE parent_id IS NOT NULL;
                                """)).isEmpty();
    }

    @Test
    void files_that_break_a_rule_are_found_and_named() {
        List<String> findings = SchemaRules.scriptFindings(
                Set.of("V001__a.sql", "V002__b.sql", "R__view.sql"),
                Set.of("V001__a.sql", "V002__c.sql", "V002__c.sql.conf"),
                List.of(
                        Script.parse("V003__c.sql", "-- contract: minimum 3\nSELECT 1;"),
                        Script.parse("V004__d.sql", "-- contract minimum 2\nSELECT 1;"),
                        Script.parse("V005__e.sql", "CREATE INDEX CONCURRENTLY a ON b (c);"),
                        Script.parse("V006__f.sql", "CREATE INDEX CONCURRENTLY IF NOT EXISTS a ON b (c);\nSELECT 1;")));

        assertThat(String.join("\n", findings))
                .contains("file V002__b.sql is on postgresql only")
                .contains("R__view.sql: only V001__lower_case.sql is allowed")
                .contains("V002__c.sql.conf: only")
                .contains("V003__c.sql: its contract demands level 3, at most 2")
                .contains("V004__d.sql: write the contract as a line")
                .contains("V005__e.sql: without a transaction")
                .contains("V006__f.sql: without a transaction");
    }

    private Sandbox product(Engine engine) {
        var sandbox = new Sandbox(engine, folder);
        Scripts.of(engine).all().forEach(script -> sandbox.script(script.file(), script.sql()));
        sandbox.migrator().migrate();
        return sandbox;
    }

    private List<String> compare(String postgresqlSql, String sqliteSql) throws SQLException {
        try (var postgresql = new Sandbox(Engine.POSTGRESQL, folder);
                var sqlite = new Sandbox(Engine.SQLITE, folder)) {
            postgresql.script("V002__it.sql", postgresqlSql).migrator().migrate();
            sqlite.script("V002__it.sql", sqliteSql).migrator().migrate();
            return SchemaRules.findings(Catalogue.of(postgresql), Catalogue.of(sqlite));
        }
    }

    private static Set<String> files(Engine engine) throws IOException {
        Path scripts = Path.of("src/main/resources/db/migration", engine.name().toLowerCase(Locale.ROOT));
        var names = new TreeSet<String>();
        try (var files = Files.list(scripts)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        return names;
    }
}
