package dev.colophon.catalogue;

import dev.colophon.database.Columns;
import dev.colophon.database.Ids;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.text.TextKey;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables by which books are found: contributors, series and identifiers. */
final class BookFacts {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,3})?");

    private static final Statement INSERT_AUTHOR = Statement.of("catalogue.author-insert", """
                    INSERT INTO authors (id, name, name_key) VALUES (:id, :name, :name_key)
                    ON CONFLICT (name_key) DO NOTHING
                    """);

    private static final Statement INSERT_BOOK_AUTHOR = linking("catalogue.book-author-insert", """
                    INSERT INTO book_authors (book_id, author_id, role, ordinal)
                    SELECT CAST(:book_id AS uuid), id, CAST(:role AS text), CAST(:ordinal AS bigint)
                    FROM authors WHERE name_key = :name_key
                    """);

    private static final Statement INSERT_SERIES = Statement.of("catalogue.series-insert", """
                    INSERT INTO series (id, name, name_key) VALUES (:id, :name, :name_key)
                    ON CONFLICT (name_key) DO NOTHING
                    """);

    private static final Statement INSERT_BOOK_SERIES = linking("catalogue.book-series-insert", """
                    INSERT INTO book_series (book_id, series_id, position, position_sort)
                    SELECT CAST(:book_id AS uuid), id, CAST(:position AS text), CAST(:position_sort AS bigint)
                    FROM series WHERE name_key = :name_key
                    """);

    private static final Statement INSERT_IDENTIFIER = Statement.of(
            "catalogue.book-identifier-insert",
            Columns.of("scheme", "value", "book_id").insertInto("book_identifiers"));

    private static final List<Statement> DELETE_ALL = List.of(
            Statement.of("catalogue.book-authors-delete", "DELETE FROM book_authors WHERE book_id = :book_id"),
            Statement.of("catalogue.book-series-delete", "DELETE FROM book_series WHERE book_id = :book_id"));

    private static final Statement DELETE_IDENTIFIER = Statement.of("catalogue.book-identifier-delete", """
                    DELETE FROM book_identifiers WHERE scheme = :scheme AND value = :value AND book_id = :book_id
                    """);

    private static final Leftovers AUTHORS = Leftovers.of("author", "authors", "book_authors WHERE author_id");
    private static final Leftovers SERIES = Leftovers.of("series", "series", "book_series WHERE series_id");

    /**
     * For names that no book has any more.
     *
     * @param insertHeld adds a name that nobody can remove until the transaction ends
     * @param hold the row, unless somebody is using it right now; only then is it known who else has it
     */
    private record Leftovers(Statement insertHeld, Statement hold, Statement delete) {
        static Leftovers of(String name, String table, String links) {
            String find = "SELECT id FROM " + table + " WHERE name_key = :name_key";
            String insert = Columns.of("id", "name", "name_key").insertInto(table);
            return new Leftovers(
                    Statement.of(
                            "catalogue." + name + "-insert-held",
                            insert + " ON CONFLICT (name_key) DO UPDATE SET name = " + table + ".name"),
                    Statement.split("catalogue." + name + "-hold", find + " FOR UPDATE SKIP LOCKED", find),
                    Statement.of(
                            "catalogue." + name + "-delete-unused",
                            "DELETE FROM " + table + " WHERE id = :id AND NOT EXISTS (SELECT 1 FROM " + links
                                    + " = :id)"));
        }

        void remove(Session session, Set<String> keys) {
            keys.forEach(key -> session.first(hold, row -> row.uuid("id"), Parameters.of("name_key", key))
                    .ifPresent(id -> session.execute(delete, Parameters.of("id", id))));
        }
    }

    /** The row that is linked to stays until the transaction ends, for it is held at once. */
    private static Statement linking(String name, String sql) {
        // to SQLite a uuid is text, and its cast would make a number of it
        String sqlite = sql.replace("CAST(:book_id AS uuid)", ":book_id");
        return Statement.split(name, sql + " FOR KEY SHARE", sqlite);
    }

    /** A row that refers to a name by its key. */
    private record Link(String name, Parameters parameters) {}

    /** What is said of new books; a taken identifier is a violation of the type UNIQUE. */
    void insertAll(Session session, List<Book> books) {
        List<Link> people = books.stream().flatMap(BookFacts::people).toList();
        List<Link> series = books.stream().flatMap(BookFacts::series).toList();
        link(session, people, INSERT_AUTHOR, INSERT_BOOK_AUTHOR, AUTHORS);
        link(session, series, INSERT_SERIES, INSERT_BOOK_SERIES, SERIES);
        session.executeAll(
                INSERT_IDENTIFIER,
                books.stream()
                        .flatMap(book -> book.facts().identifiers().entrySet().stream()
                                .map(one -> identifier(book.id(), one.getKey(), one.getValue())))
                        .toList());
    }

    private static Stream<Link> people(Book book) {
        List<BookDraft.Contributor> all = book.facts().contributors();
        return IntStream.range(0, all.size())
                .mapToObj(ordinal -> new Link(
                        all.get(ordinal).name(),
                        Parameters.of("book_id", book.id())
                                .and("name_key", TextKey.of(all.get(ordinal).name()))
                                .and("role", all.get(ordinal).role())
                                .and("ordinal", ordinal)));
    }

    private static Stream<Link> series(Book book) {
        return book.facts().series().stream()
                .map(one -> new Link(
                        one.name(),
                        Parameters.of("book_id", book.id())
                                .and("name_key", TextKey.of(one.name()))
                                .and("position", one.position())
                                .and("position_sort", thousandths(one.position()))));
    }

    /**
     * Two imports that add the same names meet in one order, so that neither waits for the other in a circle. A name
     * can go between the two statements, with the last book of it; then it is put there again.
     */
    private static void link(Session session, List<Link> links, Statement name, Statement link, Leftovers names) {
        Map<String, String> byKey = new TreeMap<>();
        links.forEach(one -> byKey.putIfAbsent(TextKey.of(one.name()), one.name()));
        session.executeAll(name, byKey.values().stream().map(BookFacts::named).toList());
        List<Integer> linked =
                session.executeAll(link, links.stream().map(Link::parameters).toList());
        for (int index = 0; index < linked.size(); index++) {
            if (linked.get(index) == 0) {
                session.execute(names.insertHeld(), named(links.get(index).name()));
                session.execute(link, links.get(index).parameters());
            }
        }
    }

    /**
     * Removes the people and series of a book that no book has any more.
     *
     * @param now what the book has instead; null when it is gone
     */
    void removeUnused(Session session, BookDraft old, @Nullable BookDraft now) {
        Set<String> people = people(old);
        Set<String> series = series(old);
        if (now != null) {
            people.removeAll(people(now));
            series.removeAll(series(now));
        }
        AUTHORS.remove(session, people);
        SERIES.remove(session, series);
    }

    private static Set<String> people(BookDraft facts) {
        return keys(facts.contributors().stream().map(BookDraft.Contributor::name));
    }

    private static Set<String> series(BookDraft facts) {
        return keys(facts.series().stream().map(BookDraft.SeriesPosition::name));
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
