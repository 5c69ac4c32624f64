package dev.colophon.cli.moving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.backup.Copies;
import dev.colophon.backup.HostileRows;
import dev.colophon.backup.format.TableTotal;
import dev.colophon.problem.ExitCode;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.storage.directory.DirectoryStore;
import dev.colophon.testing.TakesLong;
import dev.colophon.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A limit of the shell on the size of files, for none is as easy to make as a full disk. */
@Timeout(120)
@TakesLong("runs the program as people do, a JVM each time")
class FullDiskTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_backup_without_room_says_so_and_leaves_nothing(Engine engine) throws Exception {
        Path backups = Files.createDirectory(folder.resolve("backups"));
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        try (TestDatabase live = TestDatabase.create(engine)) {
            HostileRows.fillSchema(live, 15, 30);
            // does not get smaller than half of its 19 million bytes
            live.run("UPDATE books SET description = "
                    + (engine == Engine.SQLITE
                            ? "hex(randomblob(320000))"
                            : "(SELECT string_agg(md5(books.title || i), '') FROM generate_series(1, 20000) i)"));
            live.database().close();
            Path uploads = folder.resolve("uploads");
            HostileRows.storeBlobs(DirectoryStore.open(uploads, InstantSource.system()));
            List<TableTotal> before = Copies.totals(live, scratch);
            var environment = Map.of(
                    "APP_PROFILE", "test",
                    "BACKUP_DIR", backups.toString(),
                    "BACKUP_SCRATCH_DIR", scratch.toString(),
                    "UPLOAD_DIR", uploads.toString(),
                    "DATABASE_URL", KilledScene.url(live.settings()));

            // in blocks of 512 bytes: native libraries have to fit in
            var answer = new Runbook(folder, environment).run("ulimit -f 8192; colophon backup create");

            // SQLite's copy in the scratch folder meets the limit first, and tells it from a full disk
            ExitCode expected = engine == Engine.SQLITE ? ExitCode.CANNOT_WRITE : ExitCode.NO_SPACE;
            assertThat(answer.exitCode()).as(answer.output()).isEqualTo(expected.number());
            assertThat(answer.output()).doesNotContain("\tat ");
            assertThat(backups.toFile().list((at, name) -> !name.endsWith(".json")))
                    .isEmpty();
            assertThat(scratch).isEmptyDirectory();
            assertThat(Copies.totals(live, scratch)).isEqualTo(before);
        }
    }
}
