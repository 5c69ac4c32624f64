package dev.colophon.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.backup.Benches;
import dev.colophon.backup.task.Comparison;
import dev.colophon.backup.work.Progress;
import dev.colophon.catalogue.BookSummary;
import dev.colophon.catalogue.Catalogue;
import dev.colophon.catalogue.Drafts;
import dev.colophon.catalogue.Readers;
import dev.colophon.catalogue.search.SearchUpkeep;
import dev.colophon.settings.DatabaseSettings;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.testing.TestDatabase;
import dev.colophon.web.session.Caller;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The index of the search is in no archive; a search finds the same wherever the data went. */
@Timeout(120)
class SearchAfterMoveTest {
    private static final List<String> SEARCHES = List.of("hugo", "mis hug", "村上", "otter", "jrr", "enders", "e", "人");

    @TempDir
    Path folder;

    @Test
    void a_search_finds_the_same_after_a_move_to_postgresql_and_back() {
        try (TestDatabase file = TestDatabase.create(Engine.SQLITE);
                TestDatabase server = TestDatabase.create(Engine.POSTGRESQL)) {
            fill(file);
            List<List<UUID>> before = found(file.settings());
            assertThat(before).filteredOn(List::isEmpty).hasSize(1);
            file.database().close();
            server.database().close();

            move(file.settings(), server.settings());
            assertThat(found(server.settings())).isEqualTo(before);
            assertThat(Comparison.of(file.settings(), server.settings(), folder))
                    .allMatch(Comparison.Line::isEqual)
                    .extracting(Comparison.Line::table)
                    .contains("books")
                    .doesNotContain("book_search", "book_search_tokens");

            move(server.settings(), file.settings());
            assertThat(found(file.settings())).isEqualTo(before);
        }
    }

    private static void fill(TestDatabase lent) {
        var catalogue = new Catalogue(lent.database(), Clock.systemUTC());
        Caller mary = Readers.add(lent, "mary");
        UUID gone = catalogue.add(mary, Drafts.book("Gone", "Hugo")).book().id();
        Stream.of("Les Misérables|Victor Hugo", "ノルウェイの森|村上春樹", "Harry Potter|J.K. Rowling")
                .forEach(book -> add(catalogue, mary, book));
        Stream.of("The Hobbit|J. R. R. Tolkien", "Ender's Game|Orson Scott Card")
                .forEach(book -> add(catalogue, mary, book));
        catalogue.remove(mary, gone, OptionalLong.empty());
    }

    private static void add(Catalogue catalogue, Caller mary, String book) {
        String[] parts = book.split("\\|");
        catalogue.add(mary, Drafts.book(parts[0], parts[1]));
    }

    /** As a server that has just started. */
    private static List<List<UUID>> found(DatabaseSettings settings) {
        try (var database = TestDatabase.open(settings);
                var upkeep = new SearchUpkeep(database)) {
            upkeep.run();
            var catalogue = new Catalogue(database, Clock.systemUTC());
            return SEARCHES.stream()
                    .map(text -> catalogue.search(text, List.of(), 50).items().stream()
                            .map(BookSummary::id)
                            .toList())
                    .toList();
        }
    }

    private void move(DatabaseSettings from, DatabaseSettings to) {
        try (var bench = Benches.of(from, folder)) {
            new Moving(bench, to, Progress.SILENT).run();
        }
    }
}
