package dev.colophon.backup.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.backup.Copies;
import dev.colophon.backup.HostileRows;
import dev.colophon.backup.capture.Snapshot;
import dev.colophon.backup.capture.Snapshots;
import dev.colophon.backup.format.TableTotal;
import dev.colophon.backup.place.Place;
import dev.colophon.backup.place.Places;
import dev.colophon.migration.run.MigrationTarget;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.TakesLong;
import dev.colophon.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TakesLong("copies thousands of rows twice")
class RoundTripTest {
    private static final int SCALE = 500;

    @TempDir
    private Path scratch;

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, SQLITE, 1", "POSTGRESQL, SQLITE, 2", "SQLITE, POSTGRESQL, 3", "SQLITE, POSTGRESQL, 4"})
    void data_and_schema_are_the_same_there_and_back(Engine home, Engine abroad, long seed) throws IOException {
        try (TestDatabase first = database(home);
                TestDatabase second = database(abroad);
                TestDatabase third = database(home)) {
            HostileRows.fill(first, seed, SCALE);
            List<String> schema = schema(first);
            List<String> foreign = schema(second);
            List<TableTotal> totals = Copies.totals(first, scratch);
            assertThat(totals).allMatch(total -> total.rows() > 0);
            assertThat(totals.stream().mapToLong(TableTotal::rows).sum()).isGreaterThan(10L * SCALE);

            Copies.copy(first, second, scratch);
            assertThat(Copies.totals(second, scratch)).isEqualTo(totals);
            assertThat(schema(second)).isEqualTo(foreign);

            Copies.copy(second, third, scratch);
            assertThat(Copies.totals(third, scratch)).isEqualTo(totals);
            assertThat(schema(third)).isEqualTo(schema);
        }
        assertThat(scratch).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, SQLITE", "SQLITE, POSTGRESQL"})
    void data_is_loaded_beside_what_is_live_and_takes_its_place(Engine origin, Engine engine) throws Exception {
        try (TestDatabase source = database(origin);
                TestDatabase live = database(engine)) {
            HostileRows.fill(source, 9, SCALE / 10);
            HostileRows.fill(live, 10, SCALE / 10);
            // no migration makes it, so it is not in what is built
            source.run("DROP TABLE trial");
            live.run("DROP TABLE trial");
            live.database().close();
            List<TableTotal> totals = Copies.totals(source, scratch);
            List<TableTotal> old = Copies.totals(live, scratch);

            try (Place place = Places.hold(live.settings(), Scripts.of(engine), InstantSource.system());
                    Snapshot snapshot = Copies.snapshot(source, scratch)) {
                assertThat(Copies.totals(live, scratch)).as("a copy before it").isEqualTo(old);
                MigrationTarget built = place.build(snapshot.schemaLevel());
                Copies.load(snapshot, BulkLoad.into(built.open(), engine), scratch);
                try (Snapshot loaded = Snapshots.over(built.open(), engine)) {
                    assertThat(Snapshots.totals(loaded)).isEqualTo(totals);
                }
                assertThat(Copies.totals(live, scratch)).as("still live").isEqualTo(old);
                place.upgrade();
                place.swapIn("a copy");
            }
            assertThat(Copies.totals(live, scratch)).isEqualTo(totals);
        }
    }

    private static TestDatabase database(Engine engine) {
        TestDatabase database = TestDatabase.create(engine);
        HostileRows.addTable(database);
        return database;
    }

    /** Indexes and constraints as the database tells them. */
    private static List<String> schema(TestDatabase database) {
        return database.query(
                database.engine() == Engine.SQLITE
                        ? "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
                        : """
                        SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
                        UNION ALL
                        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
                        WHERE connamespace = 'public'::regnamespace
                        ORDER BY 1, 2, 3
                        """);
    }
}
