package dev.colophon.catalogue;

import dev.colophon.catalogue.search.IndexedBook;
import dev.colophon.catalogue.search.SearchIndex;
import dev.colophon.database.Columns;
import dev.colophon.database.Database;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.database.batch.BatchedCalls;
import dev.colophon.database.batch.KeyedStatements;
import dev.colophon.json.Json;
import dev.colophon.text.TextKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of books. What belongs to a transaction takes its session. */
public final class BookRepository {
    private static final Columns CHANGED =
            Book.FACTS.and("title_key", "author_key", "author_sort_key", "search_key", "updated_at");

    private static final Statement INSERT = Statement.of(
            "catalogue.book-insert",
            CHANGED.and("id", "created_by", "version", "created_at").insertInto("books"));

    private static final Statement UPDATE = Statement.of(
            "catalogue.book-update",
            "UPDATE books SET " + CHANGED.assignments() + ", version = version + 1 WHERE id = :id");

    private static final Statement UPDATE_SHELF_KEYS = Statement.of("catalogue.book-update-shelf-keys", """
                    UPDATE userbooks SET title_key = :title_key, author_sort_key = :author_sort_key
                    WHERE book_id = :book_id
                    """);

    private static final Statement DELETE = Statement.of("catalogue.book-delete", "DELETE FROM books WHERE id = :id");

    /** Whose own it is comes before one that has it from a merge. */
    private static final String OF_ISBN = """
             FROM (SELECT 0 AS rank, c.id FROM books c WHERE c.isbn13 = :isbn13
                UNION ALL SELECT 1, i.book_id FROM book_identifiers i
                    WHERE i.scheme = '%s' AND i.value = :isbn13) m
            JOIN books b ON b.id = m.id ORDER BY m.rank LIMIT 1
            """.formatted(Isbn.MERGED_SCHEME);

    private static final KeyedStatements VIEWS = new KeyedStatements(ids -> Statement.of(
            ids == 1 ? "catalogue.book-by-id" : "catalogue.books-by-" + ids + "-ids",
            "SELECT " + BookView.COLUMNS + " FROM books b WHERE b.id IN " + KeyedStatements.list(ids, ":id_#")));

    private static final Statement BY_ISBN = Statement.of("catalogue.book-by-isbn", "SELECT b.id" + OF_ISBN);

    private static final Statement SUMMARY_BY_ISBN =
            Statement.of("catalogue.book-summary-by-isbn", "SELECT " + BookSummary.COLUMNS + OF_ISBN);

    private static final Statement MERGED_ISBNS =
            Statement.of("catalogue.book-merged-isbns", """
                    SELECT i.value FROM book_identifiers i
                    WHERE i.book_id = :book_id AND i.scheme = '%s' ORDER BY i.value
                    """.formatted(Isbn.MERGED_SCHEME));

    private static final Statement SUMMARIES = Statement.split(
            "catalogue.book-summaries",
            "SELECT " + BookSummary.COLUMNS + """
                     FROM books b WHERE b.id IN (
                        SELECT CAST(j.value AS uuid) FROM json_array_elements_text(CAST(:ids AS json)) AS j (value))
                    """,
            "SELECT " + BookSummary.COLUMNS + " FROM books b WHERE b.id IN (SELECT j.value FROM json_each(:ids) j)");

    private static final String BY_ID = "SELECT " + Book.COLUMNS + " FROM books b WHERE b.id = :id";

    private static final Statement FACTS = Statement.of("catalogue.book-facts", BY_ID);

    /** Holds the row until the transaction ends; on SQLite the transaction holds everything. */
    private static final Statement LOCK = Statement.split("catalogue.book-lock", BY_ID + " FOR NO KEY UPDATE", BY_ID);

    /** Nobody else can put it on a shelf either, for that holds the row as its key. */
    private static final Statement HOLD = Statement.split("catalogue.book-hold", BY_ID + " FOR UPDATE", BY_ID);

    private static final Statement HOLD_KEY =
            Statement.split("catalogue.book-hold-key", BY_ID + " FOR KEY SHARE", BY_ID);

    private static final String LISTED =
            "SELECT " + BookSummary.COLUMNS + ", b.title_key, b.author_key FROM books b WHERE ";

    private static final String IN_ORDER = """
            b.title_key >= :first AND b.title_key <= :last
              AND (b.title_key, b.author_key, b.id) > (:after_title, :after_author, :after_id)
            ORDER BY b.title_key, b.author_key, b.id LIMIT :limit
            """;

