package dev.colophon.backup.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.backup.place.kept.KeptData;
import dev.colophon.database.Database;
import dev.colophon.database.Statement;
import dev.colophon.migration.Sandbox;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings.Engine;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was built takes the place of the live data, and gives it back. */
@Timeout(120)
class PlaceTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.008Z");

    private static final Statement GENERATION = Statement.of("place.generation", "SELECT generation FROM shelf");

    @TempDir
    Path folder;

    private static Place hold(Sandbox sandbox) {
        return Places.hold(sandbox.settings, sandbox.scripts(), InstantSource.fixed(NOW));
    }

    private static void swapIn(Place place, int level, int generation) throws SQLException {
        Shelves.fill(place.build(level), generation);
        place.upgrade();
        place.swapIn("backup " + generation);
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void what_was_built_becomes_live_and_an_undo_gives_back_what_was(Engine engine) throws SQLException {
        try (var sandbox = Shelves.live(engine, folder, 1)) {
            try (Place place = hold(sandbox)) {
                assertThat(place.kept()).isEmpty();

                swapIn(place, 2, 2);
                List<KeptData> kept = place.kept();

                assertThat(kept).hasSize(1);
                assertThat(kept.getFirst().since()).isEqualTo(NOW);
                assertThat(kept.getFirst().level()).isEqualTo(2);
                assertThat(kept.getFirst().replacedBy()).isEqualTo("backup 2");
                assertThat(kept.getFirst().bytes()).isGreaterThan(1_000);
                assertThat(kept.getFirst().id()).matches("[0-9a-f]{8}");
            }
            assertThat(Shelves.generation(sandbox)).isEqualTo(2);
            assertThat(sandbox.state()).isEqualTo("3|1");
            assertThat(Places.kept(sandbox.settings))
                    .extracting(KeptData::replacedBy)
                    .containsExactly("backup 2");
            try (Place place = hold(sandbox)) {
                KeptData old = place.kept().getFirst();

                place.swapBack(old);

                assertThat(Shelves.generation(sandbox)).isEqualTo(1);
                assertThat(sandbox.state()).isEqualTo("2|1");
                assertThat(place.kept()).hasSize(1).doesNotContain(old);
                KeptData restored = place.kept().getFirst();
                assertThat(restored.level()).isEqualTo(3);
                place.swapBack(restored);
                assertThat(Shelves.generation(sandbox)).isEqualTo(2);
            }
            assertThat(sandbox.migrator().migrate().applied()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void each_swap_keeps_one_more_until_it_is_forgotten(Engine engine) throws SQLException {
        try (var sandbox = Shelves.live(engine, folder, 1)) {
            for (int generation = 2; generation <= 4; generation++) {
                Instant now = NOW.plus(Duration.ofMinutes(generation));
                try (Place place = Places.hold(sandbox.settings, sandbox.scripts(), InstantSource.fixed(now))) {
                    swapIn(place, 3, generation);
                }
            }
            try (Place place = hold(sandbox)) {
                assertThat(place.kept().stream().map(KeptData::replacedBy))
                        .containsExactly("backup 4", "backup 3", "backup 2");

                KeptData middle = place.kept().get(1);
                place.forget(middle);

                assertThat(place.kept().stream().map(KeptData::replacedBy)).containsExactly("backup 4", "backup 2");
                StartFailure gone = catchThrowableOfType(StartFailure.class, () -> place.swapBack(middle));
                assertThat(gone.exitCode()).isEqualTo(ExitCode.BACKUP_REFUSED);
                place.swapBack(place.kept().getLast());
            }
            assertThat(Shelves.generation(sandbox)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void what_is_not_swapped_in_leaves_nothing(Engine engine) throws SQLException {
        try (var sandbox = Shelves.live(engine, folder, 1)) {
            String before = remains(sandbox);
            try (Place place = hold(sandbox)) {
                Shelves.fill(place.build(2), 2);
                assertThat(Shelves.generation(sandbox)).isEqualTo(1);
            }
            assertThat(remains(sandbox)).isEqualTo(before);
            assertThat(Shelves.generation(sandbox)).isEqualTo(1);
        }
    }

    private String remains(Sandbox sandbox) {
        if (sandbox.settings.engine() == Engine.POSTGRESQL) {
            return sandbox.query("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'colophon%'");
        }
        String[] names = folder.toFile().list((directory, name) -> name.matches(".*[.](new|before)-.*"));
        return String.join(" ", names == null ? new String[0] : names);
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void an_unknown_level_is_refused_and_changes_nothing(Engine engine) throws SQLException {
        try (var sandbox = Shelves.live(engine, folder, 1)) {
            try (Place place = hold(sandbox)) {
                StartFailure refused = catchThrowableOfType(StartFailure.class, () -> place.build(4));
                assertThat(refused.exitCode()).isEqualTo(ExitCode.BACKUP_INCOMPATIBLE);
            }
            assertThat(remains(sandbox)).isEmpty();
            assertThat(Shelves.generation(sandbox)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_database_without_a_schema_is_filled(Engine engine) throws SQLException {
        try (var whole = Shelves.live(engine, folder, 1);
                var empty = new Sandbox(engine, folder.resolve("empty"))) {
            try (Place place = Places.hold(empty.settings, whole.scripts(), InstantSource.fixed(NOW))) {
                swapIn(place, 2, 5);
                assertThat(place.kept()).isEmpty();
            }
            assertThat(Shelves.generation(empty)).isEqualTo(5);
            assertThat(Shelves.generation(whole)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_second_restore_is_refused_and_the_first_goes_on(Engine engine) throws SQLException {
        try (var sandbox = Shelves.live(engine, folder, 1)) {
            try (Place place = hold(sandbox)) {
                StartFailure refused = catchThrowableOfType(StartFailure.class, () -> hold(sandbox));
                assertThat(refused.exitCode()).isIn(ExitCode.BACKUP_LOCKED, ExitCode.BACKUP_REFUSED);

                swapIn(place, 2, 2);
            }
            assertThat(Shelves.generation(sandbox)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void who_had_it_open_before_reads_the_new_data_afterwards(Engine engine) throws SQLException {
        try (var sandbox = Shelves.live(engine, folder, 1)) {
            if (engine == Engine.SQLITE) {
                // there nobody may have it open
                try (Database database = sandbox.database()) {
                    assertThat(generations(database)).containsOnly(1);
                    StartFailure refused = catchThrowableOfType(StartFailure.class, () -> hold(sandbox));
                    assertThat(refused.exitCode()).isEqualTo(ExitCode.BACKUP_REFUSED);
                }
                return;
            }
            try (Database database = sandbox.database()) {
                for (int times = 0; times < 20; times++) {
                    // so often that the driver prepares it on the server
                    assertThat(generations(database)).hasSize(Shelves.ROWS).containsOnly(1);
                }
                try (Place place = hold(sandbox)) {
                    swapIn(place, 2, 2);
                }
                assertThat(generations(database)).hasSize(Shelves.ROWS).containsOnly(2);
            }
        }
    }

    private static List<Integer> generations(Database database) {
        return database.read(session -> session.list(GENERATION, row -> row.integer("generation")));
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_place_that_nobody_built_on_swaps_nothing(Engine engine) throws SQLException {
        try (var sandbox = Shelves.live(engine, folder, 1);
                Place place = hold(sandbox)) {
            assertThat(catchThrowableOfType(IllegalStateException.class, () -> place.swapIn("nothing")))
                    .isNotNull();
            assertThat(Shelves.generation(sandbox)).isEqualTo(1);
        }
    }
}
