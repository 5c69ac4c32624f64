package dev.colophon.catalogue.numbered;

import dev.colophon.catalogue.Book;
import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookRepository;
import dev.colophon.database.Database;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Statement;
import dev.colophon.database.connection.ConstraintViolation;
import dev.colophon.text.TextKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finds the books that are called by their ISBN, and gives them what was found out about them. */
public final class NumberedBooks {
    private static final String SYSTEM = "ISBN";

    /** Every ISBN begins with 978 or 979; title keys of one length are in the order of their numbers. */
    private static final String FIRST = "97";

    private static final String LAST = "98";

    private static final Statement NEXT = Statement.of("catalogue.numbered-books", """
                    SELECT b.id, b.isbn13 FROM books b
                    WHERE b.title_key > :after AND b.title_key < :last AND b.title = '%s ' || b.isbn13
                    ORDER BY b.title_key, b.author_key, b.id LIMIT :limit
                    """.formatted(SYSTEM));

    private final Database database;
    private final BookRepository books;
    private final InstantSource clock;

    public NumberedBooks(Database database, InstantSource clock) {
        this.database = database;
        this.books = new BookRepository(database);
        this.clock = clock;
    }

    /** A book that is called by its ISBN. */
    public record Numbered(UUID id, String isbn13) {
        static Numbered of(Row row) {
            return new Numbered(row.uuid("id"), row.text("isbn13"));
        }
    }

    /**
     * The next of them by their numbers.
     *
     * @param after the last number that was seen; empty at the start
     */
    public List<Numbered> next(String after, int limit) {
        Parameters parameters = Parameters.of("after", key(after.isEmpty() ? FIRST : after))
                .and("last", key(LAST))
                .and("limit", limit);
        return database.read(session -> session.list(NEXT, Numbered::of, parameters));
    }

    private static String key(String number) {
        return TextKey.of(BookDraft.unknownTitle(SYSTEM, number));
    }

    /**
     * Gives a book its title, and whatever else is not known of it. What somebody has written stays; so does all of a
     * book that has a title by now.
     *
     * @return whether it has a title now that it had not
     */
    public boolean name(Numbered book, BookDraft found) {
        try {
            return write(book, found);
        } catch (ConstraintViolation violation) {
            if (violation.type() != ConstraintViolation.Type.UNIQUE) {
                throw violation;
            }
            // what the other system calls it, it calls another book of ours as well
            return write(book, found.with(facts -> facts.identifiers = Map.of()));
        }
    }

    private boolean write(Numbered book, BookDraft found) {
        String number = BookDraft.unknownTitle(SYSTEM, book.isbn13());
        return database.write(session -> {
            Optional<Book> held = books.hold(session, book.id())
                    .filter(one -> one.facts().title().equals(number));
            held.ifPresent(one -> books.update(session, one, one.facts().orElse(found), clock.instant()));
            return held.isPresent();
        });
    }
}
