package dev.colophon.catalogue;

import dev.colophon.catalogue.name.NameKeys;
import dev.colophon.database.Columns;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.text.TextKey;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables by which books are found: contributors, series and identifiers. */
final class BookFacts {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,3})?");

    private static final Statement INSERT_BOOK_AUTHOR = Statement.of(
            "catalogue.book-author-insert",
            Columns.of("book_id", "author_id", "role", "ordinal").insertInto("book_authors"));

    private static final Statement INSERT_BOOK_SERIES = Statement.of(
            "catalogue.book-series-insert",
            Columns.of("book_id", "series_id", "position", "position_sort").insertInto("book_series"));

    private static final Statement INSERT_IDENTIFIER = Statement.of(
            "catalogue.book-identifier-insert",
            Columns.of("scheme", "value", "book_id").insertInto("book_identifiers"));

    private static final List<Statement> DELETE_ALL = List.of(
            Statement.of("catalogue.book-authors-delete", "DELETE FROM book_authors WHERE book_id = :book_id"),
            Statement.of("catalogue.book-series-delete", "DELETE FROM book_series WHERE book_id = :book_id"));

    private static final Statement DELETE_IDENTIFIER = Statement.of("catalogue.book-identifier-delete", """
                    DELETE FROM book_identifiers WHERE scheme = :scheme AND value = :value AND book_id = :book_id
                    """);

    private static final NameKeys AUTHORS = new NameKeys("author", "authors", "book_authors WHERE author_id");
    private static final NameKeys SERIES = new NameKeys("series", "series", "book_series WHERE series_id");

    /** What is said of new books; a taken identifier is a violation of the type UNIQUE. */
    void insertAll(Session session, List<Book> books) {
        Map<String, UUID> people = AUTHORS.held(session, names(books, BookFacts::people));
        session.executeAll(
                INSERT_BOOK_AUTHOR,
                books.stream().flatMap(book -> people(book, people)).toList());
        Map<String, UUID> series = SERIES.held(session, names(books, BookFacts::series));
        session.executeAll(
                INSERT_BOOK_SERIES,
                books.stream().flatMap(book -> series(book, series)).toList());
        session.executeAll(
                INSERT_IDENTIFIER,
                books.stream()
                        .flatMap(book -> book.facts().identifiers().entrySet().stream()
                                .map(one -> identifier(book.id(), one.getKey(), one.getValue())))
                        .toList());
    }

    private static List<String> names(List<Book> books, Function<BookDraft, Stream<String>> of) {
        return books.stream().flatMap(book -> of.apply(book.facts())).toList();
    }

    private static Stream<Parameters> people(Book book, Map<String, UUID> ids) {
        List<BookDraft.Contributor> all = book.facts().contributors();
        return IntStream.range(0, all.size())
                .mapToObj(ordinal -> Parameters.of("book_id", book.id())
                        .and("author_id", ids.get(TextKey.of(all.get(ordinal).name())))
                        .and("role", all.get(ordinal).role())
                        .and("ordinal", ordinal));
    }

    private static Stream<Parameters> series(Book book, Map<String, UUID> ids) {
        return book.facts().series().stream()
                .map(one -> Parameters.of("book_id", book.id())
                        .and("series_id", ids.get(TextKey.of(one.name())))
                        .and("position", one.position())
                        .and("position_sort", thousandths(one.position())));
    }

    /**
     * Removes the people and series of a book that no book has any more.
     *
     * @param now what the book has instead; null when it is gone
     */
    void removeUnused(Session session, BookDraft old, @Nullable BookDraft now) {
        Set<String> people = keys(people(old));
        Set<String> series = keys(series(old));
        if (now != null) {
            people.removeAll(keys(people(now)));
            series.removeAll(keys(series(now)));
        }
        AUTHORS.removeUnused(session, people);
        SERIES.removeUnused(session, series);
    }

    private static Stream<String> people(BookDraft facts) {
        return facts.contributors().stream().map(BookDraft.Contributor::name);
    }

    private static Stream<String> series(BookDraft facts) {
        return facts.series().stream().map(BookDraft.SeriesPosition::name);
    }

    /** In one order for everybody. */
    private static Set<String> keys(Stream<String> names) {
        return names.map(TextKey::of).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Replaces what is said of a book. Identifiers that it has beside its facts, from a book that was
     * merged into it, stay.
     */
    void replace(Session session, UUID bookId, BookDraft old, BookDraft now) {
        DELETE_ALL.forEach(statement -> session.execute(statement, Parameters.of("book_id", bookId)));
        Stream.concat(old.identifiers().entrySet().stream(), now.identifiers().entrySet().stream())
                .distinct()
                .forEach(one -> session.execute(DELETE_IDENTIFIER, identifier(bookId, one.getKey(), one.getValue())));
        insertAll(session, List.of(new Book(bookId, now, null, 1)));
        removeUnused(session, old, now);
    }

    private static Parameters identifier(UUID bookId, String scheme, String value) {
        return Parameters.of("scheme", scheme).and("value", value).and("book_id", bookId);
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
