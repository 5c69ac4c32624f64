package dev.colophon.catalogue;

import dev.colophon.catalogue.BookRepository.Listed;
import dev.colophon.database.Database;
import dev.colophon.database.connection.ConstraintViolation;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.text.TextKey;
import dev.colophon.web.EntityTag;
import dev.colophon.web.Part;
import dev.colophon.web.session.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The books that all members share. Everybody may add one; only who added it, or an admin, may
 * change or remove it, and a book that is on any shelf stays.
 */
public final class Catalogue {
    private final Database database;
    private final Clock clock;
    private final BookRepository books;

    public Catalogue(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.books = new BookRepository(database);
    }

    /**
     * @param created false when a book with this ISBN was there already; it is left as it is
     */
    public record Added(BookView book, boolean created) {}

    /**
     * @throws Problem of kind NOT_FOUND
     */
    public BookView book(UUID id) {
        return books.view(id).orElseThrow(Problem::notFound);
    }

    /** Whether a caller may change or remove a book; false when there is none. */
    public boolean isChangeable(Caller caller, UUID id) {
        return database.read(session -> books.find(session, id))
                .filter(book -> hasRight(caller, book.createdBy()))
                .isPresent();
    }

    /**
     * A book for somebody who is about to change it.
     *
     * @throws Problem of kind NOT_FOUND, or FORBIDDEN unless they may
     */
    public Book changeable(Caller caller, UUID id) {
        Book book = database.read(session -> books.find(session, id)).orElseThrow(Problem::notFound);
        demandRight(caller, book.createdBy());
        return book;
    }

    /** Adds a book unless its ISBN is there already. */
    public Added add(Caller caller, BookDraft draft) {
        return unique(() -> database.write(session -> {
            Optional<UUID> known = draft.isbn13() == null ? Optional.empty() : books.idByIsbn(session, draft.isbn13());
            UUID id = known.orElseGet(() -> books.insert(session, draft, caller.id(), clock.instant()));
            return new Added(books.view(session, id).orElseThrow(Problem::notFound), known.isEmpty());
        }));
    }

    /**
     * Changes the facts of a book.
     *
     * @param version the version that the caller has seen, if they said so
     */
    public BookView change(Caller caller, UUID id, OptionalLong version, UnaryOperator<BookDraft> change) {
        return unique(() -> database.write(session -> {
            Book book = books.lock(session, id).orElseThrow(Problem::notFound);
            demandRight(caller, book.createdBy());
            EntityTag.demand(version, book.version());
            BookDraft facts = change.apply(book.facts());
            if (!facts.equals(book.facts())) {
                books.update(session, book, facts, clock.instant());
            }
            return books.view(session, id).orElseThrow(Problem::notFound);
        }));
    }

    /** Removes a book that is on no shelf. */
    public void remove(Caller caller, UUID id, OptionalLong version) {
        try {
            database.write(session -> {
                Book book = books.lock(session, id).orElseThrow(Problem::notFound);
                demandRight(caller, book.createdBy());
                EntityTag.demand(version, book.version());
                books.delete(session, book);
                return id;
            });
        } catch (ConstraintViolation violation) {
            if (violation.type() != ConstraintViolation.Type.FOREIGN_KEY) {
                throw violation;
            }
            throw Problem.conflict("book_in_use", "This book is on a shelf, so it has to stay.");
        }
    }

    /** The book with an ISBN, if there is one. */
    public Optional<BookSummary> byIsbn(Isbn isbn) {
        return database.read(session -> books.summaryByIsbn(session, isbn.isbn13()));
    }

    /**
     * Books ordered by title.
     *
     * @param titlePrefix how the title begins, however it is spelt
     * @param author whose books; everybody's when null
     * @param after the place of the last book that was shown; empty at the start
     */
    public Part<BookSummary> list(String titlePrefix, @Nullable String author, List<String> after, int limit) {
        String authorKey = author == null ? null : TextKey.of(author);
        return Part.of(
                books.list(TextKey.of(titlePrefix), authorKey, after, limit + 1), limit, Listed::book, Listed::place);
    }

    /**
     * Whether somebody may change or remove a book.
     *
     * @param createdBy who added it
     * @throws Problem of kind FORBIDDEN
     */
    public static void demandRight(Caller caller, @Nullable UUID createdBy) {
        if (!hasRight(caller, createdBy)) {
            throw Problem.of(
                    Kind.FORBIDDEN, "not_yours", "Only the member who added this book, or an admin, may change it.");
        }
    }

    private static boolean hasRight(Caller caller, @Nullable UUID createdBy) {
        return caller.admin() || caller.id().equals(createdBy);
    }

    private static <T> T unique(Supplier<T> work) {
        try {
            return work.get();
        } catch (ConstraintViolation violation) {
            if (violation.type() != ConstraintViolation.Type.UNIQUE) {
                throw violation;
            }
            throw Problem.conflict("book_exists", "Another book has this ISBN or one of these identifiers.");
        }
    }
}
