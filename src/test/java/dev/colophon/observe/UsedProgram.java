package dev.colophon.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.colophon.backup.Benches;
import dev.colophon.backup.format.BackupKind;
import dev.colophon.backup.task.Creation;
import dev.colophon.backup.work.Progress;
import dev.colophon.json.Json;
import dev.colophon.testing.RunningColophon;
import dev.colophon.testing.TestSqlite;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** The whole program, used in every way that a metric tells of. */
final class UsedProgram {
    private static final Map<String, String> EMERGENCY = Map.of(
            "MIGRATIONS_STRICT", "0",
            "MIGRATIONS_EMERGENCY_REASON", "a test",
            "OPEN_LIBRARY_CONTACT", "admin@books.example");

    /** What somebody does with the running program. */
    interface Look {
        void at(RunningColophon colophon) throws Exception;
    }

    private UsedProgram() {}

    /**
     * Shows it twice: in an emergency and after an import, then with a backup, a schedule of backups
     * and an attempt of migrating that has not ended.
     */
    static void show(Path folder, Look look) throws Exception {
        try (var colophon = RunningColophon.start(folder, EMERGENCY)) {
            assertThat(colophon.get("/").statusCode()).isEqualTo(200);
            importOneBook(colophon);
            while (!colophon.manage("/metrics").body().contains("colophon_import_rows_total{")) {
                Thread.sleep(50);
            }
            look.at(colophon);
        }
        leaveAnAttemptOpen(folder);
        backUp(folder);
        try (var colophon = RunningColophon.start(folder, Map.of("BACKUP_SCHEDULE", "0 2 * * *"))) {
            while (!colophon.manage("/metrics").body().contains("\ncolophon_backup_last_size_bytes ")) {
                Thread.sleep(50);
            }
            look.at(colophon);
        }
    }

    private static void importOneBook(RunningColophon colophon) throws Exception {
        byte[] account = Json.write(Map.of(
                "username", "ada",
                "password", "a long and winding road"));
        send(colophon, "auth/register", "application/json", "", account);
        JsonNode login = send(colophon, "auth/login", "application/json", "", account);
        byte[] file = """
                Book Id,Title,Author,Author l-f,ISBN13,My Rating,Bookshelves,Exclusive Shelf
                1,Emma,Jane Austen,"Austen, Jane",,5,,read
                """.getBytes(StandardCharsets.UTF_8);
        send(colophon, "imports", "text/csv", login.path("access_token").asText(), file);
    }

    private static JsonNode send(RunningColophon colophon, String path, String type, String token, byte[] body)
            throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var address = URI.create("http://127.0.0.1:" + colophon.port() + "/api/v1/" + path);
            var request = HttpRequest.newBuilder(address)
                    .header("Content-Type", type)
                    .header("Authorization", "Bearer " + token)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            var answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
            return new ObjectMapper().readTree(answer.body());
        }
    }

    /** To where the program keeps backups unless told otherwise. */
    private static void backUp(Path folder) {
        Path data = folder.resolve("data");
        try (var bench = Benches.of(TestSqlite.settings(data.resolve("colophon.sqlite3")), data)) {
            new Creation(bench, Progress.SILENT).run(BackupKind.AUTO);
        }
    }

    /** As a migrator leaves it that was killed. */
    private static void leaveAnAttemptOpen(Path folder) throws SQLException {
        String file = "jdbc:sqlite:" + folder.resolve("data/colophon.sqlite3");
        try (var connection = DriverManager.getConnection(file);
                var statement = connection.createStatement()) {
            int changed = statement.executeUpdate("UPDATE migration_attempts SET ended_at = NULL, exit_code = NULL");
            assertThat(changed).isEqualTo(1);
        }
    }
}
