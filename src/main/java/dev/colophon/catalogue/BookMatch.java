package dev.colophon.catalogue;

import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the book that a draft means, or adds it. What another system calls it counts most, then the
 * ISBN, also of a book that was merged into another, then title and first author exactly as keys;
 * nothing is guessed. A book with another ISBN, or with another number in the same system, is another
 * edition and not meant.
 */
public final class BookMatch {
    private static final String CALLED_SO =
            "SELECT 0 AS rank, i.book_id FROM book_identifiers i WHERE i.scheme = :scheme AND i.value = :value";

    /** By one identifier, the ISBN, and title with author; all of it in one round trip. */
    private static final Statement CANDIDATES =
            candidates("catalogue.book-candidates", CALLED_SO + """
                                 UNION ALL SELECT 1, c.id FROM books c WHERE c.isbn13 = :isbn13
                                 UNION ALL SELECT 2, j.book_id FROM book_identifiers j
                                    WHERE j.scheme = '%s' AND j.value = :isbn13
                                 UNION ALL SELECT 3, c.id FROM books c
                                    WHERE c.title_key = :title_key AND c.author_key = :author_key
                            """.formatted(Isbn.MERGED_SCHEME));

    /** By one more identifier, which most drafts do not have. */
    private static final Statement CALLED = candidates("catalogue.book-candidates-by-identifier", CALLED_SO);

    /** An export of this server calls a book by its id. */
    private static final Statement EXPORTED = candidates(
            "catalogue.book-candidates-by-id", "SELECT 0 AS rank, c.id AS book_id FROM books c WHERE c.id = :id");

    private static final int BY_IDENTIFIER = 0;
    private static final int BY_ISBN = 1;
    private static final int BY_MERGED_ISBN = 2;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final BookRepository books;

    public BookMatch(BookRepository books) {
        this.books = books;
    }

    /**
     * @param entryId the reader's entry of this book, if there is one
     * @param changed whether the catalogue was changed: a book added, or a gap of one filled
     * @param added whether the book was not there before
     */
    public record Match(
            UUID bookId, BookDraft facts, @Nullable UUID entryId, boolean changed, boolean added) {
        private static Match added(UUID bookId, BookDraft facts) {
            return new Match(bookId, facts, null, true, true);
        }
    }

    /**
     * A book that a draft may mean.
     *
     * @param entryId the reader's entry of it, if there is one
     */
    public record Candidate(int rank, Book book, @Nullable UUID entryId) {
        private static Candidate of(Row row) {
            return new Candidate(row.integer("rank"), Book.of(row), row.uuidOrNull("userbook_id"));
        }

        /** Whether another system calls it as the draft says. */
        public boolean isByIdentifier() {
            return rank == BY_IDENTIFIER;
        }

        /** Whether a number finds it, and not its title alone. */
        public boolean isByNumber() {
            return rank <= BY_MERGED_ISBN;
        }

        /** By the ISBN of a book that somebody has merged into this one, whatever it was called. */
        public boolean isByMergedIsbn() {
            return rank == BY_MERGED_ISBN;
        }

        private boolean isByIsbn() {
            return rank == BY_ISBN || rank == BY_MERGED_ISBN;
        }
    }

    /**
     * What a draft may mean, best first; nothing was changed for it.
     *
     * @param candidates a book once for each way in which it is found
     */
    public record Found(BookDraft draft, List<Candidate> candidates) {
        private Optional<Candidate> meant() {
            return candidates.stream()
                    .filter(one -> one.isByNumber() || agree(one.book.facts(), draft))
                    .findFirst();
        }
    }

    /** Looks for the book. */
    public Found find(Session session, UUID userId, BookDraft draft) {
        return new Found(draft, candidates(session, userId, draft));
    }

    /** The book stays until the transaction ends, for somebody is about to refer to it. */
    public Match findOrAdd(Session session, UUID userId, BookDraft draft, Instant now) {
        return takeOrAdd(session, userId, find(session, userId, draft), now);
    }

    /** The same of what was found a moment ago in the same transaction. */
    public Match takeOrAdd(Session session, UUID userId, Found found, Instant now) {
        Optional<Candidate> meant = found.meant();
        if (meant.isEmpty()) {
            return Match.added(books.insert(session, found.draft, userId, now), found.draft);
        }
        // one that was removed or merged into another at this moment is found there
        return take(session, meant.get(), found, now).orElseGet(() -> findOrAdd(session, userId, found.draft, now));
    }

    /**
     * Takes a book that somebody chose, whatever the draft says, and fills its gaps.
     *
     * @return empty when it is not there any more
     */
    public Optional<Match> take(Session session, UUID userId, BookDraft draft, UUID bookId, Instant now) {
        return byId(session, userId, bookId).stream()
                .findFirst()
                .flatMap(chosen -> take(session, chosen, find(session, userId, draft), now));
    }

