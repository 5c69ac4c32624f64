package dev.colophon.catalogue.browse;

import dev.colophon.catalogue.BookSummary;
import dev.colophon.database.Database;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.problem.Problem;
import dev.colophon.text.TextKey;
import dev.colophon.web.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Authors and series, and the books of each. */
public final class Browsing {
    private static final String SELECTED = "SELECT " + BookSummary.COLUMNS;

    /** What somebody wrote, translated or read, ordered by title. */
    private static final Statement OF_AUTHOR = Statement.of("catalogue.books-of-author", SELECTED + """
                    , b.title_key, NULL AS position_sort FROM books b
                    WHERE b.id IN (SELECT a.book_id FROM book_authors a WHERE a.author_id = :id)
                      AND (b.title_key, b.id) > (:after_title, :after_id)
                    ORDER BY b.title_key, b.id LIMIT :limit
                    """);

    private static final Statement NUMBERED = ofSeries("catalogue.books-of-series", """
                    (w.position_sort, w.book_id) > (:after_position, :after_id)
                    ORDER BY w.position_sort, w.book_id
                    """);

    private static final Statement UNNUMBERED = ofSeries("catalogue.books-of-series-unnumbered", """
                    w.position_sort IS NULL AND w.book_id > :after_id ORDER BY w.book_id
                    """);

    /** Stands in a place of a series for the number that a book has not. */
    private static final String NO_NUMBER = "";

    private final Database database;

    public Browsing(Database database) {
        this.database = database;
    }

    /** The page is cut off before books are joined, so that no plan joins them all. */
    private static Statement ofSeries(String name, String part) {
        return Statement.of(
                name,
                SELECTED + ", b.title_key, p.position_sort FROM (SELECT w.book_id, w.position_sort FROM book_series w"
                        + " WHERE w.series_id = :id AND " + part + " LIMIT :limit) p JOIN books b ON b.id = p.book_id"
                        + " ORDER BY p.position_sort, p.book_id");
    }

    /** An author or a series. */
    public record Name(UUID id, String name) {}

    private record Listed(
            BookSummary book, String titleKey, @Nullable Long position) {
        static Listed of(Row row) {
            return new Listed(BookSummary.of(row), row.text("title_key"), row.numberOrNull("position_sort"));
        }

        List<String> placeByTitle() {
            return List.of(titleKey, book.id().toString());
        }

        List<String> placeInSeries() {
            return List.of(
                    position == null ? NO_NUMBER : position.toString(),
                    book.id().toString());
        }
    }

    /**
     * Everybody on the title page of a book, ordered by name.
     *
     * @param prefix how the name begins, however it is spelt
     */
    public Part<Name> authors(String prefix, List<String> after, int limit) {
        return names(NameTable.AUTHORS, prefix, after, limit);
    }

    /** The series of all books, ordered by name. */
    public Part<Name> series(String prefix, List<String> after, int limit) {
        return names(NameTable.SERIES, prefix, after, limit);
    }

    private Part<Name> names(NameTable table, String prefix, List<String> after, int limit) {
        return Part.of(
                database.read(session -> table.list(session, TextKey.of(prefix), after, limit + 1)),
                limit,
                NameTable.Named::name,
                NameTable.Named::place);
    }

    /**
     * @throws Problem of kind NOT_FOUND
     */
    public Name author(UUID id) {
        return database.read(session -> NameTable.AUTHORS.find(session, id)).orElseThrow(Problem::notFound);
    }

    /**
     * @throws Problem of kind NOT_FOUND
     */
    public Name oneSeries(UUID id) {
        return database.read(session -> NameTable.SERIES.find(session, id)).orElseThrow(Problem::notFound);
    }

    /** What somebody took part in, ordered by title. */
    public Part<BookSummary> booksOfAuthor(UUID id, List<String> after, int limit) {
        Parameters place = Parameters.of("after_title", after.isEmpty() ? "" : after.get(0))
                .and("after_id", id(after))
                .and("id", id)
                .and("limit", limit + 1);
        return Part.of(
                database.read(session -> session.list(OF_AUTHOR, Listed::of, place)),
                limit,
                Listed::book,
                Listed::placeByTitle);
    }

    /** In the order of the series; books without a number come last. */
    public Part<BookSummary> booksOfSeries(UUID id, List<String> after, int limit) {
        return Part.of(
                database.read(session -> ofSeries(session, id, after, limit + 1)),
                limit,
                Listed::book,
                Listed::placeInSeries);
    }

    private static List<Listed> ofSeries(Session session, UUID id, List<String> after, int limit) {
        boolean amongNumbered = after.isEmpty() || !after.get(0).equals(NO_NUMBER);
        List<Listed> found = new ArrayList<>();
        if (amongNumbered) {
            long position = after.isEmpty() ? Long.MIN_VALUE : Long.parseLong(after.get(0));
            found.addAll(session.list(
                    NUMBERED,
                    Listed::of,
                    Parameters.of("id", id)
                            .and("after_position", position)
                            .and("after_id", id(after))
                            .and("limit", limit)));
        }
        if (found.size() < limit) {
            found.addAll(session.list(
                    UNNUMBERED,
                    Listed::of,
                    Parameters.of("id", id)
                            .and("after_id", amongNumbered ? Ids.FIRST : id(after))
                            .and("limit", limit - found.size())));
        }
        return found;
    }

    private static UUID id(List<String> after) {
        return after.isEmpty() ? Ids.FIRST : UUID.fromString(after.get(1));
    }
}
