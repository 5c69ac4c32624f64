package dev.colophon.catalogue;

import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.text.TextKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds the book that a draft means, or adds it. What another system calls it counts most, then the
 * ISBN, then title and first author exactly as keys; nothing is guessed. A book with another ISBN,
 * or with another number in the same system, is another edition and not meant.
 */
public final class BookMatch {
    private static final Statement CANDIDATES =
            Statement.of("catalogue.book-candidates", "SELECT " + Book.COLUMNS + """
                            , m.rank, u.id AS userbook_id
                            FROM (SELECT 0 AS rank, i.book_id FROM book_identifiers i
                                    WHERE i.scheme = ? AND i.value = ?
                                UNION ALL SELECT 1, c.id FROM books c WHERE c.isbn13 = ?
                                UNION ALL SELECT 2, c.id FROM books c
                                    WHERE c.title_key = ? AND c.author_key = ?) m
                            JOIN books b ON b.id = m.book_id
                            LEFT JOIN userbooks u ON u.book_id = b.id AND u.user_id = ?
                            ORDER BY m.rank, CASE WHEN u.id IS NULL THEN 1 ELSE 0 END, b.id
                            LIMIT 50
                            """);

    private static final int BY_IDENTIFIER = 0;
    private static final int BY_ISBN = 1;

    private final BookRepository books;

    public BookMatch(BookRepository books) {
        this.books = books;
    }

    /**
     * @param userbookId the reader's entry of this book, if there is one
     * @param changed whether the catalogue was changed: a book added, or a gap of one filled
     */
    public record Match(
            UUID bookId, BookDraft facts, @Nullable UUID userbookId, boolean changed) {}

    private record Candidate(int rank, Book book, @Nullable UUID userbookId) {
        static Candidate of(Row row) {
            return new Candidate(row.integer("rank"), Book.of(row), row.uuidOrNull("userbook_id"));
        }
    }

    public Match findOrAdd(Session session, UUID userId, BookDraft draft, Instant now) {
        List<Candidate> candidates = candidates(session, userId, draft);
        Optional<Candidate> meant = candidates.stream()
                .filter(one -> one.rank <= BY_ISBN || agree(one.book.facts(), draft))
                .findFirst();
        if (meant.isEmpty()) {
            return new Match(books.insert(session, draft, userId, now), draft, null, true);
        }
        Candidate found = meant.get();
        BookDraft filled = filled(found.book, draft, candidates);
        boolean changed = !filled.equals(found.book.facts());
        if (changed) {
            books.update(session, found.book, filled, now);
        }
        return new Match(found.book.id(), filled, found.userbookId, changed);
    }

    private static List<Candidate> candidates(Session session, UUID userId, BookDraft draft) {
        List<Candidate> found = new ArrayList<>();
        List<Map.Entry<String, String>> identifiers =
                List.copyOf(draft.identifiers().entrySet());
        for (int index = 0; index < Math.max(1, identifiers.size()); index++) {
            boolean first = index == 0;
            boolean named = !identifiers.isEmpty();
            found.addAll(session.list(
                    CANDIDATES,
                    Candidate::of,
                    named ? identifiers.get(index).getKey() : "",
                    named ? identifiers.get(index).getValue() : "",
                    first && draft.isbn13() != null ? draft.isbn13() : "",
                    first ? draft.titleKey() : TextKey.LAST,
                    first ? draft.authorKey() : "",
                    userId));
        }
        found.sort(java.util.Comparator.comparingInt(Candidate::rank));
        return found;
    }

    private static boolean agree(BookDraft stored, BookDraft draft) {
        boolean sameIsbn = stored.isbn13() == null
                || draft.isbn13() == null
                || stored.isbn13().equals(draft.isbn13());
        return sameIsbn
                && draft.identifiers().entrySet().stream()
                        .allMatch(entry -> entry.getValue()
                                .equals(stored.identifiers().getOrDefault(entry.getKey(), entry.getValue())));
    }

    /** The stored facts with the draft's where nothing is known yet. */
    private static BookDraft filled(Book book, BookDraft draft, List<Candidate> candidates) {
        BookDraft stored = book.facts();
        boolean isbnIsAnothers = candidates.stream()
                .anyMatch(one -> one.rank == BY_ISBN && !one.book.id().equals(book.id()));
        boolean takesIsbn = stored.isbn13() == null && !isbnIsAnothers;
        return new BookDraft(
                stored.title(),
                first(stored.subtitle(), draft.subtitle()),
                stored.contributors().isEmpty() ? draft.contributors() : stored.contributors(),
                stored.series().isEmpty() ? draft.series() : stored.series(),
                takesIsbn ? draft.isbn10() : stored.isbn10(),
                takesIsbn ? draft.isbn13() : stored.isbn13(),
                identifiers(book, draft, candidates),
                first(stored.publisher(), draft.publisher()),
                first(stored.publishedOn(), draft.publishedOn()),
                first(stored.originalYear(), draft.originalYear()),
                first(stored.pageCount(), draft.pageCount()),
                first(stored.language(), draft.language()),
                first(stored.durationSeconds(), draft.durationSeconds()),
                first(stored.description(), draft.description()));
    }

    private static Map<String, String> identifiers(Book book, BookDraft draft, List<Candidate> candidates) {
        Map<String, String> merged = new TreeMap<>(draft.identifiers());
        for (Candidate one : candidates) {
            if (one.rank == BY_IDENTIFIER && !one.book.id().equals(book.id())) {
                one.book.facts().identifiers().forEach((scheme, value) -> merged.remove(scheme, value));
            }
        }
        merged.putAll(book.facts().identifiers());
        return merged;
    }

    private static <T> @Nullable T first(@Nullable T stored, @Nullable T given) {
        return stored != null ? stored : given;
    }
}
