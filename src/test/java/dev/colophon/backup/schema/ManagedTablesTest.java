package dev.colophon.backup.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.backup.format.TableLayout;
import dev.colophon.database.opening.Databases;
import dev.colophon.migration.Sandbox;
import dev.colophon.migration.schema.Script;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ManagedTablesTest {
    private static final int SEARCH = 14;
    private static final int TWINS = 16;
    private static final int SOURCES = 17;

    @TempDir
    private Path folder;

    @Test
    void both_databases_tell_the_same_tables_at_every_level() throws IOException, SQLException {
        List<List<TableLayout>> postgresql = levels(Engine.POSTGRESQL);

        // the index of the search and the twins are in no archive, so that their levels have the tables of the one
        // before
        assertThat(postgresql.get(SEARCH - 1)).isEqualTo(postgresql.get(SEARCH - 2));
        assertThat(postgresql.get(TWINS - 1)).isEqualTo(postgresql.get(TWINS - 2));
        // more systems that imports come from, by a rule of a column
        assertThat(postgresql.get(SOURCES - 1)).isEqualTo(postgresql.get(SOURCES - 2));
        assertThat(Set.copyOf(postgresql)).hasSize(postgresql.size() - 3).hasSizeGreaterThan(5);
        assertThat(postgresql.getFirst()).isEmpty();
        assertThat(levels(Engine.SQLITE)).isEqualTo(postgresql);
    }

    private List<List<TableLayout>> levels(Engine engine) throws IOException, SQLException {
        List<List<TableLayout>> levels = new ArrayList<>();
        Path own = Files.createDirectory(folder.resolve(engine.name()));
        try (Sandbox sandbox = new Sandbox(engine, own)) {
            for (Script script : Scripts.of(engine).all()) {
                sandbox.script(script.file(), script.sql());
                sandbox.migrator().migrate();
                try (Connection connection =
                        Databases.migrator(sandbox.settings).getConnection()) {
                    levels.add(ManagedTables.read(connection, engine).tables());
                }
            }
        }
        return levels;
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void every_table_is_managed_or_known_to_be_not(Engine engine) throws SQLException {
        try (TestDatabase database = TestDatabase.create(engine)) {
            List<String> unmanaged = new ArrayList<>(database.query(
                    engine == Engine.SQLITE
                            ? "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual')"
                                    + " AND name NOT LIKE 'sqlite%'"
                            : "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"));
            unmanaged.removeAll(read(database).stream().map(TableLayout::name).toList());

            assertThat(unmanaged).containsExactlyInAnyOrderElementsOf(ManagedTables.UNMANAGED);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    POSTGRESQL | CREATE TABLE odd (id bigint PRIMARY KEY, at timestamp) | odd.at has type timestamp without time zone
                    POSTGRESQL | CREATE TABLE odd (id bigint PRIMARY KEY, n integer) | odd.n has type integer
                    POSTGRESQL | CREATE TABLE odd (id bigint PRIMARY KEY, n jsonb) | odd.n has type jsonb
                    POSTGRESQL | CREATE TABLE odd (id bigint PRIMARY KEY, n bigint[]) | odd.n has type bigint[]
                    POSTGRESQL | CREATE TABLE odd (id bigint PRIMARY KEY, n varchar(9)) | odd.n has type character varying(9)
                    POSTGRESQL | CREATE TABLE odd (id bigint PRIMARY KEY, n bigint GENERATED ALWAYS AS (id + 1) STORED) | odd.n is made by the database
                    POSTGRESQL | CREATE TABLE odd (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY) | has a sequence odd_id_seq
                    POSTGRESQL | CREATE TABLE odd (id bigint) | odd has no primary key
                    POSTGRESQL | CREATE TABLE odd (id bigint PRIMARY KEY) PARTITION BY RANGE (id) | has a partitioned table odd
                    POSTGRESQL | CREATE MATERIALIZED VIEW odd AS SELECT 1 AS one | has a materialized view odd
                    POSTGRESQL | CREATE SEQUENCE odd | has a sequence odd
                    SQLITE | CREATE TABLE odd (id INTEGER PRIMARY KEY, n REAL) STRICT | odd.n has type REAL
                    SQLITE | CREATE TABLE odd (id INTEGER PRIMARY KEY, n ANY) STRICT | odd.n has type ANY
                    SQLITE | CREATE TABLE odd (id INTEGER PRIMARY KEY, n INTEGER AS (id + 1) STORED) STRICT | odd.n is made by the database
                    SQLITE | CREATE TABLE odd (id TEXT) STRICT | odd has no primary key
                    SQLITE | CREATE TABLE odd (id TEXT PRIMARY KEY) | has a table that is not STRICT odd
                    SQLITE | CREATE TABLE odd (id INTEGER PRIMARY KEY AUTOINCREMENT) STRICT | has a sequence sqlite_sequence
                    SQLITE | CREATE VIRTUAL TABLE odd USING fts5(t) | has a virtual table odd
                    """)
    void what_no_archive_can_hold_is_refused(Engine engine, String sql, String why) {
        try (TestDatabase database = TestDatabase.create(engine)) {
            database.run(sql);

            assertThatThrownBy(() -> read(database)).isInstanceOfSatisfying(StartFailure.class, failure -> {
                assertThat(failure.exitCode()).isEqualTo(ExitCode.BACKUP_INCOMPATIBLE);
                assertThat(failure.why()).contains(why);
            });
        }
    }

    @Test
    void what_belongs_to_an_extension_is_left_alone() throws SQLException {
        try (TestDatabase database = TestDatabase.create(Engine.POSTGRESQL)) {
            List<TableLayout> tables = read(database);
            database.run("CREATE TABLE theirs (value jsonb)");
            database.run("CREATE SEQUENCE theirs_too");
            database.run("ALTER EXTENSION plpgsql ADD TABLE theirs");
            database.run("ALTER EXTENSION plpgsql ADD SEQUENCE theirs_too");

            assertThat(read(database)).isEqualTo(tables);
        }
    }

    private static List<TableLayout> read(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            return ManagedTables.read(connection, database.engine()).tables();
        }
    }
}