    private static final Statement PAGE_BY_TITLE = Statement.of("catalogue.books-by-title", LISTED + IN_ORDER);

    private static final Statement PAGE_BY_AUTHOR = Statement.of("catalogue.books-by-author", LISTED + """
                            b.id IN (SELECT w.book_id FROM authors a
                                JOIN book_authors w ON w.author_id = a.id WHERE a.name_key = :author_key)
                              AND\s""" + IN_ORDER);

    /** A place before the first book of any list. */
    private static final List<String> START = List.of("", "", Ids.FIRST.toString());

    private final Database database;
    private final BatchedCalls<UUID, BookView> views = new BatchedCalls<>(2, this::views);
    private final BookFacts bookFacts = new BookFacts();
    private final SearchIndex searchIndex = new SearchIndex();

    public BookRepository(Database database) {
        this.database = database;
    }

    /** One indexed row; not for whoever has a session. */
    public Optional<BookView> view(UUID id) {
        return views.call(id);
    }

    private Map<UUID, BookView> views(Set<UUID> ids) {
        return database.read(session -> views(session, ids));
    }

    private static Map<UUID, BookView> views(Session session, Set<UUID> ids) {
        return VIEWS.read(session, ids, (id, index) -> Parameters.of("id_" + index, id), row -> {
            BookView book = BookView.of(row);
            return Map.entry(book.id(), book);
        });
    }

    public Optional<BookView> view(Session session, UUID id) {
        return Optional.ofNullable(views(session, Set.of(id)).get(id));
    }

    public Optional<Book> find(Session session, UUID id) {
        return session.first(FACTS, Book::of, Parameters.of("id", id));
    }

    /** The book that has this ISBN, or had it before it was merged. */
    public Optional<UUID> idByIsbn(Session session, String isbn13) {
        return session.first(BY_ISBN, row -> row.uuid("id"), Parameters.of("isbn13", isbn13));
    }

    Optional<BookSummary> summaryByIsbn(Session session, String isbn13) {
        return session.first(SUMMARY_BY_ISBN, BookSummary::of, Parameters.of("isbn13", isbn13));
    }

    /** Those of these books that are there. */
    public Map<UUID, BookSummary> summaries(List<UUID> ids) {
        Map<UUID, BookSummary> found = new HashMap<>();
        database.read(session -> session.list(SUMMARIES, BookSummary::of, Parameters.of("ids", Json.writeText(ids))))
                .forEach(book -> found.put(book.id(), book));
        return found;
    }

    /** The book, which nobody else can change until the transaction ends. */
    Optional<Book> lock(Session session, UUID id) {
        return session.first(LOCK, Book::of, Parameters.of("id", id));
    }

    /** The book, which nobody else can change, remove or put on a shelf until the transaction ends. */
    public Optional<Book> hold(Session session, UUID id) {
        return session.first(HOLD, Book::of, Parameters.of("id", id));
    }

    /** The book, which nobody can remove or merge until the transaction ends; for whoever refers to it. */
    public Optional<Book> holdKey(Session session, UUID id) {
        return session.first(HOLD_KEY, Book::of, Parameters.of("id", id));
    }

    /** Adds a book; a taken ISBN or identifier is a violation of the type UNIQUE. */
    UUID insert(Session session, BookDraft facts, @Nullable UUID createdBy, Instant now) {
        UUID id = Ids.next();
        insert(session, new Book(id, facts, createdBy, 1), List.of(), now, now);
        return id;
    }

    /**
     * Adds many books whose title and first author no other has; a violation of the type UNIQUE as when one is added,
     * which spoils all of them.
     */
    public void insertAll(Session session, List<Book> books, Instant now) {
        List<Lined> added =
                books.stream().map(book -> Lined.of(book, List.of())).toList();
        store(session, added, now, now);
        searchIndex.writeSingle(session, added.stream().map(Lined::indexed).toList());
    }

    /**
     * A book and what a search finds it by.
     *
     * @param line see {@link dev.colophon.text.SearchLine}
     */
    private record Lined(Book book, String line) {
        static Lined of(Book book, List<String> mergedIsbns) {
            return new Lined(book, book.facts().searchKey(mergedIsbns));
        }

