package dev.colophon.cli.moving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.backup.Benches;
import dev.colophon.backup.HostileRows;
import dev.colophon.backup.capture.Snapshot;
import dev.colophon.backup.capture.Snapshots;
import dev.colophon.backup.format.BackupKind;
import dev.colophon.backup.format.TableTotal;
import dev.colophon.backup.place.Place;
import dev.colophon.backup.place.Places;
import dev.colophon.backup.restore.Moving;
import dev.colophon.backup.target.StoredBackup;
import dev.colophon.backup.task.Checking;
import dev.colophon.backup.task.Creation;
import dev.colophon.backup.work.BackupLock;
import dev.colophon.backup.work.Keys;
import dev.colophon.backup.work.Progress;
import dev.colophon.backup.work.Workbench;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.storage.directory.DirectoryStore;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestPostgres;
import dev.colophon.testing.TestSqlite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A database with backups, the program that works on them, and what must hold after it was killed. */
final class KilledScene implements AutoCloseable {
    private static final int STOCK = 20;
    private static final int KEPT = 3;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final KilledVerb verb;
    private final Path folder;
    private final Path backups;
    private final Path stock;
    private final Path scratch;
    private final TestDatabase live;
    private final Workbench bench;
    private final Set<String> known = new HashSet<>();
    private List<TableTotal> before = List.of();
    private List<TableTotal> archived = List.of();
    private DatabaseSettings elsewhere;

    private KilledScene(KilledVerb verb, Path folder, TestDatabase live) throws IOException {
        this.verb = verb;
        this.folder = folder;
        this.backups = Files.createDirectory(folder.resolve("backups"));
        this.stock = Files.createDirectory(folder.resolve("stock"));
        this.scratch = Files.createDirectory(folder.resolve("scratch"));
        this.live = live;
        this.elsewhere = live.settings();
        var store = DirectoryStore.open(backups, InstantSource.system());
        this.bench = Benches.of(live.settings(), scratch, store, Keys.of(List.of(), Optional.empty()));
    }

    static KilledScene of(Engine engine, KilledVerb verb, Path folder) throws Exception {
        var scene = new KilledScene(verb, folder, TestDatabase.create(engine));
        HostileRows.fillSchema(scene.live, 5, 60);
        HostileRows.storeBlobs(DirectoryStore.open(folder.resolve("uploads"), InstantSource.system()));
        scene.live.run("UPDATE users SET token_epoch = 0");
        if (verb == KilledVerb.RESTORE) {
            // which forgets them
            scene.live.run("DELETE FROM invitations");
            scene.live.run("DELETE FROM password_resets");
        }
        scene.live.database().close();
        scene.archived = totals(scene.live.settings(), scene.scratch);
        for (int made = 0; made < scene.stocked(); made++) {
            new Creation(scene.bench, Progress.SILENT).run(BackupKind.MANUAL);
        }
        copy(scene.backups, scene.stock);
        scene.prepare();
        return scene;
    }

    private int stocked() {
        return switch (verb) {
            case CREATE, MOVE -> 0;
            case RESTORE -> 1;
            case PRUNE -> STOCK;
        };
    }

    /** Everything as before the program runs. */
    void prepare() throws Exception {
        switch (verb) {
            case CREATE -> {}
            case RESTORE -> live.run("DELETE FROM userbook_tags");
            case PRUNE -> copy(stock, backups);
            case MOVE -> {
                live.run("UPDATE schema_state SET moved_to = NULL, moved_at = NULL");
                elsewhere = fresh();
            }
        }
        before = totals(live.settings(), scratch);
    }

    private DatabaseSettings fresh() {
        String name = "killed_" + NUMBER.incrementAndGet();
        if (live.engine() == Engine.POSTGRESQL) {
            return TestSqlite.settings(folder.resolve(name + ".sqlite3"));
        }
        TestPostgres.execute("create database " + name);
        return TestPostgres.settings(name);
    }

    /** Runs the program to its end and returns how many milliseconds it took. */
    long undisturbed() throws Exception {
        prepare();
        long begun = System.nanoTime();
        Process program = start();
        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        long milliseconds = (System.nanoTime() - begun) / 1_000_000;
        assertThat(program.exitValue())
                .as(Files.readString(folder.resolve("output")))
                .isZero();
        requireWhole("undisturbed");
        return milliseconds;
    }

    Process start() throws IOException {
        return start(List.of());
    }

    /** The same by another program, which is given these words before. */
    Process start(List<String> by) throws IOException {
        List<String> command = new ArrayList<>(by);
        command.add(Runbook.program(folder).toString());
        command.addAll(verb.words());
        if (verb == KilledVerb.MOVE) {
            command.add("file:" + Files.writeString(folder.resolve("elsewhere"), url(elsewhere)));
        }
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.directory(folder.toFile());
        builder.redirectOutput(folder.resolve("output").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("POSTGRES_"));
        builder.environment()
                .putAll(Map.of(
                        "APP_PROFILE", "test",
                        "BACKUP_DIR", backups.toString(),
                        "BACKUP_KEEP", verb == KilledVerb.PRUNE ? "" + KEPT : "1000",
                        "BACKUP_SCRATCH_DIR", scratch.toString(),
                        "UPLOAD_DIR", folder.resolve("uploads").toString(),
                        "DATABASE_URL", url(live.settings())));
        return builder.start();
    }

