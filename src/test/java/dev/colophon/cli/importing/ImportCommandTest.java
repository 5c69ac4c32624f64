package dev.colophon.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.cli.database.OpenDatabase;
import dev.colophon.cli.database.ReadyDatabase;
import dev.colophon.json.Json;
import dev.colophon.settings.Settings;
import dev.colophon.settings.variable.Profile;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestSettings;
import dev.colophon.transfer.ImportSettings;
import dev.colophon.transfer.choice.FileShelves;
import dev.colophon.transfer.job.ImportItem;
import dev.colophon.transfer.job.ImportJob;
import dev.colophon.transfer.source.SourceSystem;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The verb, on a database that a server may have open at the same time. */
@EveryDatabase
@Timeout(60)
class ImportCommandTest {
    private static final String GOOD = "Book Id,Title,Author,My Rating,Date Read,Exclusive Shelf\n"
            + "1,The Lantern,Ida Muster,4,2020/01/02,read\n"
            + "2,The Lamp,Ida Muster,0,,to-read\n";

    private final TestDatabase test;
    private ImportVerb verb;

    @SuppressWarnings("NullAway.Init")
    @TempDir
    Path folder;

    ImportCommandTest(TestDatabase test) {
        this.test = test;
    }

    @BeforeEach
    void makeReader() {
        test.run("INSERT INTO users (id, username, username_key, password_hash, display_name, role,"
                + " visibility, token_epoch, created_at, updated_at) VALUES"
                + " ('0190b0de-0000-7000-8000-000000000001', 'mary', 'mary', '-', 'mary',"
                + " 'user', 'private', 0, '2026-01-01T00:00:00.000000Z',"
                + " '2026-01-01T00:00:00.000000Z')");
        verb = verb(() -> TestDatabase.open(test.settings()));
    }

    @Test
    void a_file_is_put_on_the_shelf_and_summed_up() throws IOException {
        int code = run("--user", "mary", file(GOOD));

        assertThat(code).isZero();
        assertThat(verb.out()).contains("2 rows: 2 created");
        assertThat(verb.errors()).contains("2 of 2 rows (100 %)");
        assertThat(test.query("SELECT status FROM userbooks ORDER BY status")).containsExactly("read", "want");
    }

    @Test
    void the_last_import_is_taken_back() throws IOException {
        run("--user", "mary", file(GOOD));
        run("--user", "mary", file(GOOD));

        assertThat(run("--user", "mary", "--undo"))
                .as(verb.errors() + verb.failure())
                .isZero();
        assertThat(verb.out()).contains("2 rows: 2 created", "It is taken back.");
        assertThat(test.query("SELECT id FROM books")).isEmpty();
        assertThat(run("--user", "mary", "--undo")).isEqualTo(66);
        assertThat(verb.failure()).contains("no import that has ended");
    }

    @Test
    void what_was_changed_since_an_import_stays_and_is_told() throws IOException {
        run("--user", "mary", file(GOOD));
        test.run("UPDATE userbooks SET version = version + 1 WHERE status = 'read'");

        assertThat(run("--user", "mary", "--undo")).isEqualTo(69);
        assertThat(verb.out()).contains("1 rows stay", "/import/");
        assertThat(test.query("SELECT status FROM userbooks")).containsExactly("read");
    }

    @Test
    void a_file_and_undo_exclude_each_other() throws IOException {
        assertThat(run("--user", "mary", "--undo", file(GOOD))).isEqualTo(64);
        assertThat(run("--user", "mary")).isEqualTo(64);
        assertThat(verb.errors()).contains("Missing required parameter: 'FILE'");
    }

    @Test
    void an_export_that_was_aligned_in_columns_loses_no_row() throws IOException {
        String aligned = "Book Id  , Title     , Author , Author l-f    , Exclusive Shelf\n"
                + " 12     , A Title   , Jo Doe , \"Doe, Jo\"     , read\n";

        assertThat(run("--user", "mary", file(aligned))).isZero();
        assertThat(verb.out()).contains("1 rows: 1 created");
        assertThat(test.query("SELECT title, author_sort_key FROM books"))
                .singleElement()
                .asString()
                .startsWith("A Title|doe");
        assertThat(test.query("SELECT raw FROM import_items").getFirst())
                .contains("\"Author l-f\":\"Doe, Jo\"")
                .contains("\"Title\":\" A Title   \"");
    }

    @Test
    void a_second_time_changes_nothing() throws IOException {
        run("--user", "mary", file(GOOD));
        int code = run("--user", "mary", file(GOOD));

        assertThat(code).isZero();
        assertThat(verb.out()).contains("2 rows: 2 unchanged");
    }

