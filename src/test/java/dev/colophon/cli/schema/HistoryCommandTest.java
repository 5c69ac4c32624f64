package dev.colophon.cli.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.json.Json;
import dev.colophon.migration.schema.SchemaHistory;
import dev.colophon.migration.schema.Scripts;
import dev.colophon.observe.BuildInfo;
import dev.colophon.problem.StartFailure;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestSqlite;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The verb, on a database that a server may have open at the same time. */
@EveryDatabase
@Timeout(60)
class HistoryCommandTest {
    private final TestDatabase test;
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private String failure = "";

    @SuppressWarnings("NullAway.Init")
    @TempDir
    Path folder;

    HistoryCommandTest(TestDatabase test) {
        this.test = test;
    }

    @Test
    void every_migration_is_told_with_its_time_its_build_and_how_long_it_took() {
        Scripts scripts = Scripts.of(test.engine());

        JsonNode report = json();

        assertThat(report.get("level").intValue()).isEqualTo(scripts.neededLevel());
        assertThat(report.get("needed").intValue()).isEqualTo(scripts.neededLevel());
        assertThat(report.get("minimum_reader").intValue()).isPositive();
        assertThat(report.get("verdict").textValue()).isEqualTo("equal");
        assertThat(report.get("versions")).hasSize(scripts.all().size());
        JsonNode first = report.get("versions").get(0);
        assertThat(first.get("level").textValue()).isEqualTo("001");
        assertThat(first.get("description").textValue()).isEqualTo("schema state");
        assertThat("Colophon " + first.get("build").textValue()).isEqualTo(SchemaHistory.author(BuildInfo.read()));
        assertThat(first.get("took_millis").longValue()).isBetween(0L, 60_000L);
        assertThat(first.get("succeeded").booleanValue()).isTrue();
        assertThat(Duration.between(Instant.parse(first.get("applied_at").textValue()), Instant.now()))
                .as("how long ago that was")
                .isBetween(Duration.ZERO, Duration.ofMinutes(30));
    }

    @Test
    void people_read_a_table() {
        assertThat(run(test.settings())).as(failure).isZero();

        int level = Scripts.of(test.engine()).neededLevel();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.startsWith("Level " + level + "; builds that need level "))
                .contains("This build needs level " + level + ": equal.")
                .anyMatch(line -> line.matches("LEVEL +APPLIED +TOOK +BUILD +MIGRATION"))
                .anyMatch(line ->
                        line.matches(" +001  \\d{4}-\\d\\d-\\d\\dT[\\d:]+Z +\\d+ ms  \\S+ \\(\\S+\\) +schema state"));
    }

    @Test
    void what_older_builds_applied_has_no_known_build() {
        test.run("UPDATE flyway_schema_history SET installed_by = 'colophon' WHERE version = '001'");

        JsonNode versions = json().get("versions");

        assertThat(versions.get(0).get("build").textValue()).isEqualTo("unknown");
        assertThat(versions.get(1).get("build").textValue()).isNotEqualTo("unknown");
    }

    @Test
    void a_database_ahead_of_this_build_is_told_as_it_is() {
        test.run("INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                + " installed_by, execution_time, success) VALUES (9999, '9999', 'of tomorrow', 'SQL', 'V9999.sql',"
                + " 1, 'Colophon 9.0.0 (abc)', 12, true)");
        test.run("UPDATE schema_state SET level = 9999, minimum_reader = 9998");

        JsonNode report = json();

        assertThat(report.get("verdict").textValue()).isEqualTo("ahead_incompatible");
        assertThat(report.get("minimum_reader").intValue()).isEqualTo(9998);
        int last = report.get("versions").size() - 1;
        assertThat(report.get("versions").get(last).get("build").textValue()).isEqualTo("9.0.0 (abc)");
    }

    @Test
    void a_migration_that_failed_is_marked() {
        test.run("UPDATE flyway_schema_history SET success = false WHERE version = '002'");
        test.run("UPDATE schema_state SET level = 1, minimum_reader = 1");

        assertThat(run(test.settings())).as(failure).isZero();

        assertThat(out.toString()).contains(": failed.").containsPattern("002 .* users \\(FAILED\\)");
    }

    @Test
    void an_empty_database_has_no_history_and_stays_empty() {
        for (String table : List.of("flyway_schema_history", "schema_state")) {
            test.run("DROP TABLE " + table);
        }

        assertThat(run(test.settings())).as(failure).isZero();

        assertThat(out.toString())
                .contains("There is no schema yet.", ": behind.")
                .doesNotContain("LEVEL");
    }

    @Test
    void nothing_is_changed() {
        String state = "SELECT * FROM schema_state";
        String history = "SELECT * FROM flyway_schema_history ORDER BY installed_rank";
        List<String> before =
                List.of(test.query(state).toString(), test.query(history).toString());

        json();

        assertThat(List.of(test.query(state).toString(), test.query(history).toString()))
                .isEqualTo(before);
    }

    @Test
    void a_file_that_is_missing_is_not_made() {
        if (test.engine() == Engine.SQLITE) {
            assertThat(run(TestSqlite.settings(folder.resolve("absent.sqlite3"))))
                    .isEqualTo(66);
            assertThat(failure).contains("absent.sqlite3");
            assertThat(folder).isEmptyDirectory();
        }
    }

    private JsonNode json() {
        assertThat(run(test.settings(), "--json")).as(failure).isZero();
        return Json.readTree(out.toString().getBytes(UTF_8));
    }

    private int run(DatabaseSettings settings, String... options) {
        CommandLine line = SchemaCommand.with(() -> settings)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(errors, true))
                .setExecutionExceptionHandler((thrown, command, parsed) -> {
                    failure = thrown.toString();
                    return thrown instanceof StartFailure start
                            ? start.exitCode().number()
                            : 1;
                });
        String[] arguments = new String[options.length + 1];
        arguments[0] = "history";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return line.execute(arguments);
    }
}
