package dev.colophon.catalogue;

import dev.colophon.database.Ids;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.text.TextKey;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tables by which books are found: contributors, series and identifiers. */
final class BookFacts {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,3})?");

    private static final Statement INSERT_AUTHOR = Statement.of("catalogue.author-insert", """
                    INSERT INTO authors (id, name, name_key) VALUES (?, ?, ?)
                    ON CONFLICT (name_key) DO NOTHING
                    """);

    private static final Statement INSERT_BOOK_AUTHOR = Statement.of("catalogue.book-author-insert", """
                    INSERT INTO book_authors (book_id, author_id, role, ordinal)
                    VALUES (?, (SELECT id FROM authors WHERE name_key = ?), ?, ?)
                    """);

    private static final Statement INSERT_SERIES = Statement.of("catalogue.series-insert", """
                    INSERT INTO series (id, name, name_key) VALUES (?, ?, ?)
                    ON CONFLICT (name_key) DO NOTHING
                    """);

    private static final Statement INSERT_BOOK_SERIES = Statement.of("catalogue.book-series-insert", """
                    INSERT INTO book_series (book_id, series_id, position, position_sort)
                    VALUES (?, (SELECT id FROM series WHERE name_key = ?), ?, ?)
                    """);

    private static final Statement INSERT_IDENTIFIER = Statement.of(
            "catalogue.book-identifier-insert",
            "INSERT INTO book_identifiers (scheme, value, book_id) VALUES (?, ?, ?)");

    private static final List<Statement> DELETE_ALL = List.of(
            Statement.of("catalogue.book-authors-delete", "DELETE FROM book_authors WHERE book_id = ?"),
            Statement.of("catalogue.book-series-delete", "DELETE FROM book_series WHERE book_id = ?"),
            Statement.of("catalogue.book-identifiers-delete", "DELETE FROM book_identifiers WHERE book_id = ?"));

    void insert(Session session, UUID bookId, BookDraft facts) {
        insertContributors(session, bookId, facts);
        for (BookDraft.SeriesPosition one : facts.series()) {
            String key = TextKey.of(one.name());
            session.execute(INSERT_SERIES, Ids.next(), one.name(), key);
            session.execute(INSERT_BOOK_SERIES, bookId, key, one.position(), thousandths(one.position()));
        }
        for (Map.Entry<String, String> identifier : facts.identifiers().entrySet()) {
            session.execute(INSERT_IDENTIFIER, identifier.getKey(), identifier.getValue(), bookId);
        }
    }

    void delete(Session session, UUID bookId) {
        DELETE_ALL.forEach(statement -> session.execute(statement, bookId));
    }

    private static void insertContributors(Session session, UUID bookId, BookDraft facts) {
        List<BookDraft.Contributor> contributors = facts.contributors();
        // Two imports that add the same people meet in one order, so that neither waits for the
        // other in a circle.
        contributors.stream()
                .sorted(Comparator.comparing(one -> TextKey.of(one.name())))
                .forEach(one -> session.execute(INSERT_AUTHOR, Ids.next(), one.name(), TextKey.of(one.name())));
        for (int ordinal = 0; ordinal < contributors.size(); ordinal++) {
            BookDraft.Contributor one = contributors.get(ordinal);
            session.execute(INSERT_BOOK_AUTHOR, bookId, TextKey.of(one.name()), one.role(), ordinal);
        }
    }

    /** The place in a series for sorting: of {@code 1-3} that of 1. */
    static @Nullable Long thousandths(@Nullable String position) {
        if (position == null) {
            return null;
        }
        Matcher number = NUMBER.matcher(position);
        if (!number.lookingAt()) {
            return null;
        }
        return new BigDecimal(number.group()).movePointRight(3).longValueExact();
    }
}