        IndexedBook indexed() {
            return new IndexedBook(book.id(), book.version(), line);
        }
    }

    private void store(Session session, List<Lined> added, Instant createdAt, Instant now) {
        session.executeAll(
                INSERT,
                added.stream()
                        .map(one -> values(one.book().facts(), one.line(), now)
                                .and("id", one.book().id())
                                .and("created_by", one.book().createdBy())
                                .and("version", one.book().version())
                                .and("created_at", createdAt))
                        .toList());
        bookFacts.insertAll(session, added.stream().map(Lined::book).toList());
    }

    /**
     * Puts a book that was removed back, as it was; a violation of the type UNIQUE as when it is added.
     *
     * @param mergedIsbns by which it is found too
     */
    public void insert(Session session, Book book, List<String> mergedIsbns, Instant createdAt, Instant now) {
        Lined added = Lined.of(book, mergedIsbns);
        store(session, List.of(added), createdAt, now);
        searchIndex.write(session, List.of(added.indexed()));
    }

    /** Replaces the facts of a book, in the keys of its readers' shelves too. */
    public void update(Session session, Book old, BookDraft facts, Instant now) {
        Parameters ofBook = Parameters.of("book_id", old.id());
        String line = facts.searchKey(session.list(MERGED_ISBNS, row -> row.text("value"), ofBook));
        session.execute(UPDATE, values(facts, line, now).and("id", old.id()));
        bookFacts.replace(session, old.id(), old.facts(), facts);
        searchIndex.write(session, List.of(new IndexedBook(old.id(), old.version() + 1, line)));
        boolean sameKeys = facts.titleKey().equals(old.facts().titleKey())
                && facts.authorSortKey().equals(old.facts().authorSortKey());
        if (!sameKeys) {
            session.execute(
                    UPDATE_SHELF_KEYS,
                    Parameters.of("book_id", old.id())
                            .and("title_key", facts.titleKey())
                            .and("author_sort_key", facts.authorSortKey()));
        }
    }

    /**
     * Removes a book, and the people and series that only it had; a violation of the type FOREIGN_KEY
     * when it is on a shelf.
     */
    public void delete(Session session, Book book) {
        searchIndex.remove(session, book.id());
        session.execute(DELETE, Parameters.of("id", book.id()));
        bookFacts.removeUnused(session, book.facts(), null);
    }

    /** A book of a list and its place there. */
    record Listed(BookSummary book, List<String> place) {
        private static Listed of(Row row) {
            BookSummary book = BookSummary.of(row);
            String id = book.id().toString();
            return new Listed(book, List.of(row.text("title_key"), row.text("author_key"), id));
        }
    }

    /**
     * Books whose title begins with a key, ordered by title.
     *
     * @param authorKey whose books; everybody's when null
     * @param after the place of the last book that was shown; empty at the start
     */
    List<Listed> list(String titleKey, @Nullable String authorKey, List<String> after, int limit) {
        List<String> place = after.isEmpty() ? START : after;
        Parameters parameters = Parameters.of("first", titleKey)
                .and("last", titleKey + TextKey.LAST)
                .and("after_title", place.get(0))
                .and("after_author", place.get(1))
                .and("after_id", UUID.fromString(place.get(2)))
                .and("limit", limit);
        return database.read(session -> authorKey == null
                ? session.list(PAGE_BY_TITLE, Listed::of, parameters)
                : session.list(PAGE_BY_AUTHOR, Listed::of, parameters.and("author_key", authorKey)));
    }

    private static Parameters values(BookDraft facts, String line, Instant now) {
        return Parameters.of("title", facts.title())
                .and("subtitle", facts.subtitle())
                .and("contributors", Json.writeText(facts.contributors()))
                .and("series", Json.writeText(facts.series()))
                .and("isbn10", facts.isbn10())
                .and("isbn13", facts.isbn13())
                .and("identifiers", Json.writeText(facts.identifiers()))
                .and("publisher", facts.publisher())
                .and("published_on", facts.publishedOn())
                .and("original_year", facts.originalYear())
                .and("page_count", facts.pageCount())
                .and("duration_seconds", facts.durationSeconds())
                .and("language", facts.language())
                .and("description", facts.description())
                .and("title_key", facts.titleKey())
                .and("author_key", facts.authorKey())
                .and("author_sort_key", facts.authorSortKey())
                .and("search_key", line)
                .and("updated_at", now);
    }
}
