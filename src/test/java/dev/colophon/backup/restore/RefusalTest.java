package dev.colophon.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.backup.Benches;
import dev.colophon.backup.Copies;
import dev.colophon.backup.HostileRows;
import dev.colophon.backup.archive.SampleArchive;
import dev.colophon.backup.format.ArchiveHeader;
import dev.colophon.backup.format.BackupKind;
import dev.colophon.backup.format.TableTotal;
import dev.colophon.backup.target.Sidecar;
import dev.colophon.backup.task.Creation;
import dev.colophon.backup.task.Pruning;
import dev.colophon.backup.work.BackupLock;
import dev.colophon.backup.work.Keys;
import dev.colophon.backup.work.Progress;
import dev.colophon.backup.work.Source;
import dev.colophon.backup.work.Workbench;
import dev.colophon.problem.ExitCode;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.settings.Secret;
import dev.colophon.storage.BlobStore;
import dev.colophon.storage.directory.DirectoryStore;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be done ends with its code, and the data and the backups are as they were. */
@EveryDatabase
@Timeout(120)
class RefusalTest {
    /** Of pairs made by age-keygen for tests alone. */
    private static final String RECIPIENT = "age13dd7nz7edlw7n5pkfe398yt97r9ky860z5r5cyfu63qqr3tsxqlst667z7";

    private static final String IDENTITY = "AGE-SECRET-KEY-1MLFU23QA00E76Y07XXSQDHJK2GHATUWKH733DJDJRG8QUEJK3RTQK8WNXZ";
    private static final String STRANGER = "AGE-SECRET-KEY-1L4SP3HPVHXNSTN6SHXLJ9FJJNTWZNFZWUHM2Q5URMFCTZNXMU9FS039A8U";

    @TempDir
    Path folder;

    private final TestDatabase rows;
    private BlobStore store;
    private Workbench bench;

    RefusalTest(TestDatabase rows) {
        this.rows = rows;
    }

