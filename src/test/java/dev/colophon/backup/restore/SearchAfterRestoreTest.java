package dev.colophon.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.backup.Benches;
import dev.colophon.backup.format.BackupKind;
import dev.colophon.backup.task.Creation;
import dev.colophon.backup.work.Progress;
import dev.colophon.backup.work.Source;
import dev.colophon.backup.work.Workbench;
import dev.colophon.catalogue.BookSummary;
import dev.colophon.catalogue.Catalogue;
import dev.colophon.catalogue.Drafts;
import dev.colophon.catalogue.Readers;
import dev.colophon.catalogue.search.SearchUpkeep;
import dev.colophon.database.Database;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import dev.colophon.web.session.Caller;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The index of the search is in no archive; a server that starts after a restore or its undoing finds everything. */
@EveryDatabase
@Timeout(120)
class SearchAfterRestoreTest {
    private static final List<String> SEARCHES =
            List.of("hugo", "mis hug", "978-0-306-40615-7", "村上", "renamed", "added", "gone", "e");

    @TempDir
    Path folder;

    private final TestDatabase rows;
    private Workbench bench;
    private Caller mary;
    private UUID changed;
    private UUID removed;

    SearchAfterRestoreTest(TestDatabase rows) {
        this.rows = rows;
    }

    @BeforeEach
    void fill() {
        mary = Readers.add(rows, "mary");
        var catalogue = new Catalogue(rows.database(), Clock.systemUTC());
        changed = add(catalogue, "Les Misérables", "Victor Hugo", "9780306406157");
        removed = add(catalogue, "Gone", "Victor Hugo", null);
        add(catalogue, "ノルウェイの森", "村上春樹", null);
        rows.database().close();
        bench = Benches.of(rows.settings(), folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private UUID add(Catalogue catalogue, String title, String author, @Nullable String isbn) {
        return catalogue
                .add(mary, Drafts.book(title, author, isbn, Map.of()))
                .book()
                .id();
    }

    private void changeMuch() {
        try (Database database = TestDatabase.open(rows.settings())) {
            var catalogue = new Catalogue(database, Clock.systemUTC());
            catalogue.change(mary, changed, OptionalLong.empty(), facts -> Drafts.book("Renamed", "Somebody"));
            catalogue.remove(mary, removed, OptionalLong.empty());
            add(catalogue, "Added Since", "Hugo", null);
        }
    }

    private void restoreLatest() throws SQLException {
        var installation = bench.live().installation().id();
        Source source = Source.of(bench.target(), bench.target().find("latest", installation));
        new Restoration(bench, List.of(), Progress.SILENT).run(source, false, true);
    }

    /** As a server that has just started. */
    private List<List<UUID>> found() {
        try (var database = TestDatabase.open(rows.settings());
                var upkeep = new SearchUpkeep(database)) {
            upkeep.run();
            return found(database);
        }
    }

    private static List<List<UUID>> found(Database database) {
        var catalogue = new Catalogue(database, Clock.systemUTC());
        return SEARCHES.stream()
                .map(text -> catalogue.search(text, List.of(), 50).items().stream()
                        .map(BookSummary::id)
                        .toList())
                .toList();
    }

    @Test
    void a_search_finds_what_was_restored_and_after_an_undo_what_was_there_before() throws SQLException {
        List<List<UUID>> before = found();
        new Creation(bench, Progress.SILENT).run(BackupKind.MANUAL);
        changeMuch();
        List<List<UUID>> after = found();
        assertThat(after).isNotEqualTo(before);

        restoreLatest();
        assertThat(found()).isEqualTo(before);
        assertThat(indexed()).containsExactly("3");

        new Undoing(bench).run();
        assertThat(found()).isEqualTo(after);
        new Undoing(bench).run();
        assertThat(found()).isEqualTo(before);
    }

    @Test
    void the_index_itself_names_what_was_restored() throws SQLException {
        new Creation(bench, Progress.SILENT).run(BackupKind.MANUAL);
        changeMuch();
        restoreLatest();
        assertThat(indexed()).containsExactly("0");

        try (var database = TestDatabase.open(rows.settings());
                var upkeep = new SearchUpkeep(database)) {
            assertThat(upkeep.run()).isEqualTo(3);
            assertThat(upkeep.run()).isZero();
        }
        assertThat(indexed()).containsExactly("3");
    }

    @Test
    void a_drill_leaves_the_search_as_it_is() {
        List<List<UUID>> before = found();
        var made = new Creation(bench, Progress.SILENT).run(BackupKind.MANUAL);

        new Drill(bench, Progress.SILENT).run(bench.target().find(made.name(), made.installation()));

        assertThat(indexed()).containsExactly("3");
        try (var database = TestDatabase.open(rows.settings())) {
            assertThat(found(database)).isEqualTo(before);
        }
    }

    private List<String> indexed() {
        return rows.query("SELECT count(*) FROM book_search");
    }
}
