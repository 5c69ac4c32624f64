package dev.colophon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.json.Json;
import dev.colophon.testing.ClassPath;
import dev.colophon.testing.TakesLong;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code colophon backup} and {@code colophon db}, as people and programs type them. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@TakesLong("runs the program in a process, whose environment is its settings")
class DataVerbsTest {
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Process process;

    @SuppressWarnings("NullAway.Init")
    private BufferedReader out;

    private String output = "";

    @BeforeEach
    void migrate() throws IOException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                ClassPath.ofTests(),
                ManyVerbs.class.getName());
        builder.directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("POSTGRES_"));
        builder.environment().put("APP_PROFILE", "test");
        process = builder.start();
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        expect(0, "migrate");
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void without_a_backup_each_says_so() throws IOException {
        assertThat(json("check --json").has("backups")).isFalse();
        assertThat(expect(0, "backup list")).contains("No backup is kept. Make one: colophon backup create");
        assertThat(json("backup list --json")).isEmpty();
        expect(10, "backup show latest");
        expect(10, "backup verify latest");
        expect(10, "backup restore latest --yes");
        expect(10, "backup undo-restore --yes");
        assertThat(expect(0, "backup prune")).contains("Nothing to remove.");
        assertThat(expect(1, "backup doctor")).contains("is not there yet; the first backup makes it");
        assertThat(folder.resolve("data/backups")).doesNotExist();
    }

    @Test
    void people_and_programs_see_what_is_kept() throws IOException {
        String name = json("backup create --json --pin").path("name").asText();
        assertThat(name).startsWith("colophon-").endsWith(".clb");

        assertThat(expect(0, "backup list")).contains("MADE", "VERIFIED", "manual, pinned", "level 1", name);
        assertThat(expect(0, "backup show latest"))
                .contains("name        " + name, "kind        manual, pinned", "encrypted   no", "passed");
        JsonNode shown = json("backup show --json " + name);
        assertThat(shown).isEqualTo(json("backup list --json").get(0));
        assertThat(shown.path("verified").asBoolean()).isTrue();

        assertThat(expect(0, "backup verify latest")).contains(name + " passed level 2.");
        assertThat(json("backup verify latest --level 1 --json").path("name").asText())
                .isEqualTo(name);
        assertThat(expect(0, "backup drill")).contains("level 3");

        assertThat(json("backup unpin latest --json").path("pinned").asBoolean(true))
                .isFalse();
        assertThat(expect(0, "backup pin latest")).contains(name + " stays until it is unpinned.");
        assertThat(json("backup prune --json").path("removed").asBoolean(true)).isFalse();
        assertThat(expect(0, "backup doctor")).contains("FINDING").doesNotContain("FAILS");
        assertThat(json("backup doctor --json").path("ok").asBoolean()).isTrue();

        assertThat(expect(0, "check"))
                .contains("backups     newest backup " + name + ", 0 minutes old")
                .contains("look-ups    nobody is asked. Google Books is off: GOOGLE_BOOKS_API_KEY is not set.");
        assertThat(json("check --json").path("lookups").asText()).contains("OPEN_LIBRARY_CONTACT is not set.");
        assertThat(json("check --json").path("backups").path("newest").asText()).isEqualTo(name);
    }

    @Test
    void what_names_no_backup_or_too_many_is_refused() throws IOException {
        expect(0, "backup create");
        expect(0, "backup create");

        assertThat(expect(64, "backup show colophon-")).contains("2 names begin so");
        expect(10, "backup pin another");
        expect(64, "backup show");
        expect(64, "backup verify latest --level 3");
        expect(64, "backup verify latest --level -1");
        expect(64, "backup lst");
        assertThat(expect(64, "backup restore")).contains("name a backup");
    }

    @Test
    void nothing_is_replaced_without_a_yes_and_a_check_changes_nothing() throws IOException {
        expect(0, "backup create");
        expect(0, "copy before.sqlite3");

        assertThat(expect(64, "backup restore latest")).contains("--yes", "nothing was changed");
        expect(64, "db move --to sqlite:///new.sqlite3");
        assertThat(json("backup restore latest --check --json").path("restored").asBoolean(true))
                .isFalse();
        assertThat(expect(0, "backup restore latest --check")).contains("Would restore ");

        assertThat(folder.resolve("new.sqlite3")).doesNotExist();
        assertThat(json("backup list --json")).hasSize(1);
        assertThat(expect(0, "db compare --with sqlite:///before.sqlite3"))
                .contains("equal")
                .doesNotContain("DIFFERS");
    }

    @Test
    void what_moved_away_is_neither_migrated_nor_restored_nor_undone() throws IOException {
        expect(0, "backup create");
        expect(0, "db move --yes --to sqlite:///new.sqlite3");

        for (String verb : List.of("migrate", "backup restore latest --yes", "backup undo-restore --yes")) {
            assertThat(expect(15, verb)).contains("its data moved to", "new.sqlite3", "point the settings there");
        }
        assertThat(expect(1, "check")).contains("its data moved to");
    }

    @Test
    void databases_that_differ_are_told_table_by_table() throws IOException {
        expect(0, "copy before.sqlite3");
        Files.writeString(folder.resolve("password"), "a quiet evening\n");
        expect(0, "create-user ada --password-file password");

        assertThat(expect(1, "db compare --with sqlite:///before.sqlite3")).containsPattern("DIFFERS +users +1 +0");
        JsonNode compared = json(1, "db compare --json --with sqlite:///before.sqlite3");
        assertThat(compared.path("equal").asBoolean(true)).isFalse();
    }

    @Test
    void a_password_does_not_belong_into_a_command_line() throws IOException {
        for (String verb : List.of("db move --yes --to ", "db compare --with ")) {
            assertThat(expect(64, verb + "postgresql://ada:hunter2@db.example/books"))
                    .contains("file:PATH")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void each_verb_is_in_the_help() throws IOException {
        assertThat(expect(0, "--help")).contains("  backup ", "  db ");
        assertThat(expect(0, "backup --help"))
                .contains("create", "list", "show", "verify", "prune", "pin", "unpin", "doctor")
                .contains("restore", "undo-restore", "drill");
        assertThat(expect(0, "db --help")).contains("move", "compare");
    }

    private JsonNode json(String line) throws IOException {
        return json(0, line);
    }

    private JsonNode json(int exitCode, String line) throws IOException {
        String text = expect(exitCode, line)
                .lines()
                .filter(it -> it.startsWith("{") || it.startsWith("["))
                .reduce("", String::concat);
        return Json.readTree(text.getBytes(StandardCharsets.UTF_8));
    }

    private String expect(int exitCode, String line) throws IOException {
        var input = process.getOutputStream();
        input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
        List<String> lines = new ArrayList<>();
        String next;
        while ((next = out.readLine()) != null && !next.startsWith(ManyVerbs.END)) {
            lines.add(next);
        }
        output = String.join("\n", lines);
        assertThat(next).as(line + "\n" + output).isEqualTo(ManyVerbs.END + exitCode);
        return output;
    }
}
