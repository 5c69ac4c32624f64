package dev.colophon.catalogue.care;

import dev.colophon.catalogue.BookSummary;
import dev.colophon.database.Database;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Statement;
import dev.colophon.web.Part;
import dev.colophon.web.session.Caller;
import java.util.List;
import java.util.UUID;

/**
 * Books that may be the same: their titles and first authors are one key. Neither ISBN nor
 * identifier needs a look, for the tables have each only once. A person decides.
 */
public final class Duplicates {
    private static final int OFFERED = 20;
    private static final String SELECTED =
            "SELECT " + BookSummary.COLUMNS + ", b.title_key, b.author_key FROM books b ";

    private static final Statement OF_BOOK = Statement.of("catalogue.duplicates-of-book", SELECTED + """
                    JOIN books s ON s.title_key = b.title_key AND s.author_key = b.author_key
                    WHERE s.id = :id AND b.id <> s.id ORDER BY b.id LIMIT :limit
                    """);

    /** The table names candidates, which are looked at one after the other: what it remembers of a book may be over. */
    private static final Statement LIST = Statement.of(
            "catalogue.duplicates", "SELECT " + BookSummary.COLUMNS + ", b.title_key, b.author_key FROM (" + """
                    SELECT t.book_id, t.title_key, t.author_key FROM book_twins t
                    WHERE (t.title_key, t.author_key, t.book_id) > (:after_title, :after_author, :after_id)
                      AND (SELECT EXISTS (SELECT 1 FROM books o
                        JOIN books s ON s.title_key = o.title_key AND s.author_key = o.author_key AND s.id <> o.id
                        WHERE o.id = t.book_id AND o.title_key = t.title_key AND o.author_key = t.author_key))
                    ORDER BY t.title_key, t.author_key, t.book_id LIMIT :limit) t
                    JOIN books b ON b.id = t.book_id
                    ORDER BY t.title_key, t.author_key, t.book_id
                    """);

    private final Database database;

    public Duplicates(Database database) {
        this.database = database;
    }

    private record Listed(BookSummary book, List<String> place) {
        static Listed of(Row row) {
            BookSummary book = BookSummary.of(row);
            return new Listed(
                    book,
                    List.of(
                            row.text("title_key"),
                            row.text("author_key"),
                            book.id().toString()));
        }
    }

    /** What may be the same as a book. */
    public List<BookSummary> of(UUID book) {
        Parameters parameters = Parameters.of("id", book).and("limit", OFFERED);
        return database.read(session -> session.list(OF_BOOK, BookSummary::of, parameters));
    }

    /** All of them by title, so that those that may be one stand together. */
    public Part<BookSummary> list(Caller caller, List<String> after, int limit) {
        BookMerges.demandAdmin(caller);
        Parameters place = Parameters.of("after_title", after.isEmpty() ? "" : after.get(0))
                .and("after_author", after.isEmpty() ? "" : after.get(1))
                .and("after_id", after.isEmpty() ? Ids.FIRST : UUID.fromString(after.get(2)))
                .and("limit", limit + 1);
        return Part.of(
                database.read(session -> session.list(LIST, Listed::of, place)), limit, Listed::book, Listed::place);
    }
}