    static String url(DatabaseSettings settings) {
        return settings.engine() == Engine.SQLITE
                ? "sqlite:///" + settings.sqlitePath()
                : "postgresql://postgres:unused@127.0.0.1:"
                        + settings.endpoint().port() + "/" + settings.name();
    }

    /** What must hold whenever the program ended. */
    void requireWhole(String when) throws Exception {
        awaitNobody();
        requireSound(when);
        BackupLock.hold(live.settings()).close();
        List<TableTotal> after = now();
        switch (verb) {
            case CREATE -> assertThat(after).as(when).isEqualTo(before);
            case PRUNE -> {
                assertThat(after).as(when).isEqualTo(before);
                requireNewest(when);
            }
            case RESTORE -> {
                assertThat(after).as(when).isIn(before, archived);
                requireKept(when, after.equals(before) ? 0 : 1);
            }
            case MOVE -> {
                assertThat(after).as(when).isEqualTo(before);
                requireMoved(when);
            }
        }
        assertThat(scratch).as(when).isEmptyDirectory();
    }

    private List<TableTotal> now() {
        live.run("UPDATE users SET token_epoch = 0");
        return totals(live.settings(), scratch);
    }

    /** A server learns of its client's death when it is done with the statement. */
    private void awaitNobody() throws InterruptedException {
        for (DatabaseSettings settings : List.of(live.settings(), elsewhere)) {
            if (settings.engine() == Engine.POSTGRESQL) {
                TestPostgres.awaitNobody(settings.name());
            }
        }
    }

    /** All that is listed is whole, and nothing else is left once it is old. */
    private void requireSound(String when) throws IOException {
        Set<String> files = new HashSet<>();
        for (StoredBackup backup : bench.target().list()) {
            files.add(backup.name());
            files.add(backup.name() + ".json");
            if (known.add(backup.name())) {
                assertThat(new Checking(bench, Progress.SILENT).run(backup, 1).verifiedLevel())
                        .as(when)
                        .isPositive();
            }
        }
        bench.target().sweep(Duration.ofDays(-1));
        Set<String> present = names(backups);
        present.removeIf(name -> name.endsWith("-failed.json"));
        assertThat(present).as(when).isEqualTo(files);
    }

    private void requireNewest(String when) throws IOException {
        List<String> newest = names(stock).stream()
                .filter(name -> name.endsWith(".clb"))
                .sorted()
                .toList();
        assertThat(bench.target().list())
                .as(when)
                .filteredOn(StoredBackup::isVerified)
                .extracting(StoredBackup::name)
                .containsAll(newest.subList(STOCK - KEPT, STOCK));
    }

    private void requireKept(String when, int count) throws Exception {
        try (Place place = Places.hold(live.settings(), Scripts.of(live.engine()), InstantSource.system())) {
            assertThat(place.kept()).as(when).hasSize(count);
            place.kept().forEach(place::forget);
        }
        if (live.engine() == Engine.POSTGRESQL) {
            assertThat(live.query("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'colophon%'"))
                    .as(when)
                    .isEmpty();
        } else {
            assertThat(names(Objects.requireNonNull(live.settings().sqlitePath().getParent())))
                    .as(when)
                    .noneMatch(name -> name.matches(".*[.](new|before)-.*"));
        }
    }

    /** Where the data did not arrive the same command brings it there. */
    private void requireMoved(String when) throws SQLException {
        if (!bench.live().hasMovedAway()) {
            if (bench.with(elsewhere).live().isUsed()) {
                assertThat(totals(elsewhere, scratch)).as(when).isEqualTo(before);
            }
            new Moving(bench, elsewhere, Progress.SILENT).run();
        }
        assertThat(bench.live().hasMovedAway()).as(when).isTrue();
        assertThat(totals(elsewhere, scratch)).as(when).isEqualTo(before);
    }

    private static List<TableTotal> totals(DatabaseSettings settings, Path scratch) {
        try (Snapshot snapshot = Snapshots.of(settings, scratch)) {
            return Snapshots.totals(snapshot);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (String name : names(to)) {
            Files.delete(to.resolve(name));
        }
        for (String name : names(from)) {
            Files.copy(from.resolve(name), to.resolve(name));
        }
    }

    private static Set<String> names(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            Set<String> names = new HashSet<>();
            files.filter(Files::isRegularFile)
                    .forEach(file -> names.add(folder.relativize(file).toString()));
            return names;
        }
    }

    @Override
    public void close() {
        bench.close();
        live.close();
    }
}
