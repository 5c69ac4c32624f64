package dev.colophon.catalogue;

import dev.colophon.database.Columns;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.text.TextKey;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tables by which books are found: contributors, series and identifiers. */
final class BookFacts {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,3})?");

    private static final Statement INSERT_AUTHOR = Statement.of("catalogue.author-insert", """
                    INSERT INTO authors (id, name, name_key) VALUES (:id, :name, :name_key)
                    ON CONFLICT (name_key) DO NOTHING
                    """);

    private static final Statement INSERT_BOOK_AUTHOR = Statement.of("catalogue.book-author-insert", """
                    INSERT INTO book_authors (book_id, author_id, role, ordinal)
                    VALUES (:book_id, (SELECT id FROM authors WHERE name_key = :name_key), :role, :ordinal)
                    """);

    private static final Statement INSERT_SERIES = Statement.of("catalogue.series-insert", """
                    INSERT INTO series (id, name, name_key) VALUES (:id, :name, :name_key)
                    ON CONFLICT (name_key) DO NOTHING
                    """);

    private static final Statement INSERT_BOOK_SERIES = Statement.of("catalogue.book-series-insert", """
                    INSERT INTO book_series (book_id, series_id, position, position_sort)
                    VALUES (:book_id, (SELECT id FROM series WHERE name_key = :name_key), :position, :position_sort)
                    """);

    private static final Statement INSERT_IDENTIFIER = Statement.of(
            "catalogue.book-identifier-insert",
            Columns.of("scheme", "value", "book_id").insertInto("book_identifiers"));

    private static final List<Statement> DELETE_ALL = List.of(
            Statement.of("catalogue.book-authors-delete", "DELETE FROM book_authors WHERE book_id = :book_id"),
            Statement.of("catalogue.book-series-delete", "DELETE FROM book_series WHERE book_id = :book_id"),
            Statement.of("catalogue.book-identifiers-delete", "DELETE FROM book_identifiers WHERE book_id = :book_id"));

    void insert(Session session, UUID bookId, BookDraft facts) {
        insertContributors(session, bookId, facts.contributors());
        for (BookDraft.SeriesPosition one : facts.series()) {
            session.execute(INSERT_SERIES, named(one.name()));
            session.execute(
                    INSERT_BOOK_SERIES,
                    Parameters.of("book_id", bookId)
                            .and("name_key", TextKey.of(one.name()))
                            .and("position", one.position())
                            .and("position_sort", thousandths(one.position())));
        }
        facts.identifiers()
                .forEach((scheme, value) -> session.execute(
                        INSERT_IDENTIFIER,
                        Parameters.of("scheme", scheme).and("value", value).and("book_id", bookId)));
    }

    void delete(Session session, UUID bookId) {
        DELETE_ALL.forEach(statement -> session.execute(statement, Parameters.of("book_id", bookId)));
    }

    private static void insertContributors(Session session, UUID bookId, List<BookDraft.Contributor> all) {
        // Two imports that add the same people meet in one order, so that neither waits for the
        // other in a circle.
        all.stream()
                .map(BookDraft.Contributor::name)
                .sorted(Comparator.comparing(TextKey::of))
                .forEach(name -> session.execute(INSERT_AUTHOR, named(name)));
        for (int ordinal = 0; ordinal < all.size(); ordinal++) {
            session.execute(
                    INSERT_BOOK_AUTHOR,
                    Parameters.of("book_id", bookId)
                            .and("name_key", TextKey.of(all.get(ordinal).name()))
                            .and("role", all.get(ordinal).role())
                            .and("ordinal", ordinal));
        }
    }

    private static Parameters named(String name) {
        return Parameters.of("id", Ids.next()).and("name", name).and("name_key", TextKey.of(name));
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
