package dev.colophon.cli.moving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.colophon.backup.Copies;
import dev.colophon.backup.HostileRows;
import dev.colophon.backup.format.TableTotal;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.storage.directory.DirectoryStore;
import dev.colophon.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An encrypted backup is read without Colophon, by what docs/BACKUP.md tells people to type. */
@Tag("tools")
@Timeout(180)
class ByHandTest {
    /** Of a pair made by age-keygen for this test alone. */
    private static final String RECIPIENT = "age13dd7nz7edlw7n5pkfe398yt97r9ky860z5r5cyfu63qqr3tsxqlst667z7";

    private static final String IDENTITY = "AGE-SECRET-KEY-1MLFU23QA00E76Y07XXSQDHJK2GHATUWKH733DJDJRG8QUEJK3RTQK8WNXZ";

    @TempDir
    Path folder;

    @Test
    void age_tar_zstd_and_psql_give_the_readers_back() throws Exception {
        try (TestDatabase lost = TestDatabase.create(Engine.SQLITE)) {
            HostileRows.fillSchema(lost, 11, 30);
            lost.database().close();
            Path uploads = folder.resolve("uploads");
            HostileRows.storeBlobs(DirectoryStore.open(uploads, InstantSource.system()));
            Map<String, String> environment = new HashMap<>(Map.of(
                    "APP_PROFILE",
                    "test",
                    "BACKUP_DIR",
                    folder.resolve("backups").toString(),
                    "BACKUP_RECIPIENTS",
                    RECIPIENT,
                    "UPLOAD_DIR",
                    uploads.toString(),
                    "SQLITE_PATH",
                    lost.settings().sqlitePath().toString()));
            demand("colophon backup create", environment);
            environment.put("ARCHIVE", archive().toString());
            environment.put(
                    "KEY",
                    Files.writeString(folder.resolve("key"), IDENTITY + "\n").toString());

            List<String> sums = demand(Runbook.commands("by hand"), environment)
                    .lines()
                    .filter(line -> line.matches("[0-9a-f]{64}.*"))
                    .map(line -> line.substring(0, 64))
                    .toList();

            for (String name : lost.query("SELECT name FROM blobs")) {
                assertThat(folder.resolve("archive/blobs").resolve(name)).hasSameBinaryContentAs(uploads.resolve(name));
            }
            assertThat(sums).hasSize(2);
            assertThat(sums.getFirst()).as("the sum that the trailer names").isEqualTo(sums.getLast());
            List<String> ids = lost.query("SELECT id FROM users ORDER BY id");
            assertThat(column("id")).containsExactlyElementsOf(ids);
            assertThat(load(environment)).isEqualTo(total(lost));
        }
    }

    private Path archive() throws Exception {
        try (var files = Files.list(folder.resolve("backups"))) {
            return files.filter(file -> file.toString().endsWith(".clb.age"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** In the order of the rows. */
    private List<String> column(String name) throws Exception {
        int index = columns().indexOf(name);
        return Files.readAllLines(folder.resolve("users.tsv")).stream()
                .map(row -> row.split("\t", -1)[index])
                .toList();
    }

    private List<String> columns() throws Exception {
        JsonNode header = new ObjectMapper()
                .readTree(folder.resolve("archive").resolve("header.json").toFile());
        List<String> columns = new ArrayList<>();
        for (JsonNode table : header.path("tables")) {
            if (table.path("name").asText().equals("users")) {
                table.path("columns")
                        .forEach(column -> columns.add(column.path("name").asText()));
            }
        }
        return columns;
    }

    /** The hash of the table in a fresh PostgreSQL. */
    private TableTotal load(Map<String, String> environment) throws Exception {
        try (TestDatabase fresh = TestDatabase.create(Engine.POSTGRESQL)) {
            DatabaseSettings settings = fresh.settings();
            environment.put("PGHOST", settings.endpoint().host());
            environment.put("PGPORT", String.valueOf(settings.endpoint().port()));
            environment.put("PGUSER", settings.endpoint().user());
            environment.put("PGDATABASE", settings.name());
            demand("psql --command '\\copy users (" + String.join(", ", columns()) + ") from users.tsv'", environment);
            return total(fresh);
        }
    }

    private TableTotal total(TestDatabase database) throws Exception {
        Path scratch = Files.createDirectories(folder.resolve("scratch"));
        return Copies.totals(database, scratch).stream()
                .filter(total -> total.table().equals("users"))
                .findFirst()
                .orElseThrow();
    }

    private String demand(String commands, Map<String, String> environment) throws Exception {
        var answer = new Runbook(folder, environment).run(commands);
        assertThat(answer.exitCode()).as(answer.output()).isZero();
        return answer.output();
    }
}