    /** Adds a book although others may be it; numbers by which these are found stay theirs. */
    public Match add(Session session, UUID userId, BookDraft draft, Instant now) {
        List<Candidate> others = candidates(session, userId, draft);
        BookDraft own = draft.with(facts -> {
            boolean isbnIsAnothers = others.stream().anyMatch(Candidate::isByIsbn);
            facts.isbn10 = isbnIsAnothers ? null : draft.isbn10();
            facts.isbn13 = isbnIsAnothers ? null : draft.isbn13();
            facts.identifiers = new TreeMap<>(draft.identifiers());
            others.stream()
                    .filter(Candidate::isByIdentifier)
                    .forEach(one -> one.book.facts().identifiers().forEach(facts.identifiers::remove));
        });
        return Match.added(books.insert(session, own, userId, now), own);
    }

    private Optional<Match> take(Session session, Candidate meant, Found found, Instant now) {
        boolean changes = !filled(meant.book, found.draft, found.candidates).equals(meant.book.facts());
        UUID id = meant.book.id();
        Book held = (changes ? books.lock(session, id) : books.holdKey(session, id)).orElse(null);
        if (held == null) {
            return Optional.empty();
        }
        BookDraft filled = filled(held, found.draft, found.candidates);
        boolean changed = changes && !filled.equals(held.facts());
        if (changed) {
            books.update(session, held, filled, now);
        }
        return Optional.of(new Match(id, changed ? filled : held.facts(), meant.entryId, changed, false));
    }

    /** The reader's entry of the book that a draft means; nothing is added. */
    public Optional<UUID> entry(Session session, UUID userId, BookDraft draft) {
        return find(session, userId, draft).meant().flatMap(found -> Optional.ofNullable(found.entryId));
    }

    private static Statement candidates(String name, String ranked) {
        return Statement.of(name, "SELECT " + Book.COLUMNS + ", m.rank, u.id AS userbook_id FROM (" + ranked + """
                        ) m
                        JOIN books b ON b.id = m.book_id
                        LEFT JOIN userbooks u ON u.book_id = b.id AND u.user_id = :user_id
                        ORDER BY m.rank, CASE WHEN u.id IS NULL THEN 1 ELSE 0 END, b.id
                        LIMIT 50
                        """);
    }

    private static List<Candidate> candidates(Session session, UUID userId, BookDraft draft) {
        Iterator<Map.Entry<String, String>> identifiers =
                draft.identifiers().entrySet().iterator();
        // no scheme and no ISBN is empty, so that these find nothing
        Map.Entry<String, String> first = identifiers.hasNext() ? identifiers.next() : Map.entry("", "");
        Parameters all = called(userId, first)
                .and("isbn13", Objects.requireNonNullElse(draft.isbn13(), ""))
                .and("title_key", draft.titleKey())
                .and("author_key", draft.authorKey());
        List<Candidate> found = new ArrayList<>(exported(session, userId, draft));
        found.addAll(session.list(CANDIDATES, Candidate::of, all));
        while (identifiers.hasNext()) {
            found.addAll(session.list(CALLED, Candidate::of, called(userId, identifiers.next())));
        }
        found.sort(Comparator.comparingInt(Candidate::rank));
        return found;
    }

    private static List<Candidate> exported(Session session, UUID userId, BookDraft draft) {
        String key = draft.identifiers().get(Book.EXPORT_KEY);
        if (key == null || !ID.matcher(key).matches()) {
            return List.of();
        }
        return byId(session, userId, UUID.fromString(key));
    }

    private static List<Candidate> byId(Session session, UUID userId, UUID bookId) {
        return session.list(
                EXPORTED, Candidate::of, Parameters.of("user_id", userId).and("id", bookId));
    }

    private static Parameters called(UUID userId, Map.Entry<String, String> identifier) {
        return Parameters.of("user_id", userId)
                .and("scheme", identifier.getKey())
                .and("value", identifier.getValue());
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
                .anyMatch(one -> one.isByIsbn() && !one.book.id().equals(book.id()));
        boolean takesIsbn = stored.isbn13() == null && !isbnIsAnothers;
        return stored.orElse(draft).with(facts -> {
            facts.isbn10 = takesIsbn ? draft.isbn10() : stored.isbn10();
            facts.isbn13 = takesIsbn ? draft.isbn13() : stored.isbn13();
            facts.identifiers = identifiers(book, draft, candidates);
        });
    }

    private static Map<String, String> identifiers(Book book, BookDraft draft, List<Candidate> candidates) {
        Map<String, String> merged = new TreeMap<>(draft.identifiers());
        for (Candidate one : candidates) {
            if (one.rank == BY_IDENTIFIER && !one.book.id().equals(book.id())) {
                one.book.facts().identifiers().forEach((scheme, value) -> merged.remove(scheme, value));
            }
        }
        merged.remove(Book.EXPORT_KEY, book.id().toString());
        merged.putAll(book.facts().identifiers());
        return merged;
    }
}
