package dev.colophon.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.colophon.observe.BootReport;
import dev.colophon.observe.BuildInfo;
import dev.colophon.observe.Health;
import dev.colophon.observe.metric.Meters;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.settings.Settings;
import dev.colophon.settings.variable.Purpose;
import dev.colophon.testing.RunningColophon;
import dev.colophon.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Backups beside a program that serves. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class BackupsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> AT_NIGHT = Map.of("BACKUP_SCHEDULE", "0 2 * * *");

    @TempDir
    private Path folder;

    @Test
    void the_report_of_the_start_and_the_metrics_show_how_they_stand() throws Exception {
        try (var colophon = RunningColophon.start(folder, AT_NIGHT)) {
            JsonNode backups = JSON.missingNode();
            while (!backups.has("reachable")) {
                Thread.sleep(50);
                backups = JSON.readTree(colophon.manage("/boot").body()).path("backups");
            }
            assertThat(backups.path("reachable").asBoolean()).isTrue();
            assertThat(backups.path("verified").asInt(-1)).isZero();

            String metrics = colophon.manage("/metrics").body();
            assertThat(metrics)
                    .contains("\ncolophon_backup_target_up 1\n")
                    .contains("\ncolophon_backup_schedule_interval_seconds 86400\n")
                    .contains("\ncolophon_backup_last_success_timestamp_seconds{kind=\"auto\"} 0\n")
                    .contains("\ncolophon_backup_target_free_bytes ");
            for (String ofABackup :
                    new String[] {"last_size_bytes", "last_duration_seconds", "oldest_timestamp_seconds"}) {
                assertThat(metrics).doesNotContain("\ncolophon_backup_" + ofABackup + " ");
            }
        }
    }

    @Test
    void a_folder_that_cannot_be_made_is_a_warning_and_no_reason_not_to_serve() throws Exception {
        Path blocked = Files.writeString(folder.resolve("blocked"), "a file, not a folder");
        var variables = Map.of(
                "BACKUP_SCHEDULE",
                "0 2 * * *",
                "BACKUP_DIR",
                blocked.resolve("backups").toString());
        try (var colophon = RunningColophon.start(folder, variables)) {
            assertThat(colophon.get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(colophon.manage("/health").body()).contains("backup-target", "blocked");
        }
    }

    /** An alert on a target that is away would fire for ever. */
    @Test
    void a_server_on_postgresql_without_backups_has_no_metrics_of_them() throws Exception {
        try (TestDatabase lent = TestDatabase.create(Engine.POSTGRESQL)) {
            var variables = Map.of(
                    "POSTGRES_HOST", "127.0.0.1",
                    "POSTGRES_PORT", Integer.toString(lent.settings().endpoint().port()),
                    "POSTGRES_DB", lent.settings().name(),
                    "POSTGRES_USER", "postgres",
                    "POSTGRES_PASSWORD", "unused");
            try (var colophon = RunningColophon.start(folder, variables)) {
                assertThat(colophon.manage("/metrics").body()).doesNotContain("colophon_backup_");
                assertThat(colophon.manage("/boot").body()).doesNotContain("\"backups\"");
            }
        }
    }

    @Test
    void what_was_due_while_the_program_was_off_is_made_up_for() throws Exception {
        try (TestDatabase database = TestDatabase.create(Engine.SQLITE)) {
            Path kept = folder.resolve("backups");
            Settings settings = settings(Map.of(
                    "BACKUP_SCHEDULE", "0 2 * * *",
                    "BACKUP_DIR", kept.toString(),
                    "SQLITE_PATH", database.settings().sqlitePath().toString()));
            var meters = new Meters();
            var instance = new BootReport.Instance("test", BuildInfo.read(), "test", Instant.EPOCH);
            var health = new Health(new BootReport(instance, meters, new Hasty()), meters);
            var parts = new Backups.Parts(database.database(), meters, health, new Hasty(), "test");

            try (Backups backups = Backups.begin(settings, parts).orElseThrow()) {
                while (!holdsADescription(kept)) {
                    Thread.sleep(50);
                }
                while (!backups.content().containsKey("newest")) {
                    Thread.sleep(50);
                }
            }
        }
    }

    private Settings settings(Map<String, String> variables) {
        var environment = RunningColophon.environment(folder, variables);
        return ProgramSettings.READER.read(environment, Purpose.SERVE).settings();
    }

    private static boolean holdsADescription(Path kept) throws Exception {
        if (!Files.isDirectory(kept)) {
            return false;
        }
        try (var files = Files.list(kept)) {
            return files.anyMatch(file -> file.toString().endsWith(".clb.json"));
        }
    }

    /** Two minutes later at each look, so that no delay has to be waited for. */
    private static final class Hasty extends Clock {
        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));

        @Override
        public Instant instant() {
            return now.updateAndGet(before -> before.plus(Duration.ofMinutes(2)));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
