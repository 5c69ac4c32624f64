package dev.colophon.backup.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.colophon.backup.place.kept.KeptData;
import dev.colophon.migration.Sandbox;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.TakesLong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only a file has: names, modes, companions, damage, and a disk that is full. */
@Timeout(120)
class SqlitePlaceTest {
    private static final String GARBAGE = "this is no database ".repeat(500);
    private static final String TIME = "colophon.sqlite3.before-20260102T030405.678Z-";

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private Path file;

    @BeforeEach
    void fill() throws SQLException {
        sandbox = Shelves.live(Engine.SQLITE, folder, 1);
        file = sandbox.settings.sqlitePath();
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Place hold() {
        return Places.hold(sandbox.settings, sandbox.scripts(), InstantSource.system());
    }

    private void swapIn(int generation) throws SQLException {
        try (Place place = hold()) {
            Shelves.fill(place.build(2), generation);
            place.upgrade();
            place.swapIn("backup");
        }
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(it -> it.getFileName().toString())
                    .filter(name -> name.startsWith("colophon.sqlite3") && !name.endsWith(".lock"))
                    .sorted()
                    .toList();
        }
    }

    private Path beside(String suffix) {
        return Path.of(file + suffix);
    }

    @Test
    void a_served_file_is_refused_and_the_server_is_named() {
        try (var database = sandbox.database()) {
            database.holdInstanceLock();

            StartFailure refused = catchThrowableOfType(StartFailure.class, this::hold);

            assertThat(refused.exitCode()).isEqualTo(ExitCode.BACKUP_REFUSED);
            assertThat(refused.why()).contains("this process serves");
        }
        assertThat(Shelves.generation(sandbox)).isEqualTo(1);
    }

    @Test
    void the_files_are_the_owners_and_no_log_lies_beside_them() throws Exception {
        swapIn(2);

        List<String> names = names();
        assertThat(names).hasSize(3).contains("colophon.sqlite3");
        assertThat(names.get(1)).matches("colophon[.]sqlite3[.]before-[0-9]{8}T[0-9]{6}[.][0-9]{3}Z-[0-9a-f]{8}");
        assertThat(names.get(2)).isEqualTo(names.get(1) + ".json");
        assertThat(Files.readString(folder.resolve(names.get(2)))).contains("\"level\":2", "\"replacedBy\":\"backup\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_foreign_program_that_has_it_open_is_met_before_anything_changes() throws Exception {
        try (var foreign = DriverManager.getConnection("jdbc:sqlite:" + file);
                Place place = hold()) {
            foreign.createStatement().execute("INSERT INTO shelf (id, generation) VALUES (-1, 9)");
            Shelves.fill(place.build(2), 2);
            place.upgrade();

            StartFailure refused = catchThrowableOfType(StartFailure.class, () -> place.swapIn("backup"));

            assertThat(refused.exitCode()).isEqualTo(ExitCode.BACKUP_REFUSED);
            assertThat(refused.why()).contains("another program has it open");
            foreign.close();
            place.swapIn("second try");
            assertThat(Shelves.generation(sandbox)).isEqualTo(2);
            place.swapBack(place.kept().getFirst());
        }
        assertThat(sandbox.query("SELECT count(*) FROM shelf WHERE generation = 9"))
                .isEqualTo("1");
    }

    @Test
    void a_missing_file_is_replaced_and_nothing_is_kept() throws Exception {
        Files.delete(file);
        Files.deleteIfExists(beside("-wal"));

        swapIn(2);

        assertThat(names()).containsExactly("colophon.sqlite3");
        assertThat(Shelves.generation(sandbox)).isEqualTo(2);
    }

    @Test
    void an_empty_file_is_replaced_and_nothing_is_kept() throws Exception {
        Files.write(file, new byte[0]);

        swapIn(2);

        assertThat(names()).containsExactly("colophon.sqlite3");
        assertThat(Shelves.generation(sandbox)).isEqualTo(2);
    }

    @Test
    void a_damaged_file_is_kept_as_it_is_with_its_log() throws Exception {
        Files.writeString(file, GARBAGE);
        Files.writeString(beside("-wal"), "nor a log");

        swapIn(2);

        assertThat(Shelves.generation(sandbox)).isEqualTo(2);
        try (Place place = hold()) {
            KeptData damaged = place.kept().getFirst();
            assertThat(damaged.level()).isZero();
            Path kept = folder.resolve(names().stream()
                    .filter(name -> name.endsWith(damaged.id()))
                    .findFirst()
                    .orElseThrow());
            assertThat(Files.readString(kept)).isEqualTo(GARBAGE);
            assertThat(Files.readString(Path.of(kept + "-wal"))).isEqualTo("nor a log");

            place.swapBack(damaged);

            assertThat(Files.readString(file)).isEqualTo(GARBAGE);
            assertThat(Files.readString(beside("-wal"))).isEqualTo("nor a log");
            assertThat(place.kept().getFirst().level()).isEqualTo(3);
            place.swapBack(place.kept().getFirst());
        }
        assertThat(Shelves.generation(sandbox)).isEqualTo(2);
    }

    @Test
    void a_file_with_damaged_pages_is_kept_and_replaced() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 100, bytes.length, (byte) 0x5a);
        Files.write(file, bytes);