    @BeforeEach
    void fill() {
        HostileRows.fillSchema(rows, 9, 20);
        rows.database().close();
        store = DirectoryStore.open(folder.resolve("backups"), InstantSource.system());
        bench = Benches.of(rows.settings(), folder, store, keys(Optional.empty(), ""));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void without_the_right_key_an_encrypted_backup_stays_closed() {
        Workbench writer = with(keys(Optional.of(RECIPIENT), ""));
        Sidecar made = new Creation(writer, Progress.SILENT).run(BackupKind.MANUAL);

        unchanged(ExitCode.BACKUP_KEY, () -> restore(writer, source(made)));
        unchanged(ExitCode.BACKUP_KEY, () -> restore(with(keys(Optional.empty(), STRANGER)), source(made)));
        restore(with(keys(Optional.empty(), IDENTITY)), source(made));
    }

    @Test
    void nothing_that_is_encrypted_can_be_read_where_it_is_kept() throws Exception {
        String known = "a title that only its owner knows";
        rows.run("UPDATE books SET title = '" + known + "', description = '" + known.repeat(9) + "'");
        new Creation(bench, Progress.SILENT).run(BackupKind.MANUAL);
        // such words are in a plain one, or the test would prove nothing
        assertThat(stored()).contains("colophon-archive 2").contains("userbook_tags");
        empty();

        new Creation(with(keys(Optional.of(RECIPIENT), "")), Progress.SILENT).run(BackupKind.MANUAL);
        assertThat(stored())
                .contains("age-encryption.org")
                .doesNotContain("colophon-archive 2")
                .doesNotContain("userbook_tags")
                .doesNotContain("only its owner")
                .doesNotContain(known);
        assertThatThrownBy(() -> keys(Optional.of("age1short"), "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_newer_format_is_refused() throws Exception {
        byte[] archive = SampleArchive.bytes();
        byte[] mark = "colophon-archive 2\n".getBytes(StandardCharsets.US_ASCII);
        int at =
                new String(archive, StandardCharsets.ISO_8859_1).indexOf(new String(mark, StandardCharsets.ISO_8859_1));
        archive[at + mark.length - 2] = '3';
        Path file = Files.write(folder.resolve("newer.clb"), archive);

        unchanged(ExitCode.BACKUP_INCOMPATIBLE, () -> restore(bench, Source.of(file)));
    }

    @Test
    void a_newer_schema_is_refused() throws Exception {
        ArchiveHeader known = SampleArchive.HEADER;
        ArchiveHeader newer = new ArchiveHeader(
                known.id(),
                known.installation(),
                known.kind(),
                known.sequence(),
                known.createdAt(),
                known.release(),
                9_999,
                known.engine(),
                known.keyFingerprint(),
                known.tables());
        Path file = Files.write(folder.resolve("newer.clb"), SampleArchive.bytes(newer, Map.of()));

        unchanged(ExitCode.BACKUP_INCOMPATIBLE, () -> restore(bench, Source.of(file)));
    }

    @Test
    void a_table_that_no_migration_makes_is_not_backed_up() {
        rows.run("CREATE TABLE strangers (id text NOT NULL PRIMARY KEY)"
                + (rows.engine() == Engine.SQLITE ? " STRICT" : ""));

        assertEnds(ExitCode.BACKUP_INCOMPATIBLE, () -> new Creation(bench, Progress.SILENT).run(BackupKind.MANUAL));
        assertThat(store.list("")).isEmpty();
    }

    @Test
    void only_one_works_with_backups_at_a_time() throws Exception {
        Sidecar made = new Creation(bench, Progress.SILENT).run(BackupKind.MANUAL);
        try (var other = BackupLock.hold(rows.settings())) {
            unchanged(ExitCode.BACKUP_LOCKED, () -> new Creation(bench, Progress.SILENT).run(BackupKind.MANUAL));
            unchanged(ExitCode.BACKUP_LOCKED, () -> restore(bench, source(made)));
            unchanged(ExitCode.BACKUP_LOCKED, () -> new Pruning(bench).run(true));
            unchanged(ExitCode.BACKUP_LOCKED, () -> new Undoing(bench).run());
            try (TestDatabase empty = TestDatabase.create(Engine.SQLITE)) {
                unchanged(ExitCode.BACKUP_LOCKED, () -> new Moving(bench, empty.settings(), Progress.SILENT).run());
            }
        }
        new Creation(bench, Progress.SILENT).run(BackupKind.MANUAL);
    }

    /** The first write fails, one of the archive, or naming it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2_000, Integer.MAX_VALUE})
    void a_target_without_room_keeps_nothing_of_a_backup(int room) {
        Sidecar made = new Creation(bench, Progress.SILENT).run(BackupKind.MANUAL);
        Workbench full = Benches.of(rows.settings(), folder, new FullStore(store, room), bench.keys());

        unchanged(ExitCode.NO_SPACE, () -> new Creation(full, Progress.SILENT).run(BackupKind.MANUAL));
        // the safety copy finds no room either
        unchanged(ExitCode.NO_SPACE, () -> restore(full, source(made)));
        assertThat(store.sweep(Duration.ofDays(-1))).isZero();
        assertThat(folder.toFile().list()).containsExactly("backups");
    }

    @Test
    void a_hundred_backups_on_a_clock_that_stands_still_have_a_hundred_names() {
        InstantSource frozen = InstantSource.fixed(bench.now());
        Workbench still = new Workbench(
                bench.database(),
                bench.target(),
                bench.uploads(),
                bench.keys(),
                folder,
                200,
                "test",
                Benches.KEY,
                frozen);
        List<String> made = IntStream.range(0, 100)
                .mapToObj(number -> new Creation(still, Progress.SILENT)
                        .run(BackupKind.MANUAL)
                        .name())
                .toList();

        assertThat(made).doesNotHaveDuplicates();
        assertThat(bench.target().list())
                .allMatch(backup -> backup.isVerified())
                .extracting(backup -> backup.name())
                .containsExactlyElementsOf(made);
    }

    private Source source(Sidecar made) {
        return Source.of(bench.target(), bench.target().find(made.name(), made.installation()));
    }

    private static void restore(Workbench with, Source source) {
        new Restoration(with, List.of(), Progress.SILENT).run(source, true, true);
    }

    private Workbench with(Keys keys) {
        return Benches.of(rows.settings(), folder, store, keys);
    }

    private static Keys keys(Optional<String> recipient, String identity) {
        return Keys.of(
                recipient.stream().toList(), Optional.of(new Secret(identity)).filter(it -> !identity.isEmpty()));
    }

    /** All that is kept, a character for each byte. */
    private String stored() throws Exception {
        var text = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return text.toString();
    }

    private void empty() {
        store.list("").forEach(blob -> store.delete(blob.name()));
    }

    private void unchanged(ExitCode code, ThrowingCallable work) {
        List<TableTotal> before = Copies.totals(rows, folder);
        var stored = store.list("");
        assertEnds(code, work);
        assertThat(Copies.totals(rows, folder)).isEqualTo(before);
        assertThat(store.list("")).isEqualTo(stored);
    }

    private static void assertEnds(ExitCode code, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        failure -> assertThat(failure.exitCode())
                                .as(failure.getMessage())
                                .isEqualTo(code));
    }
}
