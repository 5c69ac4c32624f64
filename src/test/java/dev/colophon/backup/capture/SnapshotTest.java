package dev.colophon.backup.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.backup.Copies;
import dev.colophon.backup.HostileRows;
import dev.colophon.backup.format.TableLayout;
import dev.colophon.backup.format.TableTotal;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EveryDatabase
class SnapshotTest {
    private static final String ID = "0198c0de-0000-7000-8000-000000000001";

    private final TestDatabase database;

    @TempDir
    private Path scratch;

    SnapshotTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void it_tells_what_it_is_of() {
        try (Snapshot snapshot = Copies.snapshot(database, scratch)) {
            assertThat(snapshot.schemaLevel())
                    .isEqualTo(Scripts.of(database.engine()).neededLevel());
            assertThat(snapshot.engine()).matches("(PostgreSQL|SQLite) \\d+(\\.\\d+)+");
            assertThat(snapshot.tables())
                    .extracting(TableLayout::name)
                    .isSorted()
                    .contains("users", "import_items");
        }
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void rows_are_canonical() throws IOException {
        HostileRows.addTable(database);
        String instant = "2026-01-02 03:04:05.6";
        String stored = isPostgresql() ? instant + "+00" : instant.replace(' ', 'T') + "00000Z";
        String bytes = isPostgresql() ? "'\\x00fF'" : "x'00fF'";
        String truth = isPostgresql() ? "true" : "1";
        database.run(
                "INSERT INTO trial (name, place, truth, day, happened_at, data) VALUES ('b', -5, " + truth
                        + ", '0044-03-15', '" + stored + "', " + bytes + "), ('b', -10, NULL, NULL, NULL, NULL),"
                        + " ('Z', 1, NULL, NULL, NULL, NULL), ('é', 1, NULL, NULL, NULL, NULL), ('', 2, NULL, NULL, NULL, NULL)");

        try (Snapshot snapshot = Copies.snapshot(database, scratch)) {
            assertThat(exported(snapshot, "trial"))
                    .isEqualTo("\\N\t\\N\t\\N\t\t2\t\\N\n"
                            + "\\N\t\\N\t\\N\tZ\t1\t\\N\n"
                            + "\\N\t\\N\t\\N\tb\t-10\t\\N\n"
                            + "\\\\x00ff\t0044-03-15\t2026-01-02T03:04:05.600000Z\tb\t-5\tt\n"
                            + "\\N\t\\N\t\\N\té\t1\t\\N\n");
        }
    }

    @Test
    void later_changes_are_not_seen() {
        HostileRows.addTable(database);
        HostileRows.fill(database, 5, 20);
        List<TableTotal> totals = Copies.totals(database, scratch);

        try (Snapshot snapshot = Copies.snapshot(database, scratch)) {
            database.run("DELETE FROM trial");
            database.run("UPDATE books SET title = 'changed'");

            assertThat(Snapshots.totals(snapshot)).isEqualTo(totals);
        }
        assertThat(Copies.totals(database, scratch)).isNotEqualTo(totals);
    }

    @Test
    void a_connection_is_looked_over_where_it_is() {
        HostileRows.addTable(database);
        HostileRows.fill(database, 6, 20);

        try (Snapshot snapshot = Snapshots.over(database.connect(), database.engine())) {
            assertThat(Snapshots.totals(snapshot)).isEqualTo(Copies.totals(database, scratch));
        }
    }

    @Test
    void a_failed_migration_is_no_state_to_keep() {
        database.run("INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                + " installed_by, execution_time, success) VALUES (99, '099', 'bad', 'SQL', 'V099__bad.sql', 1, 'x', 1, "
                + (isPostgresql() ? "false" : "0") + ")");

        assertRefused(ExitCode.MIGRATION_FAILED, "migration 99 failed");
    }

    @Test
    void a_database_without_a_schema_is_refused() {
        database.run("DELETE FROM schema_state");

        assertRefused(ExitCode.DATABASE_REFUSED, "no schema");
    }

    @Test
    void a_value_that_the_other_database_cannot_hold_is_named() {
        HostileRows.addTable(database);
        if (isPostgresql()) {
            assertUnportable("day", "'infinity'", "its day is not within the years 0001 to 9999");
            assertUnportable("day", "'0001-01-01 BC'", "its day is not within");
            assertUnportable("day", "'10000-01-01'", "its day is not within");
            assertUnportable("happened_at", "'-infinity'", "its happened_at is not within");
            assertUnportable("happened_at", "'0001-12-31 23:59:59Z BC'", "its happened_at is not within");
        } else {
            assertUnportable("day", "'a' || char(0)", "day: a text holds the character NUL");
            assertUnportable("day", "CAST(x'61ff' AS TEXT)", "day: a text is not UTF-8");
        }
    }

    private void assertUnportable(String column, String value, String why) {
        database.run("DELETE FROM trial");
        database.run("INSERT INTO trial (name, place, " + column + ") VALUES ('it''s\tthis', 7, " + value + ")");

        assertThatThrownBy(() -> Copies.totals(database, scratch))
                .isInstanceOfSatisfying(StartFailure.class, failure -> {
                    assertThat(failure.exitCode()).isEqualTo(ExitCode.BACKUP_INCOMPATIBLE);
                    assertThat(failure.why()).startsWith("trial row (name = it's?this, place = 7): " + why);
                });
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void a_failure_of_the_target_is_told_as_itself() {
        HostileRows.addTable(database);
        HostileRows.fill(database, 8, 200);

        try (Snapshot snapshot = Copies.snapshot(database, scratch)) {
            TableLayout items = table(snapshot, "import_items");
            assertThatThrownBy(() -> snapshot.export(items, new Full())).isExactlyInstanceOf(IOException.class);
        }
        assertThat(scratch).isEmptyDirectory();
    }

    private void assertRefused(ExitCode code, String why) {
        assertThatThrownBy(() -> Copies.snapshot(database, scratch))
                .isInstanceOfSatisfying(StartFailure.class, failure -> {
                    assertThat(failure.exitCode()).isEqualTo(code);
                    assertThat(failure.why()).contains(why);
                });
        assertThat(scratch).isEmptyDirectory();
    }

    private static TableLayout table(Snapshot snapshot, String name) {
        return snapshot.tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String exported(Snapshot snapshot, String table) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        snapshot.export(table(snapshot, table), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private boolean isPostgresql() {
        return database.engine() == Engine.POSTGRESQL;
    }

    /** A disk without room. */
    private static final class Full extends OutputStream {
        @Override
        public void write(int next) throws IOException {
            throw new IOException("full");
        }
    }
}
