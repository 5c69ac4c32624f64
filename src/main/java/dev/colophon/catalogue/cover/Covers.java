package dev.colophon.catalogue.cover;

import dev.colophon.catalogue.Book;
import dev.colophon.catalogue.Catalogue;
import dev.colophon.database.Database;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.media.picture.Picture;
import dev.colophon.media.picture.Pictures;
import dev.colophon.problem.Problem;
import dev.colophon.web.session.Caller;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The covers of books, which whoever added the book or an admin gives and removes. */
public final class Covers {
    private static final String FIND = "SELECT b.created_by, b.cover_id FROM books b WHERE b.id = :id";

    private static final Statement BY_ID = Statement.of("catalogue.book-cover", FIND);

    private static final Statement LOCK =
            Statement.split("catalogue.book-cover-lock", FIND + " FOR NO KEY UPDATE", FIND);

    private static final Statement SET = Statement.of("catalogue.book-cover-set", """
                    UPDATE books SET cover_id = :cover_id, version = version + 1, updated_at = :now WHERE id = :id
                    """);

    private static final Statement COVERED =
            Statement.of("catalogue.book-covered-by-key", """
                    SELECT b.cover_id FROM books b WHERE b.cover_id IS NOT NULL AND (b.id = :id OR b.id = (
                      SELECT i.book_id FROM book_identifiers i WHERE i.scheme = '%s' AND i.value = :key)) LIMIT 1
                    """.formatted(Book.EXPORT_KEY));

    private static final Statement LARGE = Statement.of("catalogue.book-cover-large", """
                    SELECT p.large FROM books b JOIN pictures p ON p.id = b.cover_id WHERE b.id = :id
                    """);

    private final Database database;
    private final Pictures pictures;
    private final InstantSource clock;

    public Covers(Database database, Pictures pictures, InstantSource clock) {
        this.database = database;
        this.pictures = pictures;
        this.clock = clock;
    }

    private record Standing(
            @Nullable UUID createdBy, @Nullable UUID coverId) {
        static Standing of(Row row) {
            return new Standing(row.uuidOrNull("created_by"), row.uuidOrNull("cover_id"));
        }
    }

    /**
     * Before a picture is received: whether this reader may give it.
     *
     * @throws Problem of kind NOT_FOUND or FORBIDDEN
     */
    public void demandRight(Caller caller, UUID bookId) {
        Standing book = database.read(session -> find(session, BY_ID, bookId));
        Catalogue.demandRight(caller, book.createdBy());
    }

    /**
     * Gives a book this cover in place of the one it has.
     *
     * @throws Problem of kind NOT_FOUND or FORBIDDEN
     */
    public void put(Caller caller, UUID bookId, Picture picture) {
        database.write(session -> {
            Standing book = find(session, LOCK, bookId);
            Catalogue.demandRight(caller, book.createdBy());
            replace(session, bookId, book, picture);
            return bookId;
        });
    }

    /** Whether the book is there and has no cover. */
    public boolean isWanting(UUID bookId) {
        return database.read(session -> session.first(BY_ID, Standing::of, Parameters.of("id", bookId)))
                .filter(book -> book.coverId() == null)
                .isPresent();
    }

    /**
     * In a transaction of whoever looked the book up: gives it this cover unless it has one.
     *
     * @return whether it had none
     * @throws Problem of kind NOT_FOUND
     */
    public boolean offer(Session session, UUID bookId, Picture picture) {
        Standing book = find(session, LOCK, bookId);
        if (book.coverId() != null) {
            return false;
        }
        replace(session, bookId, book, picture);
        return true;
    }

    /**
     * In a transaction that puts a reader's export back: gives a book this cover unless it has one, or is not the
     * reader's to give one.
     *
     * @return whether it was given
     */
    public boolean restore(Session session, UUID reader, UUID bookId, Picture picture) {
        Standing book = find(session, LOCK, bookId);
        if (book.coverId() != null || !reader.equals(book.createdBy())) {
            return false;
        }
        replace(session, bookId, book, picture);
        return true;
    }

    /** Whether a book that an export calls so is here and needs no cover. */
    public boolean isCovered(UUID key) {
        Parameters called = Parameters.of("id", key).and("key", key.toString());
        return database.read(session -> session.first(COVERED, row -> row.uuid("cover_id"), called))
                .isPresent();
    }

    /**
     * Takes the cover away; a book without one is as it should be.
     *
     * @throws Problem of kind NOT_FOUND or FORBIDDEN
     */
    public void remove(Caller caller, UUID bookId) {
        database.write(session -> {
            Standing book = find(session, LOCK, bookId);
            Catalogue.demandRight(caller, book.createdBy());
            if (book.coverId() != null) {
                replace(session, bookId, book, null);
            }
            return bookId;
        });
    }

    /** The hash of the large picture. */
    public Optional<String> large(UUID bookId) {
        return database.read(session ->
                session.first(LARGE, row -> Pictures.sha256(row.text("large")), Parameters.of("id", bookId)));
    }

    private void replace(Session session, UUID bookId, Standing book, @Nullable Picture picture) {
        session.execute(
                SET,
                Parameters.of("id", bookId)
                        .and("cover_id", picture == null ? null : pictures.attach(session, picture))
                        .and("now", clock.instant()));
        if (book.coverId() != null) {
            pictures.remove(session, book.coverId());
        }
    }

    private static Standing find(Session session, Statement statement, UUID bookId) {
        return session.first(statement, Standing::of, Parameters.of("id", bookId))
                .orElseThrow(Problem::notFound);
    }
}