        swapIn(2);

        assertThat(Shelves.generation(sandbox)).isEqualTo(2);
        try (Place place = hold()) {
            assertThat(place.kept()).hasSize(1);
            assertThat(place.kept().getFirst().bytes()).isGreaterThanOrEqualTo(bytes.length);
        }
    }

    @Test
    void remains_of_a_killed_swap_are_swept_and_a_damaged_file_has_its_log_again() throws Exception {
        Files.writeString(file, GARBAGE);
        Path kept = folder.resolve(TIME + "0123abcd");
        Files.createLink(kept, file);
        Files.writeString(Path.of(kept + "-wal"), "nor a log");
        Files.writeString(Path.of(kept + ".json"), "{}");
        Files.writeString(folder.resolve(TIME + "0123abce.json"), "{}");
        Files.writeString(folder.resolve(TIME + "0123abcf.part"), "half");
        Files.writeString(beside(".new-0123abcd"), "half");
        Files.writeString(beside(".new-0123abcd-wal"), "half");
        Files.writeString(beside(".before-migration-0007-20260102T030405.678Z"), "not ours");

        try (Place place = hold()) {
            assertThat(place.kept()).isEmpty();
        }

        assertThat(names())
                .containsExactly(
                        "colophon.sqlite3",
                        "colophon.sqlite3-wal",
                        "colophon.sqlite3.before-migration-0007-20260102T030405.678Z");
        assertThat(Files.readString(beside("-wal"))).isEqualTo("nor a log");
    }

    @TakesLong("starts a JVM")
    @Test
    void a_disk_that_is_full_ends_with_16_and_changes_nothing() throws Exception {
        sandbox.script("V004__big.sql", """
                CREATE TABLE big (n bigint, filler text);
                INSERT INTO big
                WITH RECURSIVE counting (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counting WHERE n < 200000)
                SELECT n, 'a text of some length, so that the file grows' FROM counting;
                """);
        List<String> before = names();

        // the largest file in KiB; the driver unpacks a library of about 1,500
        var child = PlaceChild.start(sandbox, folder, 2, 0, "bash", "-c", "ulimit -f 6000; exec \"$@\"", "bash");

        String said = child.answer();
        assertThat(child.exitCode()).as(said).isEqualTo(ExitCode.NO_SPACE.number());
        assertThat(said).contains("nothing was changed");
        assertThat(names()).isEqualTo(before);
        assertThat(Shelves.generation(sandbox)).isEqualTo(1);
    }
}
