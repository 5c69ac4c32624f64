package dev.colophon.catalogue.bulk;

import dev.colophon.catalogue.Book;
import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookRepository;
import dev.colophon.catalogue.bulk.BookKeys.Called;
import dev.colophon.catalogue.bulk.BookKeys.Titled;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.json.Json;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Of many drafts, those of books that are surely new; they are added together. */
public final class NewBooks {
    private static final Statement CALLED = Statement.split("catalogue.known-identifiers", """
                    SELECT i.scheme, i.value FROM json_to_recordset(CAST(:keys AS json)) r (scheme text, value text)
                    JOIN book_identifiers i ON i.scheme = r.scheme AND i.value = r.value
                    """, """
                    SELECT i.scheme, i.value FROM json_each(:keys) j
                    CROSS JOIN book_identifiers i
                    WHERE i.scheme = j.value ->> 'scheme' AND i.value = j.value ->> 'value'
                    """);

    private static final Statement ISBNS = Statement.split("catalogue.known-isbns", """
                    SELECT b.isbn13 FROM json_array_elements_text(CAST(:keys AS json)) r (value)
                    JOIN books b ON b.isbn13 = r.value
                    """, """
                    SELECT b.isbn13 FROM json_each(:keys) j CROSS JOIN books b WHERE b.isbn13 = j.value
                    """);

    private static final Statement TITLED = Statement.split("catalogue.known-titles", """
                    SELECT DISTINCT b.title_key, b.author_key
                    FROM json_to_recordset(CAST(:keys AS json)) r (title_key text, author_key text)
                    JOIN books b ON b.title_key = r.title_key AND b.author_key = r.author_key
                    """, """
                    SELECT DISTINCT b.title_key, b.author_key FROM json_each(:keys) j
                    CROSS JOIN books b WHERE b.title_key = j.value ->> 'title_key'
                      AND b.author_key = j.value ->> 'author_key'
                    """);

    private final BookRepository books;

    public NewBooks(BookRepository books) {
        this.books = books;
    }

    /**
     * Adds the books that no other book and no draft before them could be. Another transaction that adds one of them
     * at this moment is a violation of the type UNIQUE, which spoils all of them.
     *
     * @return the new books, by the place of their draft in the list
     */
    public Map<Integer, Book> add(Session session, UUID userId, List<BookDraft> drafts, Instant now) {
        List<BookKeys> keys = drafts.stream().map(BookKeys::of).toList();
        Set<Object> seen = known(session, keys);
        Map<Integer, Book> added = new LinkedHashMap<>();
        for (int index = 0; index < drafts.size(); index++) {
            Set<Object> own = keys.get(index).all();
            if (own.stream().noneMatch(seen::contains)) {
                added.put(index, new Book(Ids.next(), drafts.get(index), userId, 1));
            }
            seen.addAll(own);
        }
        if (!added.isEmpty()) {
            books.insertAll(session, List.copyOf(added.values()), now);
        }
        return added;
    }

    /** Those of these keys by which a book is found. */
    private static Set<Object> known(Session session, List<BookKeys> keys) {
        List<Called> called = keys.stream().flatMap(it -> it.called().stream()).toList();
        List<String> isbns =
                keys.stream().map(BookKeys::isbn13).filter(it -> !it.isEmpty()).toList();
        List<Titled> titled = keys.stream().map(BookKeys::titled).toList();
        Set<Object> known = new HashSet<>(
                session.list(CALLED, row -> new Called(row.text("scheme"), row.text("value")), json(called)));
        known.addAll(session.list(ISBNS, row -> BookKeys.ofIsbn(row.text("isbn13")), json(isbns)));
        known.addAll(
                session.list(TITLED, row -> new Titled(row.text("title_key"), row.text("author_key")), json(titled)));
        return known;
    }

    private static Parameters json(List<?> keys) {
        return Parameters.of("keys", Json.writeText(keys));
    }
}
