package dev.colophon.cli.moving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.backup.Copies;
import dev.colophon.backup.HostileRows;
import dev.colophon.backup.format.TableTotal;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.storage.directory.DirectoryStore;
import dev.colophon.testing.TakesLong;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestPostgres;
import dev.colophon.testing.TestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Disaster: only the program, the place of the backups, the key and docs/BACKUP.md are left. */
@Timeout(180)
@TakesLong("runs the program as people do, a JVM each time")
class RunbookTest {
    /** Of a pair made by age-keygen for this test alone. */
    private static final String RECIPIENT = "age13dd7nz7edlw7n5pkfe398yt97r9ky860z5r5cyfu63qqr3tsxqlst667z7";

    private static final String IDENTITY = "AGE-SECRET-KEY-1MLFU23QA00E76Y07XXSQDHJK2GHATUWKH733DJDJRG8QUEJK3RTQK8WNXZ";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Engine.class)
    void everything_comes_back_by_the_commands_of_the_document(Engine engine) throws Exception {
        try (TestDatabase lost = TestDatabase.create(engine)) {
            HostileRows.fillSchema(lost, 11, 30);
            lost.run("UPDATE users SET token_epoch = 3");
            lost.database().close();
            Path uploads = folder.resolve("uploads");
            HostileRows.storeBlobs(DirectoryStore.open(uploads, InstantSource.system()));
            var made = new Runbook(folder, environment(lost.settings())).run("colophon backup create --scheduled");
            assertThat(made.exitCode()).as(made.output()).isZero();
            List<TableTotal> before = totals(lost);

            DatabaseSettings fresh = fresh(engine);
            Map<String, String> environment = environment(fresh);
            environment.put("BACKUP_IDENTITY", IDENTITY);
            environment.put("UPLOAD_DIR", folder.resolve("new uploads").toString());
            var restored = new Runbook(folder, environment).run(Runbook.commands("disaster"));

            assertThat(restored.exitCode()).as(restored.output()).isZero();
            try (TestDatabase back = new TestDatabase(fresh, TestDatabase.open(fresh), () -> {})) {
                back.database().close();
                assertThat(totals(back)).isEqualTo(before);
                List<String> names = back.query("SELECT name FROM blobs");
                assertThat(names)
                        .hasSizeGreaterThan(3)
                        .allSatisfy(
                                name -> assertThat(folder.resolve("new uploads").resolve(name))
                                        .hasSameBinaryContentAs(uploads.resolve(name)));
            }
        }
    }

    private DatabaseSettings fresh(Engine engine) {
        if (engine == Engine.SQLITE) {
            Path file = folder.resolve("new machine").resolve("colophon.sqlite3");
            return TestSettings.database(Map.of("SQLITE_PATH", file.toString()));
        }
        TestPostgres.execute("create database fresh_of_runbook");
        return TestPostgres.settings("fresh_of_runbook");
    }

    private Map<String, String> environment(DatabaseSettings settings) {
        Map<String, String> environment = new HashMap<>();
        environment.put("APP_PROFILE", "test");
        environment.put("BACKUP_DIR", folder.resolve("backups").toString());
        environment.put("BACKUP_RECIPIENTS", RECIPIENT);
        environment.put("UPLOAD_DIR", folder.resolve("uploads").toString());
        if (settings.engine() == Engine.SQLITE) {
            environment.put("SQLITE_PATH", settings.sqlitePath().toString());
        } else {
            environment.put("POSTGRES_HOST", settings.endpoint().host());
            environment.put("POSTGRES_PORT", String.valueOf(settings.endpoint().port()));
            environment.put("POSTGRES_DB", settings.name());
            environment.put("POSTGRES_USER", settings.endpoint().user());
            environment.put("POSTGRES_PASSWORD", "unused");
        }
        return environment;
    }

    /** A restore signs everybody out. */
    private List<TableTotal> totals(TestDatabase database) throws IOException {
        database.run("UPDATE users SET token_epoch = 0");
        // a restore forgets them
        database.run("DELETE FROM invitations");
        database.run("DELETE FROM password_resets");
        return Copies.totals(database, Files.createDirectories(folder.resolve("scratch")));
    }
}
