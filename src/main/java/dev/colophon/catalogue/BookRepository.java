package dev.colophon.catalogue;

import dev.colophon.database.Database;
import dev.colophon.database.Ids;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.json.Json;
import dev.colophon.text.TextKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of books. What belongs to a transaction takes its session. */
public final class BookRepository {
    private static final Statement VIEW =
            Statement.of("catalogue.book-by-id", "SELECT " + BookView.COLUMNS + " FROM books b WHERE b.id = ?");

    private static final Statement BY_ISBN =
            Statement.of("catalogue.book-by-isbn", "SELECT id FROM books WHERE isbn13 = ?");

    private static final Statement SUMMARY_BY_ISBN = Statement.of(
            "catalogue.book-summary-by-isbn", "SELECT " + BookSummary.COLUMNS + " FROM books b WHERE b.isbn13 = ?");

    private static final String FACTS_BY_ID = "SELECT " + Book.COLUMNS + " FROM books b WHERE b.id = ?";

    private static final Statement FACTS = Statement.of("catalogue.book-facts", FACTS_BY_ID);

    /** Holds the row until the transaction ends; on SQLite the transaction holds everything. */
    private static final Statement LOCK =
            Statement.split("catalogue.book-lock", FACTS_BY_ID + " FOR NO KEY UPDATE", FACTS_BY_ID);

    private static final Statement INSERT = Statement.of("catalogue.book-insert", """
                    INSERT INTO books (title, subtitle, title_key, author_key, author_sort_key,
                        search_key, contributors, series, identifiers, isbn10, isbn13, language,
                        publisher, published_on, original_year, page_count, duration_seconds,
                        description, updated_at, id, created_by, version, created_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)
                    """);

    private static final Statement UPDATE = Statement.of("catalogue.book-update", """
                    UPDATE books SET title = ?, subtitle = ?, title_key = ?, author_key = ?,
                        author_sort_key = ?, search_key = ?, contributors = ?, series = ?,
                        identifiers = ?, isbn10 = ?, isbn13 = ?, language = ?, publisher = ?,
                        published_on = ?, original_year = ?, page_count = ?,
                        duration_seconds = ?, description = ?, updated_at = ?,
                        version = version + 1
                    WHERE id = ?
                    """);

    private static final Statement UPDATE_SHELF_KEYS = Statement.of(
            "catalogue.book-update-shelf-keys",
            "UPDATE userbooks SET title_key = ?, author_sort_key = ? WHERE book_id = ?");

    private static final Statement DELETE = Statement.of("catalogue.book-delete", "DELETE FROM books WHERE id = ?");

    private static final Statement PAGE_BY_TITLE = Statement.of(
            "catalogue.books-by-title", "SELECT " + BookSummary.COLUMNS + ", b.title_key, b.author_key" + """
                             FROM books b
                            WHERE b.title_key >= ? AND b.title_key <= ?
                              AND (b.title_key, b.author_key, b.id) > (?, ?, ?)
                            ORDER BY b.title_key, b.author_key, b.id LIMIT ?
                            """);

    private static final Statement PAGE_BY_AUTHOR = Statement.of(
            "catalogue.books-by-author", "SELECT " + BookSummary.COLUMNS + ", b.title_key, b.author_key" + """
                             FROM books b
                            WHERE b.id IN (SELECT w.book_id FROM authors a
                                JOIN book_authors w ON w.author_id = a.id WHERE a.name_key = ?)
                              AND b.title_key >= ? AND b.title_key <= ?
                              AND (b.title_key, b.author_key, b.id) > (?, ?, ?)
                            ORDER BY b.title_key, b.author_key, b.id LIMIT ?
                            """);

    private final Database database;
    private final BookFacts bookFacts = new BookFacts();

    public BookRepository(Database database) {
        this.database = database;
    }

    /** One indexed row. */
    public Optional<BookView> view(UUID id) {
        return database.read(session -> view(session, id));
    }

    Optional<BookView> view(Session session, UUID id) {
        return session.first(VIEW, BookView::of, id);
    }

    public Optional<Book> find(Session session, UUID id) {
        return session.first(FACTS, Book::of, id);
    }

    public Optional<UUID> idByIsbn(Session session, String isbn13) {
        return session.first(BY_ISBN, row -> row.uuid("id"), isbn13);
    }

    Optional<BookSummary> summaryByIsbn(Session session, String isbn13) {
        return session.first(SUMMARY_BY_ISBN, BookSummary::of, isbn13);
    }

    /** The book, which nobody else can change until the transaction ends. */
    Optional<Book> lock(Session session, UUID id) {
        return session.first(LOCK, Book::of, id);
    }

    /** Adds a book; a taken ISBN or identifier is a violation of the type UNIQUE. */
    UUID insert(Session session, BookDraft facts, @Nullable UUID createdBy, Instant now) {
        UUID id = Ids.next();
        session.execute(INSERT, values(facts, now, id, createdBy, now));
        bookFacts.insert(session, id, facts);
        return id;
    }

    /** Replaces the facts of a book, in the keys of its readers' shelves too. */
    void update(Session session, Book old, BookDraft facts, Instant now) {
        session.execute(UPDATE, values(facts, now, old.id()));
        bookFacts.delete(session, old.id());
        bookFacts.insert(session, old.id(), facts);
        boolean sameKeys = facts.titleKey().equals(old.facts().titleKey())
                && facts.authorSortKey().equals(old.facts().authorSortKey());
        if (!sameKeys) {
            session.execute(UPDATE_SHELF_KEYS, facts.titleKey(), facts.authorSortKey(), old.id());
        }
    }

    /** Removes a book; a violation of the type FOREIGN_KEY when it is on a shelf. */
    void delete(Session session, UUID id) {
        session.execute(DELETE, id);
    }

    /** A page of books whose title begins with a key, of one author if one is given. */
    List<Listed> page(BookList list, int limit) {
        List<String> after = list.after();
        UUID lastId = UUID.fromString(after.get(2));
        String last = list.titlePrefix() + TextKey.LAST;
        return database.read(session -> list.authorKey() == null
                ? session.list(
                        PAGE_BY_TITLE, Listed::of, list.titlePrefix(), last, after.get(0), after.get(1), lastId, limit)
                : session.list(
                        PAGE_BY_AUTHOR,
                        Listed::of,
                        list.authorKey(),
                        list.titlePrefix(),
                        last,
                        after.get(0),
                        after.get(1),
                        lastId,
                        limit));
    }

    private static @Nullable Object[] values(BookDraft facts, @Nullable Object... more) {
        @Nullable
        Object[] values = {
            facts.title(),
            facts.subtitle(),
            facts.titleKey(),
            facts.authorKey(),
            facts.authorSortKey(),
            facts.searchKey(),
            Json.writeText(facts.contributors()),
            Json.writeText(facts.series()),
            Json.writeText(facts.identifiers()),
            facts.isbn10(),
            facts.isbn13(),
            facts.language(),
            facts.publisher(),
            facts.publishedOn(),
            facts.originalYear(),
            facts.pageCount(),
            facts.durationSeconds(),
            facts.description()
        };
        @Nullable Object[] all = java.util.Arrays.copyOf(values, values.length + more.length);
        System.arraycopy(more, 0, all, values.length, more.length);
        return all;
    }
}
