package dev.colophon.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.database.Database;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Plans;
import dev.colophon.observe.metric.Meters;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.shelf.intake.EntryUndo;
import dev.colophon.shelf.intake.Intake;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import dev.colophon.transfer.job.ImportItem;
import dev.colophon.transfer.job.ImportJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lists of imports and of their rows walk an index and sort nothing. */
@EveryDatabase
@Timeout(120)
class TransferPlanTest {
    private final Database database;

    @SuppressWarnings("NullAway.Init")
    private ImportJob job;

    @SuppressWarnings("NullAway.Init")
    @TempDir
    Path folder;

    TransferPlanTest(Database database) {
        this.database = database;
    }

    @BeforeEach
    void fill(TestDatabase test) throws IOException {
        ShelfRows.insert(test);
        var imports = new Imports(
                database,
                (session, user, book, shelf) ->
                        new Intake.Result(Intake.Outcome.UNCHANGED, ShelfRows.USERBOOK, List.of(), null),
                new ImportSettings(5_000, 5_000_000),
                InstantSource.system(),
                new Meters());
        imports.run(ShelfRows.OTHER_READER, file(100), false, step -> {});
        job = imports.run(ShelfRows.READER, file(3_000), false, step -> {});
        takeOneBack();
        test.run("UPDATE import_items SET undo = '{}', userbook_id = CASE WHEN place < 3 THEN userbook_id END");
        if (test.engine() == Engine.POSTGRESQL) {
            // enough that reading them all cannot seem cheap; SQLite does not count
            test.run("""
                    INSERT INTO import_jobs (id, user_id, source, status, dry_run, row_count,
                        counts, notes, created_at)
                    SELECT gen_random_uuid(), j.user_id, j.source, j.status, j.dry_run,
                        j.row_count, j.counts, j.notes, j.created_at
                    FROM import_jobs j, generate_series(1, 3000)
                    """);
        }
        test.run("ANALYZE");
    }

    /** A real one, so that its statements are known by name. */
    private void takeOneBack() throws IOException {
        Clock clock = Clock.systemUTC();
        var shelving = new Shelving.OnShelf(
                new Intake(database, clock, List.of()),
                Optional.empty(),
                Optional.of(new EntryUndo(database, clock, List.of())));
        var imports = new Imports(database, shelving, new ImportSettings(5_000, 5_000_000), clock, new Meters());
        ImportJob small = imports.run(ShelfRows.OTHER_READER, file(3), false, step -> {});
        imports.undo(ShelfRows.OTHER_READER, small.id());
        assertThat(imports.resume(ShelfRows.OTHER_READER, step -> {})).isPresent();
    }

    private Path file(int rows) throws IOException {
        return Files.write(folder.resolve(rows + ".csv"), GoodreadsFile.of(GoodreadsFile.COLUMNS_31, rows, rows));
    }

    @Test
    void the_list_of_imports_walks_the_readers_own(TestDatabase test) {
        Parameters first = Parameters.of("user_id", ShelfRows.READER)
                .and("before", Ids.LAST)
                .and("limit", 51);
        demandWalk(test, "import_jobs_user", "transfer.jobs", first);
    }

    @Test
    void the_rows_of_an_import_come_in_the_order_of_their_key(TestDatabase test) {
        demandWalk(test, "import_items", "transfer.items", page());
        demandWalk(
                test,
                "import_items",
                "transfer.pending-items",
                Parameters.of("job_id", job.id()).and("after", -1).and("limit", 500));
    }

    @Test
    void rows_that_were_decided_are_found_by_their_key(TestDatabase test) {
        Parameters decided = Parameters.of("job_id", job.id())
                .and("first", 7)
                .and("last", 9)
                .and("verdicts", "[{\"place\":7},{\"place\":9}]");
        for (String plan : Plans.of(test, "transfer.decide-items", decided)) {
            assertThat(plan).doesNotContain("SCAN import", "Seq Scan on import", "place>?");
        }
    }

    @Test
    void the_rows_of_one_outcome_come_from_their_index(TestDatabase test) {
        Parameters failed = page().and("outcome", ImportItem.Outcome.FAILED);
        demandWalk(test, "import_items", "transfer.items-by-outcome", failed);
    }

    @Test
    void a_single_import_is_found_by_its_key(TestDatabase test) {
        Parameters own = Parameters.of("id", job.id()).and("user_id", ShelfRows.READER);
        for (String plan : Plans.of(test, "transfer.job-of-user", own)) {
            assertThat(plan).doesNotContain("SCAN import", "Seq Scan on import");
        }
    }

    @Test
    void earlier_answers_are_found_by_their_index(TestDatabase test) {
        Parameters key = Parameters.of("answer_key", "0").and("user_id", ShelfRows.READER);
        for (String plan : Plans.of(test, "transfer.earlier-answer", key)) {
            assertThat(plan).contains("import_items_answered").doesNotContain("Seq Scan on import_items");
        }
    }

    @Test
    void what_an_import_did_is_found_by_row_and_by_entry(TestDatabase test) {
        Parameters last = Parameters.of("job_id", job.id()).and("before", 2_000).and("limit", 100);
        demandWalk(test, "import_items", "transfer.traced-items", last);
        Parameters entry = Parameters.of("job_id", job.id()).and("userbook_id", Ids.next());
        for (String plan : Plans.of(test, "transfer.traced-items-of-entry", entry)) {
            assertThat(plan).contains("import_items_userbook").doesNotContain("SCAN i", "Seq Scan");
        }
        for (String plan : Plans.of(test, "transfer.any-traced-item", Parameters.of("job_id", job.id()))) {
            assertThat(plan).contains("import_items").doesNotContain("SCAN import", "Seq Scan");
        }
    }

    @Test
    void what_hangs_on_an_entry_that_is_taken_back_is_found_by_it(TestDatabase test) {
        Parameters entry = Parameters.of("userbook_id", Ids.next());
        for (String name : List.of("journal.undo-notes-of-entry", "journal.undo-attachments-of-entry")) {
            demandSearch(test, name, entry);
        }
    }

    /** On SQLite alone: the indexes are the same, and PostgreSQL reads the few rows here whole. */
    private static void demandSearch(TestDatabase test, String name, Parameters parameters) {
        if (test.engine() == Engine.SQLITE) {
            assertThat(Plans.of(test, name, parameters)).as(name).allMatch(plan -> !plan.contains("SCAN"));
        }
    }

    private Parameters page() {
        return Parameters.of("job_id", job.id()).and("after", -1).and("limit", 101);
    }

    private static void demandWalk(TestDatabase test, String index, String name, Parameters parameters) {
        String sorting = test.engine() == Engine.SQLITE ? "TEMP B-TREE" : "Sort";
        for (String plan : Plans.of(test, name, parameters)) {
            assertThat(plan)
                    .as(name)
                    .containsPattern("(?i)(index|key)[^\n]*" + index)
                    .doesNotContain(sorting, "SCAN import", "Seq Scan");
        }
    }
}