    @Test
    void rows_that_failed_are_listed_and_end_with_69() throws IOException {
        int code = run("--user", "mary", file(GOOD + "3,,Nobody,0,,read\n"));

        assertThat(code).isEqualTo(69);
        assertThat(verb.out())
                .contains("3 rows: 2 created, 1 failed")
                .contains("line 4 failed (no_title): The row has no title");
    }

    @Test
    void rows_that_wait_are_told_with_the_place_to_answer_and_end_with_69() throws IOException {
        run(
                "--user",
                "mary",
                file(GOOD.replace("Exclusive Shelf", "Exclusive Shelf,ISBN13")
                        .replace("read\n", "read,9781000000016\n")));
        String doubtful = file("Book Id,Title,Author,ISBN13,My Rating,Date Read,Exclusive Shelf\n"
                + "77,Cooking,Max Probe,9781000000016,,,read\n");
        int code = run("--user", "mary", doubtful);

        assertThat(code).isEqualTo(69);
        assertThat(verb.out())
                .contains("1 rows: 1 needs review")
                .containsPattern("1 rows wait for an answer.*/import/[0-9a-f-]{36}/review");
        assertThat(run("--user", "mary", "--dry-run", doubtful)).isEqualTo(69);
        assertThat(verb.out()).contains("1 rows would wait");
        verb = verb(() -> TestDatabase.open(test.settings()));
        run("--user", "mary", "--json", doubtful);
        JsonNode report = Json.readTree(verb.out().getBytes(StandardCharsets.UTF_8));
        assertThat(report.path("counts").path("needs_review").asInt()).isEqualTo(1);
        assertThat(report.path("review").asText())
                .isEqualTo("/import/" + report.path("id").asText() + "/review");
    }

    @Test
    void shelves_of_the_readers_own_get_the_status_that_is_named() throws IOException {
        String own = file(GOOD + "3,Third,Ida Muster,0,,sunday pile\n4,Fourth,Ida Muster,0,,lent\n");
        int code = run("--user", "mary", "--shelf", "Sunday pile=paused", "--shelf", "lent=leave_out", own);

        assertThat(code).isZero();
        assertThat(verb.out())
                .contains("3 created, 1 skipped")
                .contains("The shelf \"sunday pile\" (1 rows) says no status: paused.");
        assertThat(test.query("SELECT status FROM userbooks ORDER BY status"))
                .containsExactly("paused", "read", "want");
        assertThat(run("--user", "mary", "--shelf", "lent=finished", own)).isEqualTo(64);
        assertThat(verb.errors()).contains("want, reading, paused, read, dnf, leave_out");
        assertThat(run("--user", "mary", "--shelf", "lent", own)).isEqualTo(64);
        assertThat(run("--user", "mary", "--shelf", "nowhere=read", own)).isEqualTo(66);
        assertThat(verb.failure()).contains("no such shelf").contains("nothing was stored");
        assertThat(test.query("SELECT id FROM import_jobs")).hasSize(1);
    }

    @Test
    void a_dry_run_leaves_no_trace() throws IOException {
        int code = run("--user", "mary", "--dry-run", file(GOOD));

        assertThat(code).isZero();
        assertThat(verb.out()).contains("Trial of 2 rows: 2 created", "Nothing was changed");
        assertThat(test.query("SELECT id FROM books")).isEmpty();
        assertThat(test.query("SELECT id FROM import_jobs")).isEmpty();
    }

    @Test
    void programs_get_json() throws IOException {
        run("--user", "mary", "--json", file(GOOD + "3,,Nobody,0,,read\n"));
        JsonNode report = Json.readTree(verb.out().getBytes(StandardCharsets.UTF_8));

        assertThat(report.path("counts").path("created").asInt()).isEqualTo(2);
        assertThat(report.path("failures").path(0).path("line").asInt()).isEqualTo(4);
        assertThat(report.path("status").asText()).isEqualTo("done");
    }

    @Test
    void a_wrong_command_line_ends_with_64(TestDatabase same) throws IOException {
        assertThat(run(file(GOOD))).isEqualTo(64);
        assertThat(run("--user", "mary", folder.resolve("missing.csv").toString()))
                .isEqualTo(64);
        assertThat(verb.errors()).contains("missing.csv");
        assertThat(same.query("SELECT id FROM import_jobs")).isEmpty();
    }

    @Test
    void an_unknown_reader_and_a_broken_file_are_told_with_a_remedy() throws IOException {
        assertThat(run("--user", "nobody", file(GOOD))).isEqualTo(66);
        assertThat(verb.failure()).contains("no account is named 'nobody'").contains("create-user");
        assertThat(run("--user", "mary", file(GOOD + "3,\"open,x,0,,\n"))).isEqualTo(66);
        assertThat(verb.failure()).contains("line 4").contains("nothing was stored");
    }

    @Test
    void a_file_that_is_no_goodreads_export_ends_with_66() throws IOException {
        for (String other : List.of("name,street\nA,B\n", "<html>", "", "Title,Book Id\n")) {
            assertThat(run("--user", "mary", file(other))).as(other).isEqualTo(66);
            assertThat(verb.failure()).contains("nothing was stored");
        }
    }

    @Test
    void a_running_import_of_the_same_reader_is_worth_another_try() throws IOException {
        run("--user", "mary", file(GOOD));
        test.run("UPDATE import_jobs SET status = 'running', lease_until = '2999-01-01T00:00:00.000000Z'");

        assertThat(run("--user", "mary", file(GOOD))).isEqualTo(75);
    }

    @Test
    void an_import_that_was_killed_is_finished_first() throws IOException {
        run("--user", "mary", file(GOOD));
        test.run("UPDATE import_jobs SET status = 'running', lease_until = '2020-01-01T00:00:00.000000Z'");
        test.run("UPDATE import_items SET outcome = 'pending', userbook_id = NULL");
        int code = run("--user", "mary", file(GOOD));

        assertThat(code).isZero();
        assertThat(verb.errors()).contains("Finished an import that was interrupted: 2 rows: 2 unchanged");
        assertThat(test.query("SELECT status FROM import_jobs")).containsExactly("done", "done");
    }

    @Test
    void an_import_brings_up_the_schema_of_a_new_sqlite_file() throws IOException {
        Settings local = TestSettings.with(
                TestSettings.in(folder), Profile.LOCAL, TestSettings.sqlite(folder.resolve("data/new.sqlite3")));

        verb = verb(() -> ReadyDatabase.open(local));
        assertThat(run("--user", "mary", file(GOOD))).isEqualTo(66);
        assertThat(verb.failure()).contains("no account is named 'mary'").contains("create-user");
    }

    @Test
    void an_import_does_not_migrate_an_older_schema() throws IOException {
        test.run("UPDATE schema_state SET level = level - 1");
        List<String> before = test.query("SELECT level FROM schema_state");
        Settings local = TestSettings.with(TestSettings.in(folder), Profile.LOCAL, test.settings());

        verb = verb(() -> ReadyDatabase.open(local));
        assertThat(run("--user", "mary", file(GOOD))).isEqualTo(75);
        assertThat(verb.failure()).contains("colophon migrate");
        assertThat(test.query("SELECT level FROM schema_state")).isEqualTo(before);
    }

    @Test
    void progress_renews_one_line_on_a_terminal_and_prints_a_few_elsewhere() {
        var terminal = new StringWriter();
        var pipe = new StringWriter();
        var renewed = new ImportProgress(new PrintWriter(terminal, true), true, InstantSource.system());
        var printed = new ImportProgress(new PrintWriter(pipe, true), false, InstantSource.system());
        for (int pending = 1_000; pending >= 0; pending--) {
            renewed.show(job(pending));
            printed.show(job(pending));
        }

        assertThat(terminal.toString())
                .startsWith("\r0 of 1000 rows (0 %)")
                .contains("\r500 of 1000 rows (50 %)")
                .doesNotContain("\n");
        assertThat(pipe.toString().lines()).hasSize(10).last().isEqualTo("1000 of 1000 rows (100 %)");
    }

    @Test
    void progress_tells_rate_and_rest_after_a_second() {
        var terminal = new StringWriter();
        AtomicInteger calls = new AtomicInteger();
        // ten milliseconds a row
        var progress = new ImportProgress(
                new PrintWriter(terminal, true), true, () -> Instant.ofEpochMilli(10L * calls.getAndIncrement()));
        for (int pending = 1_000; pending >= 500; pending--) {
            progress.show(job(pending));
        }

        assertThat(terminal.toString())
                .contains("\r99 of 1000 rows (9 %)  ")
                .contains("\r500 of 1000 rows (50 %), 100 rows a second, about 5 s left");
    }

    private static ImportJob job(int pending) {
        return new ImportJob(
                UUID.randomUUID(),
                UUID.randomUUID(),
                SourceSystem.GOODREADS,
                ImportJob.Status.RUNNING,
                false,
                1_000,
                Map.of(ImportItem.Outcome.PENDING, pending),
                List.of(),
                FileShelves.NONE,
                null,
                Instant.EPOCH,
                null);
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("export.csv"), text).toString();
    }

    private int run(String... arguments) {
        return verb.run(arguments);
    }

    private ImportVerb verb(OpenDatabase databases) {
        return new ImportVerb(
                databases,
                TestSettings.with(
                        TestSettings.in(folder, Map.of("SQLITE_PATH", "unused.sqlite3")),
                        ImportSettings.GROUP,
                        new ImportSettings(1_000, 1_000_000)));
    }
}
